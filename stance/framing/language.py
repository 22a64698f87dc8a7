"""The language of a passage, told from its function words and its script."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

# Words that run through any prose in a language and are rare in the others.
_FUNCTION_WORDS = {
    "en": "the of and to in is that for it was on with as are this be by not have from has which were their",
    "es": "el los las una del que y en por con para no su al lo como más pero sus se es fue ha este entre",
    "fr": "le les des une du et est que qui dans pour pas sur au par avec ce sont plus cette aux nous été",
    "de": "der die das und ist nicht den von mit dem des ein eine auf für sich im werden auch als an es wird",
    "pt": "os as uma do da dos das que e em por com para não no na seu ao mais como foi se são pelo pela",
    "it": "il di gli una del della che e per con non nel alla dei delle è sono si più come da anche nella",
    "nl": "de het een van en is dat op te zijn met voor niet aan er om ook als dan maar bij uit door worden",
    "pl": "w na i z do nie się jest że to o jak po przez dla od który oraz są być tym jego przy ich",
    "sv": "och att det som en på är av för med den till inte om ett har de var från eller vi kan så",
    "ro": "și în de la cu pe nu este care din pentru că mai sau prin fi au lui sunt ale ca fost acest",
    "tr": "ve bir bu için ile de da olarak daha çok olan gibi kadar ancak sonra ya ne her en değil",
    "id": "yang dan di dengan untuk dari pada ini itu dalam tidak adalah oleh akan juga ke telah atau karena",
}
_WORDS = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_FEWEST_WORDS = 8


def guess_language(text: str) -> str | None:
    """The language whose function words the text has most of.

    Parameters
    ----------
    text : str

    Returns
    -------
    str or None
        A two-letter code, "other" for a script that is not Latin, and None where the text is too short or
        no language stands out.

    Examples
    --------
    >>> guess_language("The courts have to be free of the fear that the police is in the pay of the cartels.")
    'en'
    >>> guess_language("Los tribunales no pueden juzgar a los jefes del cartel por el miedo que tienen.")
    'es'
    >>> guess_language("Суды должны быть свободны от страха перед преступными группами и их деньгами.")
    'other'
    >>> guess_language("Table 4") is None
    True
    """
    words = [x.lower() for x in _WORD.findall(text)]
    if len(words) < _FEWEST_WORDS:
        return None
    letters = "".join(words)
    if len(_LATIN.findall(letters)) < len(letters) / 2:
        return "other"
    counts = {language: sum(x in known for x in words) for language, known in _WORDS.items()}
    first, second = sorted(counts, key=lambda x: (-counts[x], x))[:2]
    told = counts[first] > counts[second] and counts[first] >= len(words) / 10
    return first if told else None


def foreign(texts: Iterable[str], language: str) -> NDArray[np.float64]:
    """1 for each text that is told to be in another language than the one given, 0 otherwise.

    Examples
    --------
    >>> foreign(["Los tribunales no pueden juzgar a los jefes del cartel por el miedo."], "en")
    array([1.])
    """
    if language not in _WORDS:
        raise StanceError(f"'language' must be one of {sorted(_WORDS)}; got {language!r}.")
    guesses = [guess_language(x) if isinstance(x, str) else None for x in texts]
    return np.array([float(x not in (None, language)) for x in guesses])

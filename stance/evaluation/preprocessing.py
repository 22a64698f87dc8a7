"""Steps of preprocessing that are often taken without asking, so that their effect can be measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

Floats = NDArray[np.float64]

_WORD = re.compile(r"\w+")


class Preprocessed:
    """A classifier to which every text comes after a step.

    Parameters
    ----------
    step : str
        One of `STEPS`.
    model : callable
        Gives a new estimator of texts.

    Notes
    -----
    Denny and Spirling 2018, Political Analysis 26:168: what such a step does is to be measured, not assumed.

    Examples
    --------
    >>> from stance.evaluation.baselines import multinomial_nb
    >>> model = Preprocessed("stemmed", multinomial_nb)
    >>> model.fit(["courts judge", "troops march"], ["law", "force"]).predict(["A court judged."]).tolist()
    ['law']
    """

    def __init__(self, step: str, model: Callable[[], Any]) -> None:
        if step not in STEPS:
            raise StanceError(f"'step' must be one of {list(STEPS)}; got {step!r}.")
        self._step, self._model = STEPS[step], model()

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        self._model.fit([self._step(text) for text in texts], labels)
        self.classes_ = self._model.classes_
        return self

    def predict(self, texts: Sequence[str]) -> NDArray[Any]:
        return np.asarray(self._model.predict([self._step(text) for text in texts]))

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        return np.asarray(self._model.predict_proba([self._step(text) for text in texts]))


def without_punctuation(text: str) -> str:
    """The words alone.

    Examples
    --------
    >>> without_punctuation("Must the army's men go? No!")
    'Must the army s men go No'
    """
    return " ".join(_WORD.findall(text))


def without_numbers(text: str) -> str:
    """The text without words that begin with a digit.

    Examples
    --------
    >>> without_numbers("In 2010 a 2nd treaty")
    'In a treaty'
    """
    return " ".join(re.sub(r"\b\d\w*", " ", text).split())


def without_stop_words(text: str) -> str:
    """The text without the English stop words of scikit-learn, among them *not*, *must* and *should*.

    Examples
    --------
    >>> without_stop_words("We must not send the army")
    'send army'
    """
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return " ".join(x for x in text.split() if without_punctuation(x).lower() not in ENGLISH_STOP_WORDS)


def stemmed(text: str) -> str:
    """The text with every word cut to its stem (Snowball, English).

    Examples
    --------
    >>> stemmed("Courts judged, armies marched")
    'court judg, armi march'
    """
    return _WORD.sub(lambda found: _stem(found.group()), text)


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(_stemmer().stem(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")


STEPS: Mapping[str, Callable[[str], str]] = {
    "without punctuation": without_punctuation,
    "without numbers": without_numbers,
    "without stop words": without_stop_words,
    "stemmed": stemmed,
}

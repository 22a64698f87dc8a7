"""The definition of the features, in plain Python.

Everything that is faster elsewhere is tested against these few lines, and these against scikit-learn.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WORD = re.compile(r"\w\w+")


def word_ngrams(text: str, high: int) -> list[str]:
    """The words of a text and, if `high` is 2, its pairs of neighbouring words.

    Examples
    --------
    >>> word_ngrams("A law, not an army!", 2)
    ['law', 'not', 'an', 'army', 'law not', 'not an', 'an army']
    """
    words = _WORD.findall(text.lower())
    return words if high == 1 else words + list(map(" ".join, pairwise(words)))


def character_ngrams(text: str, low: int, high: int) -> list[str]:
    """The n-grams of each padded piece of a text; a piece shorter than n is taken whole, once.

    Examples
    --------
    >>> character_ngrams("Go on", 3, 5)
    [' go', 'go ', ' go ', ' on', 'on ', ' on ']
    """
    ngrams: list[str] = []
    for piece in text.lower().split():
        padded = f" {piece} "
        length = len(padded)
        for n in range(low, high + 1):
            ngrams.extend(padded[i : i + n] for i in range(max(length - n, 0) + 1))
            if n >= length:
                break
    return ngrams

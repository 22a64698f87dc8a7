"""The definition of the features, in plain Python.

Everything that is faster elsewhere is tested against these few lines, and these against scikit-learn.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WORD = re.compile(r"\w\w+")


def words(text: str) -> list[str]:
    """The runs of two or more word characters of the lower-cased text.

    Examples
    --------
    >>> words("A law, not an army!")
    ['law', 'not', 'an', 'army']
    """
    return _WORD.findall(text.lower())


def word_ngrams(text: str, high: int) -> list[str]:
    """The words of a text and, if `high` is 2, its pairs of neighbouring words.

    Examples
    --------
    >>> word_ngrams("A law, not an army!", 2)
    ['law', 'not', 'an', 'army', 'law not', 'not an', 'an army']
    """
    found = words(text)
    return found if high == 1 else found + list(map(" ".join, pairwise(found)))


def piece_ngrams(piece: str, low: int, high: int) -> list[str]:
    """The n-grams of a piece with a space on both sides; where that is shorter than n, all of it, once.

    Examples
    --------
    >>> piece_ngrams("go", 3, 5)
    [' go', 'go ', ' go ']
    >>> piece_ngrams("a", 4, 5)
    [' a ']
    """
    padded = f" {piece} "
    length = len(padded)
    sizes = range(low, min(high, length) + 1) if low < length else (length,)
    return [padded[i : i + n] for n in sizes for i in range(length - n + 1)]


def character_ngrams(text: str, low: int, high: int) -> list[str]:
    """The n-grams of the white-space separated pieces of the lower-cased text.

    Examples
    --------
    >>> character_ngrams("Go on", 3, 3)
    [' go', 'go ', ' on', 'on ']
    """
    return [ngram for piece in text.lower().split() for ngram in piece_ngrams(piece, low, high)]

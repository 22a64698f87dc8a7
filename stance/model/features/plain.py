"""The n-grams of a text in plain Python."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w\w+")
_LOWERED = [chr(i).lower() for i in range(128)]
_ASCII = "".join(c if c.isalnum() or c == "_" else " " for c in _LOWERED)


def words(text: str) -> list[str]:
    """The runs of two or more word characters of the lower-cased text.

    Examples
    --------
    >>> words("A law, not an army!")
    ['law', 'not', 'an', 'army']
    """
    if text.isascii():  # sooner than by an expression
        return [word for word in text.translate(_ASCII).split() if len(word) > 1]
    return _WORD.findall(text.lower())


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

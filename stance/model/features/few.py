"""Decision values of a few texts, in plain Python.

The loops over whole arrays need half a millisecond to get going. A single passage is done sooner word by word
with dictionaries; its sums add the same numbers in the same order.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.model.features.block import Block
from stance.model.features.plain import piece_ngrams, words

_MOST_PIECES = 50_000
_LONGEST_PIECE = 100


class FewSums:
    """One block's share of the decision values of single texts.

    Parameters
    ----------
    block : Block
    coefficients : float64 array of shape (number of terms, L)
    """

    def __init__(self, block: Block, coefficients: NDArray[np.float64]) -> None:
        self._weights = block.weights
        self._table = np.column_stack([block.idf, coefficients])
        self._index = _Words(block) if block.kind == "word" else _Pieces(block)

    def add_to(self, row: NDArray[np.float64], text: str) -> None:
        """Add coefficients times normalised tf-idf of a text.

        Parameters
        ----------
        row : float64 array of shape (L,)
        """
        counts: Counter[Any] = Counter(self._index.features(text))
        counts.pop(None, None)
        if not counts:
            return
        products = self._table.take(list(counts), axis=0)
        count = np.fromiter(counts.values(), dtype=np.int64, count=len(counts))
        products[:, 0] *= self._weights.upto(int(count.max())).take(count)
        products *= products[:, :1].copy()
        sums = np.add.reduce(products)  # one row after the other
        row += sums[1:] / math.sqrt(sums[0])


class _Words:
    """Finds the word n-grams of texts; a pair by way of its first word, so that none is ever put together."""

    def __init__(self, block: Block) -> None:
        assert block.settings.word is not None
        self._feature: dict[str, int] = {}
        self._pairs = _Followers()
        for feature, term in enumerate(block.terms):
            left, paired, right = term.partition(" ")
            if paired:
                self._pairs.setdefault(left, {})[right] = feature
            else:
                self._feature[left] = feature

    def features(self, text: str) -> Sequence[int | None]:
        """Of each word and of the pair that it begins."""
        found = words(text)
        features: list[int | None] = [None] * (2 * len(found))
        features[0::2] = map(self._feature.get, found)
        followers = map(self._pairs.__getitem__, found)
        features[1:-1:2] = [pair.get(word) for pair, word in zip(followers, found[1:], strict=False)]
        return features


class _Followers(dict[str, dict[str, int]]):
    """For the first word of a pair, the pairs by their second; nothing for words that begin none."""

    def __missing__(self, word: str) -> dict[str, int]:
        return {}


class _Pieces(dict[str, list[int]]):
    """Finds the features of pieces, and remembers those of each piece."""

    def __init__(self, block: Block) -> None:
        assert block.settings.character is not None
        self._range = block.settings.character
        self._column = block.column

    def features(self, text: str) -> Iterator[int | None]:
        return chain.from_iterable(map(self.__getitem__, text.lower().split()))

    def __missing__(self, piece: str) -> list[int]:
        ngrams = piece_ngrams(piece, *self._range)
        features = sorted(self._column[ngram] for ngram in ngrams if ngram in self._column)
        if len(piece) <= _LONGEST_PIECE:
            if len(self) >= _MOST_PIECES:
                self.clear()
            self[piece] = features
        return features

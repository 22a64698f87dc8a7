"""Decision values of a few texts, in plain Python.

The loops over whole arrays need half a millisecond to get going. A single passage is done sooner word by word
with dictionaries; its sums add the same numbers in the same order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from stance.model.features.block import Block
from stance.model.features.plain import piece_ngrams, word_ngrams

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
        counts = Counter(self._index.features(text))
        counts.pop(None, None)
        if not counts:
            return
        features = np.fromiter(counts, dtype=np.int64, count=len(counts))
        count = np.fromiter(counts.values(), dtype=np.int64, count=len(counts))
        order = features.argsort()
        products = self._table.take(features.take(order), axis=0)
        products[:, 0] *= self._weights.upto(int(count.max())).take(count.take(order))
        products *= products[:, :1].copy()
        squares, *sums = np.add.reduce(products)  # one row after the other
        row += np.array(sums) / np.sqrt(squares)


class _Words:
    """Finds the word n-grams of texts."""

    def __init__(self, block: Block) -> None:
        assert block.settings.word is not None
        self._high = block.settings.word[1]
        self._column = block.column

    def features(self, text: str) -> Iterator[int | None]:
        return map(self._column.get, word_ngrams(text, self._high))


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
        features = [self._column[ngram] for ngram in ngrams if ngram in self._column]
        if len(piece) <= _LONGEST_PIECE:
            if len(self) >= _MOST_PIECES:
                self.clear()
            self[piece] = features
        return features

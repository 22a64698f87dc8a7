"""Word n-grams: finding those of a vocabulary in texts.

A text becomes the numbers of its words; a pair of neighbours is one 64-bit integer made of two numbers, so
that looking a pair up compares nothing but integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.model.features.fast import kernels
from stance.model.features.frozentable import FrozenTable
from stance.model.features.keytable import Ids, Keys, KeyTable
from stance.model.features.pieces import Places
from stance.model.features.piecetable import PieceTable
from stance.model.features.table import Table
from stance.model.features.text import Texts


class WordIndex:
    """Finds the word n-grams of a vocabulary.

    Parameters
    ----------
    terms : sequence of str
        Words, and pairs of words joined by a space.
    idf : float64 array
        Of each term. Frequent ones go into the tables first, and so into the slots where they are looked for.
    """

    def __init__(self, terms: Sequence[str], idf: NDArray[np.float64]) -> None:
        order = np.argsort(idf, kind="stable")
        self._words = PieceTable(keep=False)
        places = self._words.intern(Texts.of([terms[i] for i in order.tolist()]).words())
        ids, first, size = places.ids, places.pointers[:-1], np.diff(places.pointers)
        single, paired = np.flatnonzero(size == 1), np.flatnonzero(size == 2)
        self._word_feature = np.full(len(self._words) + 1, -1, dtype=np.int32)  # of id -1, 0, 1...
        self._word_feature[ids[first[single]] + 1] = order[single]
        pairs = KeyTable()
        pairs.number(pair_keys(ids[first[paired]], ids[first[paired] + 1]))
        self._pairs = FrozenTable(pairs, order[paired].astype(np.int32))

    def places(self, texts: Texts) -> Places:
        """The places of all features."""
        words = self._words.find(texts.words())
        ids, pointers = words.ids, words.pointers
        if compiled := kernels():
            features = np.empty(2 * len(ids), dtype=np.int32)
            tables = self._word_feature, *self._pairs.arrays
            compiled.word_features(ids, pointers, *tables, _most(words), features)
            return Places(features, 2 * pointers)
        pairs = np.empty((len(ids), 2), dtype=np.int32)
        numbers = ids.astype(np.int64)
        numbers += 1
        pairs[:, 0] = self._word_feature.take(numbers)
        pairs[:-1, 1] = self._pairs.find(_join(numbers[:-1], numbers[1:]))
        pairs[last_places(pointers), 1] = -1
        return Places(pairs.reshape(-1), 2 * pointers)

    def add_to(self, result: NDArray[np.float64], texts: Texts, table: Table, compiled: Any) -> None:
        """Add coefficients times tf-idf in one compiled loop."""
        words = self._words.find(texts.words())
        most = _most(words)
        with table.borrow(most) as arrays:
            compiled.score_words(
                words.ids, words.pointers, self._word_feature, *self._pairs.arrays, most, *arrays, result
            )


def _most(words: Places) -> int:
    """The most places of features in a text, and at least two."""
    return 2 * int(np.diff(words.pointers).max(initial=1))


def pair_keys(left: Ids, right: Ids) -> Keys:
    """Two numbers in one; no word (-1) takes part in no pair, because no pair of a vocabulary contains it."""
    return _join(left.astype(np.int64) + 1, right.astype(np.int64) + 1)


def _join(left: NDArray[np.int64], right: NDArray[np.int64]) -> Keys:
    keys = left << 32
    keys |= right
    return keys.view(np.uint64)


def last_places(pointers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each text that holds anything has its last place."""
    return pointers[1:][np.diff(pointers) > 0] - 1

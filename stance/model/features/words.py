"""Word n-grams: finding those of a vocabulary in texts.

A text becomes the numbers of its words; a pair of neighbours is one 64-bit integer made of two numbers, so
that looking a pair up compares nothing but integers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.features.keytable import Ids, Keys, KeyTable
from stance.model.features.piecetable import PieceKeys, PieceTable
from stance.model.features.plain import word_ngrams
from stance.model.features.tally import Occurrences
from stance.model.features.text import Texts


class WordIndex:
    """Finds the word n-grams of a vocabulary.

    Parameters
    ----------
    terms : sequence of str
        Words, and pairs of words joined by a space.

    Raises
    ------
    StanceError
        If a term is not what lower-cased text yields.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        for term in terms:
            if not 1 <= len(words := word_ngrams(term, 1)) <= 2 or " ".join(words) != term:
                raise StanceError(f"'word_terms' must hold words and pairs of words; got {term!r}.")
        pieces = Texts.of(terms).words()
        size = np.diff(pieces.pointers)
        self._words = PieceTable()
        ids = self._words.intern(PieceKeys(pieces))
        first = pieces.pointers[:-1]
        single, paired = np.flatnonzero(size == 1), np.flatnonzero(size == 2)
        self._word_feature = np.full(len(self._words) + 1, -1, dtype=np.int32)  # the last entry is for id -1
        self._word_feature[ids[first[single]]] = single
        self._pairs = KeyTable()
        self._pairs.intern(pair_keys(ids[first[paired]], ids[first[paired] + 1]))
        self._pair_feature = np.append(paired, -1).astype(np.int32)

    def occurrences(self, texts: Texts) -> Occurrences:
        """Each place of each feature."""
        pieces = texts.words()
        rows = pieces.rows()
        ids = self._words.find(PieceKeys(pieces))
        features = self._word_feature.take(ids)
        if len(self._pairs):
            here = np.flatnonzero(rows[1:] == rows[:-1])
            pairs = self._pairs.find(pair_keys(ids[here], ids[here + 1]))
            features = np.concatenate([features, self._pair_feature.take(pairs)])
            rows = np.concatenate([rows, rows[here]])
        known = np.flatnonzero(features >= 0)
        return Occurrences(rows[known], features[known], texts.n)


def pair_keys(left: Ids, right: Ids) -> Keys:
    """Two numbers in one; no word (-1) takes part in no pair, because no pair of a vocabulary contains it."""
    keys: NDArray[np.int64] = left.astype(np.int64)
    keys += 1
    keys <<= 32
    keys |= right.astype(np.int64) + 1
    return keys.view(np.uint64)

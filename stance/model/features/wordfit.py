"""Choosing word n-grams as scikit-learn does.

scikit-learn sorts terms as strings. A space sorts below every word character, so "w1 w2" sorts as the places
of w1 and w2 among the sorted words, and "w1" before all its pairs: only single words need sorting as strings.
A pair that stands in enough texts is made of words that do, so that no other pairs are ever numbered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from stance.model.features.frequency import Frequency, most_frequent
from stance.model.features.keytable import Keys, KeyTable
from stance.model.features.pieces import Places
from stance.model.features.piecetable import PieceTable
from stance.model.features.settings import FeatureSettings
from stance.model.features.text import Texts
from stance.model.features.words import last_places, pair_keys


class WordFit:
    """The word n-grams of a corpus that become features.

    Attributes
    ----------
    terms : list of str
        In scikit-learn's order.
    documents : int64 array
        In how many texts each stands.
    """

    def __init__(self, batches: Iterable[Texts], settings: FeatureSettings) -> None:
        assert settings.word is not None
        table, frequency = PieceTable(), Frequency()
        self._words = [_number_words(texts, table, frequency) for texts in batches]
        documents, total = frequency.result(len(table))
        kept = np.flatnonzero(documents >= settings.min_df)
        kept = np.array(sorted(kept.tolist(), key=table.texts.__getitem__), dtype=np.int64)
        names = [table.texts[i].decode("utf-8") for i in kept]
        keys, documents, total = _single_keys(len(kept)), documents[kept], total[kept]

        self._pairs: list[Places] = []
        kept_pairs = np.zeros(0, dtype=np.int64)
        pairs, frequency = KeyTable(), Frequency()
        if settings.word[1] == 2:
            rank = _inverse(kept, len(table))
            self._pairs = [_number_pairs(words, rank, pairs, frequency) for words in self._words]
            pair_documents, pair_total = frequency.result(len(pairs))
            kept_pairs = np.flatnonzero(pair_documents >= settings.min_df)
            keys = np.concatenate([keys, pairs.known()[kept_pairs]])
            documents = np.concatenate([documents, pair_documents[kept_pairs]])
            total = np.concatenate([total, pair_total[kept_pairs]])

        chosen = np.argsort(keys)
        chosen = chosen[most_frequent(total[chosen], settings.max_features)]
        self.terms = _terms(keys[chosen], names)
        self.documents = documents[chosen]
        column = _inverse(chosen, len(keys))
        self._word_column = _inverse(kept, len(table), column[: len(kept)])
        self._pair_column = _inverse(kept_pairs, len(pairs), column[len(kept) : -1])

    def places(self) -> Iterator[Places]:
        """The places of the chosen features, batch by batch."""
        for i, words in enumerate(self._words):
            features, pointers = self._word_column[words.ids], words.pointers
            if self._pairs:
                pairs = self._pair_column[self._pairs[i].ids]
                features, pointers = np.stack([features, pairs], axis=1).reshape(-1), 2 * pointers
            yield Places(features, pointers)


def _number_words(texts: Texts, table: PieceTable, frequency: Frequency) -> Places:
    words = table.intern(texts.words())
    frequency.add(words, len(table))
    return words


def _number_pairs(words: Places, rank: NDArray[np.int32], table: KeyTable, frequency: Frequency) -> Places:
    ids = rank[words.ids]
    paired = np.zeros(len(ids), dtype=bool)
    paired[:-1] = (ids[:-1] >= 0) & (ids[1:] >= 0)
    paired[last_places(words.pointers)] = False
    here = np.flatnonzero(paired)
    numbers = np.full(len(ids), -1, dtype=np.int32)
    numbers[here] = table.intern(pair_keys(ids[here], ids[here + 1]))
    pairs = Places(numbers, words.pointers)
    frequency.add(pairs, len(table))
    return pairs


def _single_keys(n: int) -> Keys:
    """Words as pairs with nothing, which sort before all pairs that start with the word."""
    return pair_keys(np.arange(n, dtype=np.int32), np.full(n, -1, dtype=np.int32))


def _terms(keys: Keys, names: list[str]) -> list[str]:
    whole = keys.astype(np.int64)
    left, right = (whole >> 32) - 1, (whole & 0xFFFFFFFF) - 1
    return [
        names[a] if b < 0 else f"{names[a]} {names[b]}"
        for a, b in zip(left.tolist(), right.tolist(), strict=True)
    ]


def _inverse(
    which: NDArray[np.int64], size: int, values: NDArray[np.int32] | None = None
) -> NDArray[np.int32]:
    """An array that gives each of `which` its place (or value), and -1 to all others and to id -1."""
    result = np.full(size + 1, -1, dtype=np.int32)
    result[which] = np.arange(len(which), dtype=np.int32) if values is None else values
    return result

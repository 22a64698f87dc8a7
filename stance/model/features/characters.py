"""Character n-grams: finding those of a vocabulary in texts, and choosing a vocabulary.

The n-grams never cross white space, so that what a piece holds depends on the piece alone: it is worked out
once for each distinct piece and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.model.features.frequency import Frequency, most_frequent
from stance.model.features.keytable import KeyTable
from stance.model.features.lists import NgramLists, code_points, edge_keys, split_edges
from stance.model.features.pieces import Places
from stance.model.features.piecetable import PieceTable
from stance.model.features.settings import FeatureSettings
from stance.model.features.table import Table
from stance.model.features.text import Texts

_MOST_PIECES = 1 << 16
_MOST_PLACES = 1 << 21


class CharacterIndex:
    """Finds the character n-grams of a vocabulary.

    Parameters
    ----------
    terms : sequence of str
        Sorted, so that terms that start alike stand side by side.
    low, high : int
        Range of n.
    """

    def __init__(self, terms: Sequence[str], low: int, high: int) -> None:
        self._range = low, high
        lengths = np.fromiter(map(len, terms), dtype=np.int64, count=len(terms))
        points = code_points("".join(terms))
        starts = np.cumsum(lengths) - lengths
        self._tree = KeyTable()
        nodes = np.zeros(len(terms), dtype=np.int64)
        ends = np.zeros(len(terms), dtype=np.int64)
        for n in range(1, high + 1):
            going = np.flatnonzero(lengths >= n)
            edges = self._tree.number(edge_keys(nodes[going], points[starts[going] + n - 1]))
            nodes[going] = edges + 1
            ends[going] = edges
        self._feature = np.full(len(self._tree), -1, dtype=np.int32)
        self._feature[ends] = np.arange(len(terms))
        self._idle: list[_Known] = []

    def places(self, texts: Texts) -> Places:
        """The places of all features."""
        with self._borrow() as known:
            return known.lists.expand(known.number(texts))

    def add_to(self, result: NDArray[np.float64], texts: Texts, table: Table, compiled: Any) -> None:
        """Add coefficients times tf-idf in one compiled loop."""
        with self._borrow() as known:
            pieces, lists = known.number(texts), (known.lists.pointers, known.lists.flat)
        most = compiled.most_listed(pieces.ids, pieces.pointers, lists[0])
        with table.borrow(most) as arrays:
            compiled.score_lists(pieces.ids, pieces.pointers, *lists, most, *arrays, result)

    @contextmanager
    def _borrow(self) -> Iterator[_Known]:
        """The pieces that were met before, for one thread alone; forgotten when they have become too many."""
        try:
            known = self._idle.pop()
        except IndexError:
            known = _Known(NgramLists(*self._range, self._tree.find, self._feature))
        yield known
        if len(known.table) <= _MOST_PIECES and len(known.lists.flat) <= _MOST_PLACES:
            self._idle.append(known)


class CharacterFit:
    """The character n-grams of a corpus that become features.

    Attributes
    ----------
    terms : list of str
        In scikit-learn's order.
    documents : int64 array
        In how many texts each stands.
    """

    def __init__(self, batches: Iterable[Texts], settings: FeatureSettings) -> None:
        assert settings.character is not None
        tree, frequency = KeyTable(), Frequency()
        self._known = _Known(NgramLists(*settings.character, tree.intern))
        self._batches = [self._count(texts, tree, frequency) for texts in batches]
        documents, total = frequency.result(len(tree))
        kept = np.flatnonzero(documents >= settings.min_df)
        names = _terms(tree, kept)
        order = np.array(sorted(range(len(kept)), key=names.__getitem__), dtype=np.int64)
        order = order[most_frequent(total[kept[order]], settings.max_features)]
        self.terms = [names[i] for i in order]
        self.documents = documents[kept[order]]
        column = np.full(len(tree), -1, dtype=np.int32)
        column[kept[order]] = np.arange(len(order))
        self._known.lists.replace(column)

    def places(self) -> Iterator[Places]:
        """The places of the chosen features, batch by batch."""
        return map(self._known.lists.expand, self._batches)

    def _count(self, texts: Texts, tree: KeyTable, frequency: Frequency) -> Places:
        pieces = self._known.number(texts)
        frequency.add(self._known.lists.expand(pieces), len(tree))
        return pieces


class _Known:
    """Pieces that were met before, with their lists."""

    def __init__(self, lists: NgramLists) -> None:
        self.table = PieceTable()
        self.lists = lists

    def number(self, texts: Texts) -> Places:
        """The number of each piece, after a look at those that are new."""
        before = len(self.table)
        pieces = self.table.intern(texts.pieces())
        self.lists.append(self.table.texts[before:])
        return pieces


def _terms(tree: KeyTable, edges: NDArray[np.int64]) -> list[str]:
    """The strings that lead from the root to the ends of edges."""
    parents, points = split_edges(tree.known())
    letters = []  # last letters of all terms, then last but one, and so on; -1 where a term has none left
    nodes = edges + 1
    while nodes.any():
        letters.append(np.where(nodes > 0, points[nodes - 1], -1))
        nodes = np.where(nodes > 0, parents[nodes - 1], 0)
    written = np.array(letters[::-1], dtype=np.int64).reshape(len(letters), len(edges)).T
    joined = written[written >= 0].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    ends = np.cumsum((written >= 0).sum(axis=1)).tolist()
    return [joined[a:b] for a, b in pairwise([0, *ends])]

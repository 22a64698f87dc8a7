"""The character n-grams of pieces, as numbers of edges in a tree.

A term is a path in a tree whose edges are (node, character), one 64-bit integer each. Equal edges mean equal
terms, for any alphabet and any n, and all pieces walk down together, one character a step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from stance.model.features.fast import kernels
from stance.model.features.keytable import Ids, Keys
from stance.model.features.pieces import Places

_SPACE = 32
_POINT_BITS = 21
_AT_ONCE = 1 << 18  # places that walk together; bounds the memory that one giant piece takes

Step = Callable[[Keys], Ids]


def edge_keys(nodes: NDArray[np.int64], points: NDArray[np.int64]) -> Keys:
    """An edge as one integer; node 0 is the root and node i + 1 the end of edge i."""
    keys: NDArray[np.int64] = (nodes << _POINT_BITS) | points
    return keys.view(np.uint64)


def split_edges(keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Nodes and characters of edges."""
    whole = keys.astype(np.int64)
    return whole >> _POINT_BITS, whole & ((1 << _POINT_BITS) - 1)


def code_points(text: str) -> NDArray[np.int64]:
    """The characters of a string as integers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)


class NgramLists:
    """The edges that end the n-grams of each piece, once for each place.

    Parameters
    ----------
    low, high : int
        Range of n. A padded piece shorter than `low` is one n-gram as a whole.
    step : function
        From keys of edges to their numbers, -1 for edges that lead nowhere.
    column : int32 array, optional
        What to list in the place of each edge; -1 leaves it out.
    """

    def __init__(self, low: int, high: int, step: Step, column: NDArray[np.int32] | None = None) -> None:
        self._low, self._high, self._step, self._column = low, high, step, column
        self.flat: Ids = np.zeros(0, dtype=np.int32)
        self.pointers = np.zeros(1, dtype=np.int64)  # piece i has flat[pointers[i]:pointers[i + 1]]

    def append(self, pieces: Sequence[bytes]) -> None:
        """Add pieces, which hold no white space."""
        if not pieces:
            return
        points = code_points(b"  ".join([b"", *pieces, b""]).decode("utf-8", "surrogatepass")[1:-1])
        bounds = np.flatnonzero(points == _SPACE)
        starts, stops = bounds[0::2], bounds[1::2] + 1
        piece = np.repeat(np.arange(len(pieces)), stops - starts)
        left = stops[piece] - np.arange(len(points))
        whole = np.zeros(len(points), dtype=bool)
        whole[starts] = True
        found = [np.zeros(0, dtype=np.int64)]
        for begin in range(0, len(points), _AT_ONCE):
            at = np.arange(begin, min(begin + _AT_ONCE, len(points)))
            found += [(piece[at] << 32) | ends for at, ends in self._walk(points, at, left, whole)]
        places = np.sort(np.concatenate(found))
        self.flat = np.concatenate([self.flat, (places & 0xFFFFFFFF).astype(np.int32)])
        sizes = np.bincount(places >> 32, minlength=len(pieces))
        self.pointers = np.concatenate([self.pointers, self.pointers[-1] + np.cumsum(sizes)])

    def _walk(
        self,
        points: NDArray[np.int64],
        at: NDArray[np.int64],
        left: NDArray[np.int64],
        first: NDArray[np.bool_],
    ) -> Iterator[tuple[NDArray[np.int64], Ids]]:
        nodes = np.zeros(len(at), dtype=np.int64)
        for n in range(1, self._high + 1):
            inside = left[at] >= n
            at, nodes = at[inside], nodes[inside]
            edges = self._step(edge_keys(nodes, points[at + (n - 1)]))
            known = edges >= 0
            at, edges = at[known], edges[known]
            nodes = edges.astype(np.int64) + 1
            ends = edges if self._column is None else self._column[edges]
            here = ends >= 0
            if n < self._low:
                here &= first[at] & (left[at] == n)
            yield at[here], ends[here]

    def replace(self, column: NDArray[np.int32]) -> None:
        """Put a column in the place of each edge; -1 drops it."""
        flat = column[self.flat]
        kept = flat >= 0
        self.pointers = np.concatenate([[0], np.cumsum(kept)])[self.pointers]
        self.flat = flat[kept]

    def expand(self, pieces: Places) -> Places:
        """The lists of the pieces of each text, one after the other."""
        starts = self.pointers[pieces.ids]
        sizes = self.pointers[pieces.ids + 1] - starts
        ends = np.concatenate([[0], np.cumsum(sizes)])
        if compiled := kernels():
            features = np.empty(ends[-1], dtype=np.int32)
            compiled.expand(pieces.ids, self.pointers, self.flat, features)
        else:
            index = np.arange(ends[-1])
            index += np.repeat(starts - ends[:-1], sizes)
            features = self.flat.take(index)
        return Places(features, ends[pieces.pointers])

"""From single places to counts and weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.features.pieces import Places

_SORTED_AT_ONCE = 1 << 14  # places; sorting takes longer than in proportion


@dataclass(frozen=True)
class Tally:
    """How often each feature stands in each text, ordered by text, then feature.

    Attributes
    ----------
    rows, features, counts : int64 arrays
    n : int
        Number of texts; some may hold nothing.
    """

    rows: NDArray[np.int64]
    features: NDArray[np.int64]
    counts: NDArray[np.int64]
    n: int


def tally(places: Places, n_features: int) -> Tally:
    """Count by sorting one integer for each place: the text above the feature."""
    n = len(places.pointers) - 1
    bits = max(n_features - 1, 1).bit_length()
    narrow = bits + n.bit_length() <= 32
    rows: NDArray[Any] = np.arange(n, dtype=np.uint32 if narrow else np.uint64)
    rows <<= bits
    keys: NDArray[Any] = np.repeat(rows, np.diff(places.pointers))
    keys |= places.ids.view(np.uint32)
    if len(known := np.flatnonzero(places.ids >= 0)) < len(keys):
        keys = keys.take(known)
    _sort(keys, rows)
    at = _firsts(keys)
    sizes = np.diff(at, append=len(keys))
    keys = keys[at].astype(np.int64)
    return Tally(keys >> bits, keys & ((1 << bits) - 1), sizes, n)


def _sort(keys: NDArray[Any], rows: NDArray[Any]) -> None:
    """Sort in place; texts, whose least keys are given, are in order already."""
    texts = 1 + len(rows) * _SORTED_AT_ONCE // (len(keys) + 1)
    for part in np.split(keys, np.searchsorted(keys, rows[texts::texts])):
        part.sort()


def _firsts(keys: NDArray[Any]) -> NDArray[np.int64]:
    """Where sorted keys differ from the one before."""
    first = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return np.flatnonzero(first)


class CountWeights:
    """What a count weighs: c, or 1 + ln c, and 0 if it is 0; looked up: all loops use the same numbers."""

    def __init__(self, *, sublinear: bool) -> None:
        self._sublinear = sublinear
        self._table = np.zeros(0)

    def upto(self, largest: int) -> NDArray[np.float64]:
        """The weights of 0, 1, ... and at least `largest`."""
        if largest >= len(self._table):
            counts = np.arange(max(256, 2 * largest), dtype=np.float64)
            if self._sublinear:
                counts[1:] = 1 + np.log(counts[1:])
            self._table = counts
        return self._table


@dataclass(frozen=True)
class Weighed:
    """Tf-idf before normalisation.

    Attributes
    ----------
    rows, features : int arrays
    values : float64 array
        Of the same length.
    norms : float64 array, one for each text
        Euclidean length of the values of the text; 1 where it has none.
    """

    rows: NDArray[np.int64]
    features: NDArray[Any]
    values: NDArray[np.float64]
    norms: NDArray[np.float64]


def weigh(counted: Tally, idf: NDArray[np.float64], weights: CountWeights) -> Weighed:
    """Weigh counts and multiply by idf; ordered by text, then feature."""
    values = idf.take(counted.features)
    values *= weights.upto(int(counted.counts.max(initial=1))).take(counted.counts)
    return Weighed(counted.rows, counted.features, values, _norms(counted.rows, values, counted.n))


def weigh_in_place(places: Places, idf: NDArray[np.float64], weights: CountWeights) -> Weighed:
    """The same in the order of places: where a feature stands in a text once more, its value is 0.

    Sorts one integer for each place: the text above the feature above the place.
    """
    n = len(places.pointers) - 1
    features = places.ids
    rows = np.repeat(np.arange(n), np.diff(places.pointers))
    if len(known := np.flatnonzero(features >= 0)) < len(features):  # sooner than by a mask
        features, rows = features.take(known), rows.take(known)
    low, high = (max(size - 1, 1).bit_length() for size in (len(features), len(idf)))
    if low + high + n.bit_length() > 63:
        most = 1 << (63 - low - n.bit_length())
        raise StanceError(f"A model must have at most {most} n-grams of a kind; got {len(idf)}.")
    keys = features.astype(np.int64)
    keys <<= low
    keys |= rows << (low + high)
    keys |= np.arange(len(keys))
    _sort(keys, np.arange(n) << (low + high))
    at = _firsts(keys >> low)
    counts = np.diff(at, append=len(keys))
    values = np.zeros(len(keys))
    values[keys[at] & ((1 << low) - 1)] = weights.upto(int(counts.max(initial=1))).take(counts)
    values *= idf.take(features)
    return Weighed(rows, features, values, _norms(rows, values, n))


def _norms(rows: NDArray[np.int64], values: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    squares = np.bincount(rows, weights=values * values, minlength=n)
    return np.sqrt(np.where(squares > 0, squares, 1))

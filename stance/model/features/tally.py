"""From single places to counts and weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.model.features.pieces import Places

_SORTED_AT_ONCE = 1 << 14  # places; sorting takes longer than in proportion


@dataclass(frozen=True)
class Tally:
    """How often each feature stands in each text, ordered by text.

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
    """Count, features of a text ascending.

    Sorts one integer for each place: the text above the feature.
    """
    n = len(places.pointers) - 1
    bits = max(n_features - 1, 1).bit_length()
    narrow = bits + n.bit_length() <= 32
    rows: NDArray[Any] = np.arange(n, dtype=np.uint32 if narrow else np.uint64)
    rows <<= bits
    keys: NDArray[Any] = np.repeat(rows, np.diff(places.pointers))
    keys |= places.ids.view(np.uint32)
    if not (known := places.ids >= 0).all():
        keys = keys.take(np.flatnonzero(known))  # sooner than by a mask
    texts = 1 + n * _SORTED_AT_ONCE // (len(keys) + 1)
    for part in np.split(keys, np.searchsorted(keys, rows[texts::texts])):  # texts are in order already
        part.sort()
    at = _changes(keys)
    sizes = _sizes(at, len(keys))
    keys = keys[at].astype(np.int64)
    return Tally(keys >> bits, keys & ((1 << bits) - 1), sizes, n)


def tally_in_order(places: Places, n_features: int) -> Tally:
    """Count, features of a text in the order in which they first stand in it.

    Sorts one integer for each place: the feature above the place, which tells the text.
    """
    n = len(places.pointers) - 1
    rows = np.repeat(np.arange(n), np.diff(places.pointers))
    low = max(len(rows) - 1, 1).bit_length()
    keys: NDArray[Any] = places.ids.astype(np.uint32 if n_features.bit_length() + low <= 32 else np.int64)
    keys += 1  # so that no feature comes first, where it is left out
    keys <<= low
    keys |= np.arange(len(keys), dtype=keys.dtype)
    keys.sort()
    keys = keys[np.searchsorted(keys, keys.dtype.type(1 << low)) :]
    place = (keys & ((1 << low) - 1)).astype(np.int64)
    keys >>= low
    at = _changes(keys, rows.take(place))
    counts = np.zeros(len(rows), dtype=np.int64)
    counts[place.take(at)] = _sizes(at, len(keys))
    at = np.flatnonzero(counts != 0)
    return Tally(rows.take(at), places.ids.take(at).astype(np.int64), counts.take(at), n)


def _changes(*sorted_arrays: NDArray[Any]) -> NDArray[np.int64]:
    """Where any of them differs from the place before."""
    changes = np.zeros(len(sorted_arrays[0]), dtype=bool)
    changes[:1] = True
    for array in sorted_arrays:
        changes[1:] |= array[1:] != array[:-1]
    return np.flatnonzero(changes)


def _sizes(at: NDArray[np.int64], end: int) -> NDArray[np.int64]:
    """How far it is from each place to the next, and from the last to the end."""
    sizes = np.empty_like(at)
    np.subtract(at[1:], at[:-1], out=sizes[:-1])
    sizes[-1:] = end - at[-1:]
    return sizes


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
    """Tf-idf before normalisation, in the order of the counts.

    Attributes
    ----------
    rows, features : int64 arrays
    values : float64 array
        Of the same length.
    norms : float64 array, one for each text
        Euclidean length of the values of the text; 1 where it has none.
    """

    rows: NDArray[np.int64]
    features: NDArray[np.int64]
    values: NDArray[np.float64]
    norms: NDArray[np.float64]


def weigh(counted: Tally, idf: NDArray[np.float64], weights: CountWeights) -> Weighed:
    """Weigh counts and multiply by idf."""
    values = idf.take(counted.features)
    values *= weights.upto(int(counted.counts.max(initial=1))).take(counted.counts)
    squares = np.bincount(counted.rows, weights=values * values, minlength=counted.n)
    return Weighed(counted.rows, counted.features, values, np.sqrt(np.where(squares > 0, squares, 1)))

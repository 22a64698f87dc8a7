"""From single occurrences to counts, weights and sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Features = NDArray[np.int32]


@dataclass(frozen=True)
class Occurrences:
    """Which feature stands in which text, once for each time.

    Attributes
    ----------
    rows, features : integer arrays of equal length
    n_rows : int
        Number of texts; some may hold nothing.
    """

    rows: Rows
    features: Features
    n_rows: int


@dataclass(frozen=True)
class Tally:
    """How often each feature stands in each text, ordered by text, then feature."""

    rows: Rows
    features: Features
    counts: NDArray[np.int64]
    n_rows: int


def tally(occurrences: Occurrences, n_features: int) -> Tally:
    """Count by sorting one integer for each occurrence: the text above the feature."""
    bits = max(n_features - 1, 1).bit_length()
    narrow = bits + occurrences.n_rows.bit_length() <= 32
    keys: NDArray[Any] = occurrences.rows.astype(np.uint32 if narrow else np.uint64)
    keys <<= bits
    keys |= occurrences.features.view(np.uint32)
    keys.sort()
    first = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    at = np.flatnonzero(first)
    keys = keys[at]
    counts = np.diff(at, append=len(first))
    features = (keys & ((1 << bits) - 1)).astype(np.int32)
    return Tally((keys >> bits).astype(np.int32), features, counts, occurrences.n_rows)


@dataclass(frozen=True)
class Weighed:
    """Tf-idf before normalisation, ordered by text, then feature.

    Attributes
    ----------
    rows, features : int32 arrays
    values : float64 array
        Of the same length.
    lengths : float64 array, one for each text
        Euclidean norm of the values of the text; 1 where it has none.
    """

    rows: Rows
    features: Features
    values: NDArray[np.float64]
    lengths: NDArray[np.float64]


def weigh(counted: Tally, idf: NDArray[np.float64], *, sublinear: bool) -> Weighed:
    """Weigh counts: c, or 1 + ln c if `sublinear`, times idf."""
    values = idf.take(counted.features)
    if sublinear:
        repeated = np.flatnonzero(counted.counts > 1)
        values[repeated] *= 1 + np.log(counted.counts[repeated])
    else:
        values *= counted.counts
    squares = np.bincount(counted.rows, weights=values * values, minlength=counted.n_rows)
    return Weighed(counted.rows, counted.features, values, np.sqrt(np.where(squares > 0, squares, 1)))

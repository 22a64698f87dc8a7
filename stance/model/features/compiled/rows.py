"""The features of texts, row by row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.compiled.base import ONE, ZERO, compiled
from stance.model.features.compiled.lookup import hash_of, look_up
from stance.model.features.keytable import Ids, Keys

_6, _32, _63 = np.uint64(6), np.uint64(32), np.uint64(63)


@compiled
def pairs_to_compare(
    ids: Ids,
    begin: int,
    end: int,
    multiplier: np.uint64,
    shift: np.uint64,
    slots: Keys,
    sieve: NDArray[np.uint64],
    sieve_shift: np.uint64,
    keys: Keys,
    places: NDArray[np.int64],
) -> int:
    """Write the keys of those pairs of a text that pass the sieve, and their first slots; returns how many.

    All the slots are touched, as in `locate`.
    """
    m = 0
    for i in range(begin, end - 1):
        key = (np.uint64(ids[i] + 1) << _32) | np.uint64(ids[i + 1] + 1)
        mixed = hash_of(key, multiplier)
        keys[m] = key
        places[m] = np.int64(mixed >> shift) << 1
        flag = mixed >> sieve_shift
        m += int((sieve[np.int64(flag >> _6)] >> (flag & _63)) & ONE)
    touched = ZERO
    for i in range(m):
        touched ^= slots[places[i]]
    keys[m] = touched  # so that the compiler keeps the touching
    return m


@compiled
def word_features(
    ids: Ids,
    pointers: NDArray[np.int64],
    word_feature: NDArray[np.int32],
    slots: Keys,
    multiplier: np.uint64,
    shift: np.uint64,
    sieve: NDArray[np.uint64],
    sieve_shift: np.uint64,
    features: NDArray[np.int32],
    ends: NDArray[np.int64],
) -> None:
    """The places of word n-grams in texts: of a text the words, then the pairs."""
    keys, places = np.empty(len(ids) + 1, dtype=np.uint64), np.empty(len(ids) + 1, dtype=np.int64)
    n = 0
    for row in range(len(pointers) - 1):
        begin, end = pointers[row], pointers[row + 1]
        m = pairs_to_compare(ids, begin, end, multiplier, shift, slots, sieve, sieve_shift, keys, places)
        for i in range(begin, end):
            features[n] = word_feature[ids[i]]
            n += int(features[n] >= 0)
        for i in range(m):
            features[n] = np.int64(slots[look_up(keys[i], slots, places[i])])
            n += int(features[n] >= 0)
        ends[row + 1] = n


@compiled
def expand(
    ids: Ids, list_pointers: NDArray[np.int64], flat: NDArray[np.int32], features: NDArray[np.int32]
) -> None:
    """The lists of pieces, one after the other."""
    n = 0
    for i in range(len(ids)):
        for k in range(list_pointers[ids[i]], list_pointers[ids[i] + 1]):
            features[n] = flat[k]
            n += 1


@compiled
def most_listed(ids: Ids, pointers: NDArray[np.int64], list_pointers: NDArray[np.int64]) -> int:
    """The largest number of places that a text has."""
    most = 0
    for row in range(len(pointers) - 1):
        n = 0
        for i in range(pointers[row], pointers[row + 1]):
            n += list_pointers[ids[i] + 1] - list_pointers[ids[i]]
        most = max(most, n)
    return most

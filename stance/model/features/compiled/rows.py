"""The features of texts, row by row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.compiled.base import (
    ONE,
    U64,
    ZERO,
    Unsigned,
    compiled,
)
from stance.model.features.compiled.lookup import hash_of, look_up
from stance.model.features.keytable import Ids, Keys

_6, _32, _63 = U64(6), U64(32), U64(63)


@compiled
def pairs_to_compare(
    ids: Ids,
    begin: np.uint64,
    end: np.uint64,
    multiplier: np.uint64,
    shift: np.uint64,
    slots: Keys,
    sieve: Unsigned,
    sieve_shift: np.uint64,
    keys: Keys,
    places: Unsigned,
    firsts: Unsigned,
) -> np.uint64:
    """Write keys, first slots and first words of those pairs of a text that pass the sieve; returns how many.

    All the slots are touched, as in `locate`.
    """
    m = ZERO
    for i in range(begin + ONE, end):
        key = (U64(ids[i - ONE] + 1) << _32) | U64(ids[i] + 1)
        mixed = hash_of(key, multiplier)
        keys[m] = key
        places[m] = (mixed >> shift) << ONE
        firsts[m] = i - ONE
        flag = mixed >> sieve_shift
        m += (sieve[flag >> _6] >> (flag & _63)) & ONE
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
    sieve: Unsigned,
    sieve_shift: np.uint64,
    features: NDArray[np.int32],
    ends: NDArray[np.int64],
) -> None:
    """The places of word n-grams in texts: of a text the words, then the pairs."""
    size = len(ids) + 1
    keys, places, firsts = np.empty(size, U64), np.empty(size, U64), np.empty(size, U64)
    n = ZERO
    for row in range(len(pointers) - 1):
        begin, end = U64(pointers[row]), U64(pointers[row + 1])
        m = pairs_to_compare(
            ids, begin, end, multiplier, shift, slots, sieve, sieve_shift, keys, places, firsts
        )
        for i in range(begin, end):
            features[n] = word_feature[U64(ids[i] + 1)]
            n += U64(features[n] >= 0)
        for i in range(m):
            features[n] = np.int64(slots[look_up(keys[i], slots, places[i])])
            n += U64(features[n] >= 0)
        ends[row + 1] = n


@compiled
def expand(
    ids: Ids, list_pointers: NDArray[np.int64], flat: NDArray[np.int32], features: NDArray[np.int32]
) -> None:
    """The lists of pieces, one after the other."""
    n = ZERO
    for i in range(U64(len(ids))):
        piece = U64(ids[i])
        for k in range(U64(list_pointers[piece]), U64(list_pointers[piece + ONE])):
            features[n] = flat[k]
            n += ONE


@compiled
def most_listed(ids: Ids, pointers: NDArray[np.int64], list_pointers: NDArray[np.int64]) -> int:
    """The largest number of places that a text has."""
    most = 0
    for row in range(len(pointers) - 1):
        n = 0
        for i in range(U64(pointers[row]), U64(pointers[row + 1])):
            piece = U64(ids[i])
            n += list_pointers[piece + ONE] - list_pointers[piece]
        most = max(most, n)
    return most

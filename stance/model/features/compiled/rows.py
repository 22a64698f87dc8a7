"""The features of texts, row by row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.compiled.base import ONE, U64, ZERO, Unsigned, compiled
from stance.model.features.compiled.lookup import hash_of, look_up
from stance.model.features.keytable import Ids, Keys

_6, _32, _63 = U64(6), U64(32), U64(63)


@compiled
def text_features(
    ids: Ids,
    begin: np.uint64,
    end: np.uint64,
    word_feature: NDArray[np.int32],
    slots: Keys,
    multiplier: np.uint64,
    shift: np.uint64,
    sieve: Unsigned,
    sieve_shift: np.uint64,
    keys: Keys,
    places: Unsigned,
    firsts: Unsigned,
    found: Unsigned,
) -> None:
    """Write the feature of each word of a text and of the pair that it begins, counted from 1; 0 is none.

    Keys, first slots and first words are those of the pairs that pass the sieve. All their slots are touched,
    as in `locate`.
    """
    m = ZERO
    for i in range(begin + ONE, end):
        key = (U64(ids[i - ONE] + 1) << _32) | U64(ids[i] + 1)
        mixed = hash_of(key, multiplier)
        keys[m] = key
        places[m] = (mixed >> shift) << ONE
        firsts[m] = i - ONE - begin
        flag = mixed >> sieve_shift
        m += (sieve[flag >> _6] >> (flag & _63)) & ONE
    touched = ZERO
    for i in range(m):
        touched ^= slots[places[i]]
    keys[m] = touched  # so that the compiler keeps the touching
    for i in range(begin, end):
        at = (i - begin) << ONE
        found[at], found[at + ONE] = word_feature[U64(ids[i] + 1)] + 1, ZERO
    for i in range(m):
        found[(firsts[i] << ONE) + ONE] = slots[look_up(keys[i], slots, places[i])] + ONE


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
    most: int,
    features: NDArray[np.int32],
) -> None:
    """The places of word n-grams in texts, two for each word; `most` bounds those of a text."""
    keys, places = np.empty(most, U64), np.empty(most, U64)
    firsts, found = np.empty(most, U64), np.empty(most, U64)
    pairs = slots, multiplier, shift, sieve, sieve_shift, keys, places, firsts
    for row in range(len(pointers) - 1):
        begin, end = U64(pointers[row]), U64(pointers[row + 1])
        text_features(ids, begin, end, word_feature, *pairs, found)
        for k in range((end - begin) << ONE):
            features[(begin << ONE) + k] = np.int64(found[k]) - 1


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

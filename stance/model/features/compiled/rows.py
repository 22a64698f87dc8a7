"""The features of texts, row by row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.compiled.base import ZERO, compiled
from stance.model.features.compiled.lookup import first_place, look_up
from stance.model.features.keytable import Ids, Keys

_32 = np.uint64(32)


@compiled
def word_row(
    ids: Ids,
    begin: int,
    end: int,
    word_feature: NDArray[np.int32],
    slots: Keys,
    multiplier: np.uint64,
    shift: np.uint64,
    pair_feature: NDArray[np.int32],
    places: NDArray[np.int64],
    features: NDArray[np.int32],
    n: int,
) -> int:
    """Write the features of the words of a text, and of the pairs that they start, from place n on.

    Slots are touched before they are compared, as in `locate`. Returns the next free place.
    """
    touched = ZERO
    for i in range(begin, end - 1):
        places[i - begin] = first_place(_pair_key(ids, i), multiplier, shift)
        touched ^= slots[places[i - begin]]
    for i in range(begin, end):
        feature = word_feature[ids[i]]
        features[n] = feature
        n += feature >= 0
    for i in range(begin, end - 1):
        feature = pair_feature[np.int64(slots[look_up(_pair_key(ids, i), slots, places[i - begin])])]
        features[n] = feature
        n += feature >= 0
    if begin < end:
        places[0] = np.int64(touched)  # so that the compiler keeps the touching
    return n


@compiled
def _pair_key(ids: Ids, i: int) -> np.uint64:
    return (np.uint64(ids[i] + 1) << _32) | np.uint64(ids[i + 1] + 1)


@compiled
def list_row(
    ids: Ids,
    begin: int,
    end: int,
    list_pointers: NDArray[np.int64],
    flat: NDArray[np.int32],
    features: NDArray[np.int32],
    n: int,
) -> int:
    """Write the lists of the pieces of a text from place n on; returns the next free place."""
    for i in range(begin, end):
        for k in range(list_pointers[ids[i]], list_pointers[ids[i] + 1]):
            features[n] = flat[k]
            n += 1
    return n


@compiled
def word_features(
    ids: Ids,
    pointers: NDArray[np.int64],
    word_feature: NDArray[np.int32],
    slots: Keys,
    multiplier: np.uint64,
    shift: np.uint64,
    pair_feature: NDArray[np.int32],
    features: NDArray[np.int32],
    ends: NDArray[np.int64],
) -> None:
    """The places of word n-grams in texts."""
    places = np.empty(len(ids), dtype=np.int64)
    n = 0
    for row in range(len(pointers) - 1):
        n = word_row(
            ids,
            pointers[row],
            pointers[row + 1],
            word_feature,
            slots,
            multiplier,
            shift,
            pair_feature,
            places,
            features,
            n,
        )
        ends[row + 1] = n


@compiled
def expand(
    ids: Ids, list_pointers: NDArray[np.int64], flat: NDArray[np.int32], features: NDArray[np.int32]
) -> None:
    """The lists of pieces, one after the other."""
    list_row(ids, 0, len(ids), list_pointers, flat, features, 0)


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

"""The features of texts, row by row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.compiled.base import compiled
from stance.model.features.compiled.lookup import look_up
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
    features: NDArray[np.int32],
) -> int:
    """The features of the words of a text, and of the pairs that they start."""
    n = 0
    for i in range(begin, end):
        features[n] = word_feature[ids[i]]
        n += features[n] >= 0
        if i + 1 < end:
            key = (np.uint64(ids[i] + 1) << _32) | np.uint64(ids[i + 1] + 1)
            features[n] = pair_feature[np.int64(slots[look_up(key, slots, multiplier, shift)])]
            n += features[n] >= 0
    return n


@compiled
def list_row(
    ids: Ids,
    begin: int,
    end: int,
    list_pointers: NDArray[np.int64],
    flat: NDArray[np.int32],
    features: NDArray[np.int32],
) -> int:
    """The lists of the pieces of a text, one after the other."""
    n = 0
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
    n = 0
    for row in range(len(pointers) - 1):
        begin, end = pointers[row], pointers[row + 1]
        n += word_row(ids, begin, end, word_feature, slots, multiplier, shift, pair_feature, features[n:])
        ends[row + 1] = n


@compiled
def expand(
    ids: Ids, list_pointers: NDArray[np.int64], flat: NDArray[np.int32], features: NDArray[np.int32]
) -> None:
    """The lists of pieces, one after the other."""
    list_row(ids, 0, len(ids), list_pointers, flat, features)


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

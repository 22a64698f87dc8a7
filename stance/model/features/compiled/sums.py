"""Counting the features of texts, and summing what they weigh."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from stance.model.features.compiled.base import ONE, ZERO, compiled, lowest_place
from stance.model.features.compiled.lookup import look_up
from stance.model.features.compiled.rows import pairs_to_compare
from stance.model.features.keytable import Ids, Keys


def scratch(size: int) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Bitmap and counts for so many features."""
    return np.zeros((size >> 6) + 1 + (size >> 12) + 1, dtype=np.uint64), np.zeros(size, dtype=np.int32)


@compiled
def _mark(feature: np.int64, bits: NDArray[np.uint64], counts: NDArray[np.int32]) -> None:
    """Count a feature that stands in a text, and set its bit and that of its word in the bitmap."""
    counts[feature] += 1
    bits[feature >> 6] |= ONE << np.uint64(feature & 63)
    bits[(len(counts) >> 6) + 1 + (feature >> 12)] |= ONE << np.uint64((feature >> 6) & 63)


@compiled
def _weigh_marked(
    table: NDArray[np.float64],
    weights: NDArray[np.float64],
    bits: NDArray[np.uint64],
    counts: NDArray[np.int32],
    found: NDArray[np.int32],
    values: NDArray[np.float64],
) -> tuple[int, float]:
    """List the marked features in order with idf times weight, and clear bitmap and counts.

    The bitmap's last words say which of its words hold any. A row of the table starts with the idf. Returns
    the number of features and the length of the values.
    """
    above = (len(counts) >> 6) + 1
    n = 0
    squares = 0.0
    for s in range(above, len(bits)):
        summary = bits[s]
        bits[s] = ZERO
        while summary != ZERO:
            b = ((s - above) << 6) + lowest_place(summary)
            summary &= summary - ONE
            word = bits[b]
            bits[b] = ZERO
            while word != ZERO:
                f = (b << 6) + lowest_place(word)
                word &= word - ONE
                value = table[f, 0] * weights[counts[f]]
                counts[f] = 0
                found[n], values[n] = f, value
                squares += value * value
                n += 1
    return n, math.sqrt(squares)


@compiled
def count(
    ids: Ids,
    pointers: NDArray[np.int64],
    before: int,
    last: NDArray[np.int64],
    documents: NDArray[np.int64],
    total: NDArray[np.int64],
) -> None:
    """Count in how many texts, and how often, each candidate stands; `before` texts came before these."""
    for row in range(len(pointers) - 1):
        number = before + row + 1
        for i in range(pointers[row], pointers[row + 1]):
            c = ids[i]
            if c >= 0:
                total[c] += 1
                documents[c] += last[c] != number
                last[c] = number


@compiled
def tfidf(
    features: NDArray[np.int32],
    pointers: NDArray[np.int64],
    idf: NDArray[np.float64],
    weights: NDArray[np.float64],
    bits: NDArray[np.uint64],
    counts: NDArray[np.int32],
    columns: NDArray[np.int32],
    values: NDArray[np.float64],
    sizes: NDArray[np.int64],
) -> int:
    """Normalised tf-idf of texts, entries of a text in the order of columns; returns their number.

    `idf` is one column.
    """
    n = 0
    for row in range(len(pointers) - 1):
        for i in range(pointers[row], pointers[row + 1]):
            if features[i] >= 0:
                _mark(np.int64(features[i]), bits, counts)
        sizes[row], norm = _weigh_marked(idf, weights, bits, counts, columns[n:], values[n:])
        for i in range(n, n + sizes[row]):
            values[i] /= norm
        n += sizes[row]
    return n


@compiled
def _add_marked(
    table: NDArray[np.float64],
    weights: NDArray[np.float64],
    bits: NDArray[np.uint64],
    counts: NDArray[np.int32],
    found: NDArray[np.int32],
    values: NDArray[np.float64],
    result: NDArray[np.float64],
) -> None:
    """Add coefficients times normalised tf-idf of a marked text; a row of the table is idf and coefficients.

    Three labels at a time: their sums, each of which must wait for its last addend, wait together.
    """
    n, norm = _weigh_marked(table, weights, bits, counts, found, values)
    if n == 0:
        return
    last = len(result) - 1
    for first in range(0, len(result), 3):
        second, third = min(first + 1, last), min(first + 2, last)
        one = two = three = 0.0
        for i in range(n):
            f, value = found[i], values[i]
            one += table[f, 1 + first] * value
            two += table[f, 1 + second] * value
            three += table[f, 1 + third] * value
        result[first] += one / norm
        if second > first:
            result[second] += two / norm
        if third > second:
            result[third] += three / norm


@compiled
def score_words(
    ids: Ids,
    pointers: NDArray[np.int64],
    word_feature: NDArray[np.int32],
    slots: Keys,
    multiplier: np.uint64,
    shift: np.uint64,
    sieve: NDArray[np.uint64],
    sieve_shift: np.uint64,
    most: int,
    table: NDArray[np.float64],
    weights: NDArray[np.float64],
    bits: NDArray[np.uint64],
    counts: NDArray[np.int32],
    result: NDArray[np.float64],
) -> None:
    """Sums over word n-grams; `most` bounds the places of a text, bits and counts are zero and stay so."""
    found, values = np.empty(most, dtype=np.int32), np.empty(most)
    places, keys = np.empty(most, dtype=np.int64), np.empty(most, dtype=np.uint64)
    for row in range(len(pointers) - 1):
        begin, end = pointers[row], pointers[row + 1]
        m = pairs_to_compare(ids, begin, end, multiplier, shift, slots, sieve, sieve_shift, keys, places)
        for i in range(begin, end):
            word = np.int64(word_feature[ids[i]])
            if word >= 0:
                _mark(word, bits, counts)
        for i in range(m):
            pair = np.int64(slots[look_up(keys[i], slots, places[i])])
            if pair >= 0:
                _mark(pair, bits, counts)
        _add_marked(table, weights, bits, counts, found, values, result[row])


@compiled
def score_lists(
    ids: Ids,
    pointers: NDArray[np.int64],
    list_pointers: NDArray[np.int64],
    flat: NDArray[np.int32],
    most: int,
    table: NDArray[np.float64],
    weights: NDArray[np.float64],
    bits: NDArray[np.uint64],
    counts: NDArray[np.int32],
    result: NDArray[np.float64],
) -> None:
    """Sums over the lists of pieces; as above."""
    found, values = np.empty(most, dtype=np.int32), np.empty(most)
    for row in range(len(pointers) - 1):
        for i in range(pointers[row], pointers[row + 1]):
            for k in range(list_pointers[ids[i]], list_pointers[ids[i] + 1]):
                _mark(np.int64(flat[k]), bits, counts)
        _add_marked(table, weights, bits, counts, found, values, result[row])

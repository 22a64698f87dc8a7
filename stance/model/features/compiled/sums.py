"""Counting the features of texts, and summing what they weigh."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from stance.model.features.compiled.base import ONE, U64, ZERO, Unsigned, compiled, lowest_place
from stance.model.features.compiled.rows import text_features
from stance.model.features.keytable import Ids, Keys

_6, _12, _63 = U64(6), U64(12), U64(63)

Counts = NDArray[np.uint32]


def scratch(size: int) -> tuple[Unsigned, Counts]:
    """Bitmap and counts for so many features."""
    return np.zeros((size >> 6) + 1 + (size >> 12) + 1, dtype=np.uint64), np.zeros(size, dtype=np.uint32)


@compiled
def _summaries(counts: Counts) -> np.uint64:
    """Where in a bitmap the words begin that say which of the words before them hold any bits."""
    return (U64(len(counts)) >> _6) + ONE


@compiled
def _mark(feature: np.uint64, bits: Unsigned, counts: Counts) -> None:
    """Count a feature that stands in a text, and set its bit and that of its word in the bitmap."""
    counts[feature] += 1
    bits[feature >> _6] |= ONE << (feature & _63)
    bits[_summaries(counts) + (feature >> _12)] |= ONE << ((feature >> _6) & _63)


@compiled
def _weigh_marked(
    table: NDArray[np.float64],
    weights: NDArray[np.float64],
    bits: Unsigned,
    counts: Counts,
    found: NDArray[np.int32],
    values: NDArray[np.float64],
) -> tuple[np.uint64, float]:
    """List the marked features in order with idf times weight, and clear bitmap and counts.

    A row of the table starts with the idf. Returns the number of features and the length of the values.
    """
    above = _summaries(counts)
    n = ZERO
    squares = 0.0
    for s in range(above, U64(len(bits))):
        summary = bits[s]
        bits[s] = ZERO
        while summary != ZERO:
            b = ((s - above) << _6) + lowest_place(summary)
            summary &= summary - ONE
            word = bits[b]
            bits[b] = ZERO
            while word != ZERO:
                f = (b << _6) + lowest_place(word)
                word &= word - ONE
                value = table[f, ZERO] * weights[counts[f]]
                counts[f] = 0
                found[n], values[n] = f, value
                squares += value * value
                n += ONE
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
        for i in range(U64(pointers[row]), U64(pointers[row + 1])):
            if ids[i] >= 0:
                c = U64(ids[i])
                total[c] += 1
                documents[c] += last[c] != number
                last[c] = number


@compiled
def tfidf(
    features: NDArray[np.int32],
    pointers: NDArray[np.int64],
    idf: NDArray[np.float64],
    weights: NDArray[np.float64],
    bits: Unsigned,
    counts: Counts,
    columns: NDArray[np.int32],
    values: NDArray[np.float64],
    sizes: NDArray[np.int64],
) -> np.int64:
    """Normalised tf-idf of texts, entries of a text in the order of columns; returns their number.

    `idf` is one column.
    """
    n = ZERO
    for row in range(len(pointers) - 1):
        for i in range(U64(pointers[row]), U64(pointers[row + 1])):
            if features[i] >= 0:
                _mark(U64(features[i]), bits, counts)
        new, norm = _weigh_marked(idf, weights, bits, counts, columns[n:], values[n:])
        for i in range(n, n + new):
            values[i] /= norm
        sizes[row] = new
        n += new
    return np.int64(n)


@compiled
def _add(
    found: Unsigned,
    n: np.uint64,
    table: NDArray[np.float64],
    weights: NDArray[np.float64],
    counts: Counts,
    values: NDArray[np.float64],
    result: NDArray[np.float64],
) -> None:
    """Add coefficients times normalised tf-idf of the n features found in a text, with repetitions.

    A row of the table is idf and coefficients; that of feature 0, which is none, holds zeros. Three labels at
    a time: their sums, each of which must wait for its last addend, wait together.
    """
    for i in range(n):
        counts[found[i]] += 1
    squares = 0.0
    for i in range(n):
        f = found[i]
        value = table[f, ZERO] * weights[counts[f]]  # of a count of 0, where the feature stands again: 0
        counts[f] = 0
        values[i] = value
        squares += value * value
    if squares == 0.0:
        return
    norm = math.sqrt(squares)
    last = U64(len(result) - 1)
    for first in range(ZERO, U64(len(result)), U64(3)):
        second, third = min(first + ONE, last), min(first + U64(2), last)
        one = two = three = 0.0
        for i in range(n):
            f, value = found[i], values[i]
            one += table[f, first + ONE] * value
            two += table[f, second + ONE] * value
            three += table[f, third + ONE] * value
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
    sieve: Unsigned,
    sieve_shift: np.uint64,
    most: int,
    table: NDArray[np.float64],
    weights: NDArray[np.float64],
    counts: Counts,
    result: NDArray[np.float64],
) -> None:
    """Sums over word n-grams; `most` bounds the places of a text, counts are zero and stay so."""
    found, values = np.empty(most, U64), np.empty(most)
    keys, places, firsts = np.empty(most, U64), np.empty(most, U64), np.empty(most, U64)
    pairs = slots, multiplier, shift, sieve, sieve_shift, keys, places, firsts
    for row in range(len(pointers) - 1):
        begin, end = U64(pointers[row]), U64(pointers[row + 1])
        text_features(ids, begin, end, word_feature, *pairs, found)
        _add(found, (end - begin) << ONE, table, weights, counts, values, result[row])


@compiled
def score_lists(
    ids: Ids,
    pointers: NDArray[np.int64],
    list_pointers: NDArray[np.int64],
    flat: NDArray[np.int32],
    most: int,
    table: NDArray[np.float64],
    weights: NDArray[np.float64],
    counts: Counts,
    result: NDArray[np.float64],
) -> None:
    """Sums over the lists of pieces; as above."""
    found, values = np.empty(most, U64), np.empty(most)
    for row in range(len(pointers) - 1):
        n = ZERO
        for i in range(U64(pointers[row]), U64(pointers[row + 1])):
            piece = U64(ids[i])
            for k in range(U64(list_pointers[piece]), U64(list_pointers[piece + ONE])):
                found[n] = U64(flat[k]) + ONE
                n += ONE
        _add(found, n, table, weights, counts, values, result[row])

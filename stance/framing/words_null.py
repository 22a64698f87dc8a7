"""What chance alone would give: the sides of whole documents are shuffled, never of passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FEWEST_WORD_DOCUMENTS = 3
_CELLS = 4_000_000


class Permuted(NamedTuple):
    """p of every word, p adjusted for having looked at all of them, and each shuffle's largest statistic."""

    p: Floats
    p_adjusted: Floats
    largest: Floats


def shuffled_sides(
    first: Bools, documents: NDArray[np.int64], n: int, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Which blocks stand on the first side, in each of `n` shuffles.

    A block is what one document says on one side. Documents on one side only swap sides with each other,
    so that each side keeps its number of them; a document with a block on both sides swaps its two.

    Parameters
    ----------
    first : bool array, shape (n_blocks,)
        Whether the block stands on the first side.
    documents : int array, shape (n_blocks,)
        The document that each block is part of, at most one block a side.

    Returns
    -------
    bool array, shape (n, n_blocks)
    """
    order = np.lexsort((~first, documents))
    paired = documents[order][1:] == documents[order][:-1]
    left, right = order[:-1][paired], order[1:][paired]
    single = np.setdiff1d(np.arange(len(first)), np.concatenate([left, right]))
    sides = np.empty((n, len(first)), dtype=np.bool_)
    sides[:, single] = rng.permuted(np.tile(first[single], (n, 1)), axis=1)
    sides[:, left] = rng.random((n, len(left))) < 0.5
    sides[:, right] = ~sides[:, left]
    return sides


def permutation_test(
    statistic: Callable[[Bools], Floats],
    first: Bools,
    documents: NDArray[np.int64],
    n_words: int,
    permutations: int,
    seed: int,
) -> Permuted:
    """Two-sided p-values of many words from the same shuffles of documents.

    ``p = (1 + shuffles in which |statistic| is at least the observed) / (1 + shuffles)``; for the adjusted p
    the largest \\|statistic\\| of all words takes the place of the word's own, so that the chance of
    even one false alarm is held (Westfall and Young 1993, single step).

    Parameters
    ----------
    statistic : callable
        From sides, bool (n, n_blocks), to the statistic of every word, (n, n_words).
    first, documents : arrays, shape (n_blocks,)
        As `shuffled_sides` takes them.
    permutations : int
        How many shuffles; the smallest p is ``1 / (1 + permutations)``.
    """
    if permutations < 1:
        raise StanceError(f"'permutations' must be at least 1; got {permutations}.")
    observed = np.abs(statistic(first[None, :])[0])
    exceeded = np.zeros(n_words)
    largest = []
    for sides in _chunks(first, documents, n_words, permutations, seed):
        null = np.abs(statistic(sides))
        exceeded += (null >= observed).sum(axis=0)
        largest.append(null.max(axis=1, initial=0.0))
    maxima = np.sort(np.concatenate(largest))
    above = permutations - np.searchsorted(maxima, observed, side="left")
    return Permuted((1 + exceeded) / (1 + permutations), (1 + above) / (1 + permutations), maxima)


def _chunks(
    first: Bools, documents: NDArray[np.int64], n_words: int, permutations: int, seed: int
) -> Iterator[Bools]:
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    size = max(1, _CELLS // max(n_words, len(first), 1))
    for start in range(0, permutations, size):
        yield shuffled_sides(first, documents, min(size, permutations - start), rng)

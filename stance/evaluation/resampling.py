"""Drawing documents with replacement: the one way in which anything here is resampled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000

# Weights of so many documents are held at once.
_BLOCK = 2_000_000

Floats = NDArray[np.float64]


def document_weights(
    n_documents: int, resamples: int = RESAMPLES, seed: int = 0
) -> Iterator[NDArray[np.float64]]:
    """How often each document is drawn in each resample, in blocks of resamples.

    Returns
    -------
    iterator of array, shape (block, n_documents)
        Multinomial counts; every row sums to `n_documents`. The draws do not depend on the block size.

    Examples
    --------
    >>> [block.sum(axis=1).tolist() for block in document_weights(4, resamples=3)]
    [[4.0, 4.0, 4.0]]
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    block = max(1, _BLOCK // n_documents)
    for start in range(0, resamples, block):
        size = min(block, resamples - start)
        drawn = rng.integers(n_documents, size=(size, n_documents))
        drawn += np.arange(size)[:, None] * n_documents
        counts = np.bincount(drawn.ravel(), minlength=size * n_documents)
        yield counts.reshape(size, n_documents).astype(np.float64)


def resample(
    sums: Any, statistic: Callable[[Floats], Floats], *, resamples: int = RESAMPLES, seed: int = 0
) -> tuple[Floats, Floats]:
    """Statistics of weighted sums over documents: on all documents, and on each resample.

    Parameters
    ----------
    sums : array or scipy.sparse array, shape (G, C)
        What each document adds to each of C sums.
    statistic : callable
        From sums of shape (..., C) to statistics of shape (..., M); NaN where undefined.
    resamples, seed : int

    Returns
    -------
    estimates : array, shape (M,)
    draws : array, shape (resamples, M)
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        estimates = statistic(np.asarray(sums.sum(axis=0), dtype=np.float64).reshape(-1))
        blocks = document_weights(int(sums.shape[0]), resamples, seed)
        draws = [statistic(np.asarray(weights @ sums)) for weights in blocks]
    return estimates, np.concatenate(draws)

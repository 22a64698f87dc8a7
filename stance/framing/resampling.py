"""Resampling of documents within strata, and percentile intervals that hold with few of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_BLOCK = 2**22


def document_weights(n_documents: int, resamples: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """How often each document counts in each resample of one stratum.

    n - 1 of n documents are drawn with replacement and weighted by n / (n - 1), so that the variance of a
    sum over resamples is the unbiased one (Rao and Wu 1988, JASA 83:231); the plain bootstrap's is
    too small by (n - 1) / n.

    Parameters
    ----------
    n_documents, resamples : int
        A document alone has weight 1 in every resample: it says nothing about variation.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (resamples, n_documents)
        Every row sums to `n_documents`.

    Examples
    --------
    >>> document_weights(3, 2, np.random.default_rng(0))
    array([[0. , 1.5, 1.5],
           [1.5, 1.5, 0. ]])
    """
    n = n_documents
    if n == 1:
        return np.ones((resamples, 1))
    drawn = rng.integers(n, size=(resamples, n - 1)) + n * np.arange(resamples)[:, None]
    counts = np.bincount(drawn.ravel(), minlength=resamples * n).reshape(resamples, n)
    return np.asarray(counts * (n / (n - 1)), dtype=np.float64)


def resampled_sums(
    sums: NDArray[np.float64],
    documents: NDArray[np.int64],
    strata: NDArray[np.int64],
    cells: NDArray[np.int64],
    resamples: int,
    seed: np.random.SeedSequence,
) -> NDArray[np.float64]:
    """Sums per cell in each resample; a document has the same weight in every cell that it is part of.

    Parameters
    ----------
    sums : ndarray, shape (rows, columns)
        One row per document and cell.
    documents, strata, cells : ndarray of int, shape (rows,)
        Numbered from 0. Documents are drawn within their stratum.
    resamples : int
    seed : numpy.random.SeedSequence

    Returns
    -------
    ndarray, shape (resamples, cells, columns)
    """
    drawn = np.zeros((resamples, int(cells.max()) + 1, sums.shape[1]))
    names = np.unique(strata)
    for stratum, child in zip(names, seed.spawn(len(names)), strict=True):
        rng = np.random.default_rng(child)
        rows = np.flatnonzero(strata == stratum)
        present, position = np.unique(documents[rows], return_inverse=True)
        parts = [(cell, np.flatnonzero(cells[rows] == cell)) for cell in np.unique(cells[rows])]
        step = max(1, _BLOCK // len(present))
        for start in range(0, resamples, step):
            stop = min(start + step, resamples)
            weights = document_weights(len(present), stop - start, rng)
            for cell, part in parts:
                drawn[start:stop, cell] += weights[:, position[part]] @ sums[rows[part]]
    return drawn


def percentile_interval(
    draws: NDArray[np.float64], degrees: NDArray[np.float64] | float, level: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Percentiles of the resamples, moved outwards as t with few degrees of freedom is wider than normal.

    The tail is P(Z < t quantile) instead of (1 - level) / 2 (Hesterberg 2015, The American Statistician
    69:371, "expanded percentile"): plain percentiles are too short for few documents.

    Parameters
    ----------
    draws : ndarray, shape (resamples, cells, ...)
    degrees : float or ndarray, shape (cells,)
        Degrees of freedom: documents less strata.
    level : float

    Returns
    -------
    low, high : ndarray, shape (cells, ...)

    Examples
    --------
    >>> low, high = percentile_interval(np.arange(1001.0)[:, None], 1e9, 0.95)
    >>> low.round(2), high.round(2)
    (array([25.]), array([975.]))
    >>> percentile_interval(np.arange(1001.0)[:, None], 9, 0.95)[0].round(2)
    array([11.84])
    """
    from scipy.special import ndtr, stdtrit

    tails = ndtr(stdtrit(degrees, (1 - level) / 2)) * np.ones(draws.shape[1])
    low, high = np.empty(draws.shape[1:]), np.empty(draws.shape[1:])
    for cell, tail in enumerate(tails):
        low[cell], high[cell] = np.quantile(draws[:, cell], [tail, 1 - tail], axis=0)
    return low, high

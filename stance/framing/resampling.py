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


class Resampler:
    """Draws documents within strata: the same resample weighs a document alike wherever it is asked for.

    Parameters
    ----------
    documents, strata : ndarray of int, shape (rows,)
        The document of each row of sums, and the stratum that the document is drawn in.
    resamples : int
    seed : numpy.random.SeedSequence
    """

    def __init__(
        self,
        documents: NDArray[np.int64],
        strata: NDArray[np.int64],
        resamples: int,
        seed: np.random.SeedSequence,
    ) -> None:
        self.resamples = resamples
        self._strata = strata
        pairs = np.unique(np.column_stack([strata, documents]), axis=0)
        names, starts, self._sizes = np.unique(pairs[:, 0], return_index=True, return_counts=True)
        self._stratum = np.searchsorted(names, strata)
        # The place of each row's document among those of its stratum.
        place = np.empty(len(documents), dtype=np.int64)
        for k, rows in enumerate(split(self._stratum)):
            place[rows] = np.searchsorted(pairs[starts[k] : starts[k] + self._sizes[k], 1], documents[rows])
        self._place = place
        self._seeds = seed.spawn(len(names))

    def sums(self, rows: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sums over some rows in each resample.

        Parameters
        ----------
        rows : ndarray of int, shape (n,)
            Which rows.
        values : ndarray, shape (n, columns)
            What each of them adds.

        Returns
        -------
        ndarray, shape (resamples, columns)
        """
        drawn = np.zeros((self.resamples, values.shape[1]))
        for stratum in np.unique(self._stratum[rows]):
            inside = np.flatnonzero(self._stratum[rows] == stratum)
            rng = np.random.default_rng(self._seeds[stratum])
            size = int(self._sizes[stratum])
            per_document = np.zeros((size, values.shape[1]))
            np.add.at(per_document, self._place[rows[inside]], values[inside])
            step = max(1, _BLOCK // size)
            for start in range(0, self.resamples, step):
                stop = min(start + step, self.resamples)
                drawn[start:stop] += document_weights(size, stop - start, rng) @ per_document
        return drawn

    def degrees(self, rows: NDArray[np.int64]) -> int:
        """Documents less strata among some rows, at least 1."""
        pairs = np.unique(np.column_stack([self._stratum[rows], self._place[rows]]), axis=0)
        return max(len(pairs) - len(np.unique(pairs[:, 0])), 1)


def split(codes: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The rows of each code from 0 to the largest.

    Examples
    --------
    >>> [x.tolist() for x in split(np.array([1, 0, 1]))]
    [[1], [0, 2]]
    """
    order = np.argsort(codes, kind="stable")
    return list(np.split(order, np.cumsum(np.bincount(codes))[:-1]))


def percentile_interval(
    draws: NDArray[np.float64], degrees: float, level: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Percentiles of the resamples, moved outwards as t with few degrees of freedom is wider than normal.

    The tail is P(Z < t quantile) instead of (1 - level) / 2 (Hesterberg 2015, The American Statistician
    69:371, "expanded percentile"): plain percentiles are too short for few documents.

    Parameters
    ----------
    draws : ndarray, shape (resamples, ...)
        Resamples in which the estimate is undefined hold NaN and are left out.
    degrees : float
        Degrees of freedom: documents less strata.
    level : float

    Returns
    -------
    low, high : ndarray, shape (...)

    Examples
    --------
    >>> low, high = percentile_interval(np.arange(1001.0), 1e9, 0.95)
    >>> float(low.round(2)), float(high.round(2))
    (25.0, 975.0)
    >>> float(percentile_interval(np.arange(1001.0), 9, 0.95)[0].round(2))
    11.84
    """
    from scipy.special import ndtr, stdtrit

    tail = float(ndtr(stdtrit(degrees, (1 - level) / 2)))
    low, high = np.nanquantile(draws, [tail, 1 - tail], axis=0)
    return low, high

"""Partial pooling: small cells borrow from the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from stance.evaluation.intervals import FEWEST_DOCUMENTS
from stance.framing.results import Prevalence

FEWEST_TO_POOL = 2
_FEWEST_CELLS = 4


def shrink(
    estimates: NDArray[np.float64], variances: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], float, float]:
    """Empirical Bayes: estimates drawn towards their mean by how little each says.

    y[c] ~ N(mu, tau**2 + v[c]), with tau**2 such that sum((y - mu)**2 / (tau**2 + v)) is its expectation
    (Paule and Mandel 1982), and mu the weighted mean.

    Parameters
    ----------
    estimates, variances : ndarray, shape (cells,)
        y and v; variances above 0.

    Returns
    -------
    shrunk, variance : ndarray, shape (cells,)
        B mu + (1 - B) y with B = v / (tau**2 + v), and its variance (1 - B) v + B**2 var(mu) +
        2 / (cells - 3) B**2 (y - mu)**2, which allows for mu and tau**2 being estimated (Morris 1983,
        Journal of the American Statistical Association 78:47).
    mean, between : float
        mu and tau**2.

    Examples
    --------
    Differences no larger than chance: all is pooled.

    >>> shrunk, _, mean, between = shrink(np.array([-1.0, 0.0, 1.0, 0.0]), np.full(4, 4.0))
    >>> shrunk, mean, between
    (array([0., 0., 0., 0.]), 0.0, 0.0)

    Sum of squares 200, expectation 3 (tau**2 + 1) / (tau**2 + 1) per unit: tau**2 = 200 / 3 - 1.

    >>> round(shrink(np.array([-10.0, 0.0, 10.0, 0.0]), np.ones(4))[3], 4)
    65.6667
    """
    y, v = estimates, variances
    n = len(y)

    def excess(between: float) -> float:
        weight = 1 / (between + v)
        mean = (weight * y).sum() / weight.sum()
        return float((weight * (y - mean) ** 2).sum() - (n - 1))

    between = 0.0
    if excess(0.0) > 0:
        low, high = 0.0, float((y - y.mean()).var() * n + v.max())
        for _ in range(200):
            between = (low + high) / 2
            low, high = (between, high) if excess(between) > 0 else (low, between)
    weight = 1 / (between + v)
    mean = float((weight * y).sum() / weight.sum())
    share = v / (between + v)
    shrunk = share * mean + (1 - share) * y
    spread = (1 - share) * v + share**2 / weight.sum() + 2 / max(n - 3, 1) * share**2 * (y - mean) ** 2
    return shrunk, spread, mean, between


def pooled(cells: Prevalence) -> Prevalence:
    """The same cells, drawn towards the other cells of their method; smaller ones further.

    On the logit scale, label by label, then scaled to sum to 1. The variance of a cell of fewer than ten
    documents is told from the others': the median of variance times documents, over its own documents.

    Parameters
    ----------
    cells : Prevalence

    Returns
    -------
    Prevalence
        Cells of a method that fewer than four cells of ten or more documents have stay as they are.
    """
    estimate, low, high = cells.estimate.copy(), cells.low.copy(), cells.high.copy()
    draws, degrees = cells.draws.copy(), cells.degrees.copy()
    method, assumption, reason = list(cells.method), list(cells.assumption), list(cells.reason)
    methods = np.array(cells.method, dtype=object)[cells.drawn]
    for name in dict.fromkeys(methods):
        places = np.flatnonzero(methods == name)
        members = cells.drawn[places]
        large = cells.n_documents[members] >= FEWEST_DOCUMENTS
        if large.sum() < _FEWEST_CELLS:
            continue
        made = [_label(cells, k, members, places, large) for k in range(len(cells.labels))]
        middle = np.stack([x[0] for x in made], axis=-1)
        spread = np.stack([x[1] for x in made], axis=-1)
        noise = np.stack([x[2] for x in made], axis=-1)
        factor = 1 / _share(middle).sum(axis=1, keepdims=True)
        half = float(_normal_quantile(cells.level)) * spread
        estimate[members] = _share(middle) * factor
        low[members] = _share(middle - half) * factor
        high[members] = np.minimum(_share(middle + half) * factor, 1.0)
        draws[:, places] = _share(middle + spread * noise)
        draws[:, places] /= draws[:, places].sum(axis=2, keepdims=True)
        for c, is_large in zip(members, large, strict=True):
            method[c] = f"{name}, pooled"
            assumption[c] += "; cells of a label are exchangeable on the logit scale"
            degrees[c] = np.inf
            if not is_large:
                reason[c] = ""
    return replace(
        cells,
        estimate=estimate,
        low=low,
        high=high,
        draws=draws,
        degrees=degrees,
        method=tuple(method),
        assumption=tuple(assumption),
        reason=tuple(reason),
    )


def _label(
    cells: Prevalence,
    k: int,
    members: NDArray[np.int64],
    places: NDArray[np.int64],
    large: NDArray[np.bool_],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    n = np.maximum(cells.effective_n[members, k], cells.n_documents[members])
    share = (cells.estimate[members, k] * n + 0.5) / (n + 1)
    drawn = cells.draws[:, places, k]
    deviation = np.nanstd(drawn, axis=0)
    variance = np.maximum(deviation**2, 0.25 / n**2) / (share * (1 - share)) ** 2
    documents = cells.n_documents[members]
    variance[~large] = np.median((variance * documents)[large]) / documents[~large]
    shrunk, spread, _, _ = shrink(np.log(share / (1 - share)), variance)
    noise = np.nan_to_num((drawn - np.nanmean(drawn, axis=0)) / np.where(deviation > 0, deviation, 1.0))
    return shrunk, np.sqrt(spread), noise


def _share(logit: NDArray[np.float64]) -> NDArray[np.float64]:
    from scipy.special import expit

    return np.asarray(expit(logit), dtype=np.float64)


def _normal_quantile(level: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(0.5 + level / 2))

"""Intervals that respect documents: passages of one document are never counted as independent."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.evaluation.resampling import RESAMPLES, resample

FEWEST_DOCUMENTS = 10
LEVEL = 0.95
DOCUMENTS = "documents are independent draws; the classifier is taken as given"

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Estimate:
    """A number, how sure one can be of it, and what that rests on.

    `low` and `high` are None where no interval can be claimed; `method` then says why.

    Examples
    --------
    >>> print(Estimate(0.71, 0.62, 0.79, 0.95, "bootstrap over documents", "", 40, 97))
    0.710 [0.620, 0.790]
    """

    estimate: float
    low: float | None
    high: float | None
    level: float
    method: str
    assumption: str
    n_documents: int
    n_passages: int

    def __str__(self) -> str:
        if math.isnan(self.estimate):
            return "undefined"
        if self.low is None or self.high is None:
            return f"{self.estimate:.3f} (no interval)"
        return f"{self.estimate:.3f} [{self.low:.3f}, {self.high:.3f}]"

    def to_dict(self) -> dict[str, Any]:
        """Plain values; an undefined number is None, as JSON has no other word for it."""
        values = asdict(self)
        return {key: None if isinstance(x, float) and math.isnan(x) else x for key, x in values.items()}


def bootstrap(
    sums: Any,
    statistic: Callable[[Floats], Floats],
    *,
    n_passages: int,
    level: float = LEVEL,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> list[Estimate]:
    """Resample documents: the statistics of weighted sums over documents.

    The percentile tails are widened as t with G - 1 degrees of freedom widens those of a mean (Hesterberg
    2015, The American Statistician 69:371, "expanded percentile"), because plain percentiles are too short
    for few documents.

    Parameters
    ----------
    sums : array or scipy.sparse array, shape (G, C)
        What each document adds to each of C sums: its confusion counts, say.
    statistic : callable
        From sums of shape (..., C) to statistics of shape (..., M).
    n_passages : int
        How many passages the documents hold in all.
    level : float
        Between 0 and 1.
    resamples, seed : int
        How many resamples, from which seed.

    Returns
    -------
    list of M Estimate
        Without an interval below 10 documents, or where the statistic is undefined in more than one
        resample of twenty.

    Examples
    --------
    >>> correct_and_all = np.array([[2.0, 2.0], [1.0, 2.0]] * 10)
    >>> share = lambda sums: sums[..., :1] / sums[..., 1:]
    >>> print(bootstrap(correct_and_all, share, n_passages=40)[0])
    0.750 [0.625, 0.875]
    """
    _check_level(level)
    n = int(sums.shape[0])
    estimates, draws = resample(sums, statistic, resamples=resamples, seed=seed)
    return [
        percentile(float(x), draws[:, k], n_documents=n, n_passages=n_passages, level=level)
        for k, x in enumerate(estimates)
    ]


def percentile(
    estimate: float, draws: Floats, *, n_documents: int, n_passages: int, level: float = LEVEL
) -> Estimate:
    """The expanded percentile interval of a statistic's resamples over documents."""
    n = n_documents
    if n < FEWEST_DOCUMENTS:
        return too_few(estimate, level, n, n_passages)
    defined = draws[np.isfinite(draws)]
    if math.isnan(estimate) or defined.size < 0.95 * draws.size:
        reason = "no interval: undefined in too many resamples"
        return Estimate(estimate, None, None, level, reason, DOCUMENTS, n, n_passages)
    tail = _tail(level, n)
    low, high = (float(x) for x in np.quantile(defined, [tail, 1 - tail]))
    method = "bootstrap over documents, percentiles widened for few documents"
    return Estimate(estimate, low, high, level, method, DOCUMENTS, n, n_passages)


def upward(
    estimate: float, draws: Floats, *, n_documents: int, n_passages: int, level: float = LEVEL
) -> Estimate:
    """The interval of a distance from 0, which noise can only make larger, in the sample and in resamples.

    The upper end is the expanded percentile. The lower end mirrors it, moved down by twice the bias that
    resampling shows: near 0 the sample's own bias is larger than that. It is conservative.
    """
    above = percentile(estimate, draws, n_documents=n_documents, n_passages=n_passages, level=level)
    if above.high is None:
        return above
    middle = float(np.nanmean(draws))
    low = max(0.0, estimate - 2 * (middle - estimate) - (above.high - middle))
    method = "bootstrap over documents, lower end corrected for upward bias"
    return replace(above, low=min(low, estimate), high=max(above.high, estimate), method=method)


def ratio(
    numerators: NDArray[Any], denominators: NDArray[Any], *, n_passages: int, level: float = LEVEL
) -> Estimate:
    """A proportion that is a ratio of sums over documents, with Wilson's interval at the effective n.

    The effective n is p (1 - p) / se**2, where se**2 = G / (G - 1) * sum((x - p y)**2) / sum(y)**2 is the
    variance of a ratio of document totals (Cochran 1977, section 6.3); z becomes t with G - 1 degrees of
    freedom. At 0 and 1, where se says nothing, every document counts as one observation.

    Parameters
    ----------
    numerators, denominators : array, shape (D,)
        Per document, for example correct passages and all passages. Documents whose denominator is 0
        say nothing and are left out.

    Examples
    --------
    >>> print(ratio(np.array([2, 1] * 10), np.array([2, 2] * 10), n_passages=40))
    0.750 [0.615, 0.849]
    >>> print(ratio(np.ones(12), np.ones(12), n_passages=12))
    1.000 [0.712, 1.000]
    """
    _check_level(level)
    told = np.asarray(denominators) > 0
    x = np.asarray(numerators, dtype=np.float64)[told]
    y = np.asarray(denominators, dtype=np.float64)[told]
    n = int(told.sum())
    p = float(x.sum() / y.sum()) if n else math.nan
    if n < FEWEST_DOCUMENTS:
        return too_few(p, level, n, n_passages)
    variance = n / (n - 1) * float(((x - p * y) ** 2).sum()) / float(y.sum()) ** 2
    return wilson(p, variance, n_documents=n, n_passages=n_passages, level=level)


def wilson(p: float, variance: float, *, n_documents: int, n_passages: int, level: float = LEVEL) -> Estimate:
    """Wilson's interval for a number in [0, 1] whose variance over documents is known.

    With z = t quantile at G - 1 and n = p (1 - p) / variance:
    (p + z**2 / 2n -+ z sqrt(p (1 - p) / n + z**2 / 4n**2)) / (1 + z**2 / n).
    """
    from scipy.stats import t

    if n_documents < FEWEST_DOCUMENTS:
        return too_few(p, level, n_documents, n_passages)
    flat = variance <= 1e-12 or not 0 < p < 1
    n = float(n_documents) if flat else p * (1 - p) / variance
    z = float(t.ppf(0.5 + level / 2, n_documents - 1))
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    # Rounding must not move the ends past the estimate at 0 and 1.
    method = "Wilson with effective n over documents, t(G - 1)"
    return Estimate(p, min(low, p), max(high, p), level, method, DOCUMENTS, n_documents, n_passages)


def mean(values: NDArray[Any], *, n_passages: int, level: float = LEVEL) -> Estimate:
    """The mean of one value a document, with t at G - 1 degrees of freedom.

    Examples
    --------
    >>> print(mean(np.arange(11.0), n_passages=30))
    5.000 [2.772, 7.228]
    """
    from scipy.stats import t

    _check_level(level)
    values = np.asarray(values, dtype=np.float64)
    n = len(values)
    middle = float(values.mean()) if n else math.nan
    if n < FEWEST_DOCUMENTS:
        return too_few(middle, level, n, n_passages)
    half = float(t.ppf(0.5 + level / 2, n - 1) * values.std(ddof=1)) / math.sqrt(n)
    return Estimate(
        middle, middle - half, middle + half, level, "t(G - 1) on document means", DOCUMENTS, n, n_passages
    )


def _tail(level: float, n: int) -> float:
    """The share of resamples beyond each end, widened as Hesterberg says."""
    from scipy.stats import norm, t

    return float(norm.cdf(-t.ppf(0.5 + level / 2, n - 1) * math.sqrt(n / (n - 1))))


def too_few(estimate: float, level: float, n_documents: int, n_passages: int) -> Estimate:
    """The estimate without an interval, because it rests on fewer than 10 documents."""
    reason = f"no interval: {n_documents} documents, {FEWEST_DOCUMENTS} needed"
    return Estimate(estimate, None, None, level, reason, DOCUMENTS, n_documents, n_passages)


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise StanceError(f"'level' must be between 0 and 1; got {level}.")

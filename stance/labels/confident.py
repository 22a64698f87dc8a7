"""Confident learning: which labels do the model's out-of-fold probabilities contradict?

Northcutt, Jiang and Chuang (2021), Journal of Artificial Intelligence Research 70, 1373-1411.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Floats = NDArray[np.float64]
# Probabilities that differ by less are the same number, summed in another order.
_SAME = 1e-6


def thresholds(probabilities: Floats, given: Codes) -> Floats:
    """How sure the model is, on average, of the passages that were given each label.

    Parameters
    ----------
    probabilities : ndarray, shape (n, L)
        Out-of-fold probabilities.
    given : ndarray of int, shape (n,)
        The label that each passage was given, 0 to L - 1.

    Returns
    -------
    ndarray, shape (L,)
        t_j = mean of p_ij over the passages i given j; infinite for a label that nobody gave.
    """
    n_labels = probabilities.shape[1]
    return np.array(
        [probabilities[given == j, j].mean() if (given == j).any() else np.inf for j in range(n_labels)]
    )


def confident_label(probabilities: Floats, at_least: Floats) -> Codes:
    """The likeliest of the labels whose threshold a passage reaches; -1 where it reaches none.

    Examples
    --------
    >>> p = np.array([[0.9, 0.1], [0.55, 0.45], [0.5, 0.5]])
    >>> confident_label(p, np.array([0.8, 0.45])).tolist()
    [0, 1, 1]
    """
    reached = probabilities >= at_least - _SAME
    likeliest: Codes = np.where(reached, probabilities, -1.0).argmax(axis=1)
    return np.where(reached.any(axis=1), likeliest, -1)


def suspects(probabilities: Floats, given: Codes) -> Codes:
    """Rows whose confident label is another than the one given, least plausible first.

    Rows whose given label is the likeliest anyway are left in peace. The order is that of the margin
    p_given - max p_other, then of the rows.
    """
    confident = confident_label(probabilities, thresholds(probabilities, given))
    other = (confident >= 0) & (confident != given) & (probabilities.argmax(axis=1) != given)
    rows = np.flatnonzero(other)
    return rows[np.argsort(margins(probabilities, given)[rows], kind="stable")]


def margins(probabilities: Floats, given: Codes) -> Floats:
    """p_given - max p_other, shape (n,); negative where another label is likelier."""
    rows = np.arange(len(given))
    others = probabilities.copy()
    others[rows, given] = -1.0
    margin: Floats = probabilities[rows, given] - others.max(axis=1)
    return margin

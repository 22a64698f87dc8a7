"""Shares adjusted by the classifier's error rates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.framing.shares import cc, pcc


def acc(
    predicted: Sequence[int] | NDArray[Any],
    calibration_predicted: Sequence[int] | NDArray[Any],
    calibration_truth: Sequence[int] | NDArray[Any],
    n_labels: int,
) -> NDArray[np.float64]:
    """Adjusted classify and count: the shares whose expected predictions are those seen.

    Solves M p = q on the simplex, with q the predicted shares and M[j, k] the share predicted as j among
    calibration passages whose label is k. With two labels, p = (q - FPR) / (TPR - FPR), clipped to [0, 1].

    Parameters
    ----------
    predicted : sequence of int, shape (n,)
        Label codes from 0.
    calibration_predicted, calibration_truth : sequence of int, shape (m,)
        Of passages that the classifier was not trained on: out-of-fold predictions, grouped by document.
    n_labels : int

    Returns
    -------
    ndarray, shape (n_labels,)

    Notes
    -----
    Forman 2008; Rogan and Gladen 1978, American Journal of Epidemiology 107:71. Holds while P(prediction |
    label) is the same in the cell as in calibration.

    Examples
    --------
    TPR 3/4, FPR 1/4 and a predicted share of 5/8: (5/8 - 1/4) / (3/4 - 1/4) = 3/4.

    >>> acc([1] * 5 + [0] * 3, [1, 1, 1, 0, 1, 0, 0, 0], [1, 1, 1, 1, 0, 0, 0, 0], 2)
    array([0.25, 0.75])
    """
    one_hot = np.eye(n_labels)[np.asarray(calibration_predicted, dtype=np.int64)]
    rates = class_means(one_hot, calibration_truth, n_labels)
    return simplex_least_squares(rates, cc(predicted, n_labels))


def pacc(
    probabilities: NDArray[Any],
    calibration_probabilities: NDArray[Any],
    calibration_truth: Sequence[int] | NDArray[Any],
) -> NDArray[np.float64]:
    """Probabilistic adjusted classify and count: `acc` on mean probabilities instead of counts.

    Solves M p = q on the simplex, with q the mean probabilities and M[:, k] their mean among calibration
    passages whose label is k.

    Parameters
    ----------
    probabilities : ndarray, shape (n, labels)
    calibration_probabilities : ndarray, shape (m, labels)
        Out-of-fold, grouped by document.
    calibration_truth : sequence of int, shape (m,)

    Returns
    -------
    ndarray, shape (labels,)

    Notes
    -----
    Bella et al. 2010. Holds as `acc` does; probabilities need not be calibrated.

    Examples
    --------
    Means 3/4 and 1/4 among the two labels, 5/8 in the cell: 3/4 again.

    >>> score = lambda p: np.column_stack([1 - np.array(p), p])
    >>> pacc(score([0.5, 0.75]), score([0.5, 1.0, 0.25, 0.25]), [1, 1, 0, 0])
    array([0.25, 0.75])
    """
    calibration_probabilities = np.asarray(calibration_probabilities, dtype=np.float64)
    rates = class_means(calibration_probabilities, calibration_truth, calibration_probabilities.shape[1])
    return simplex_least_squares(rates, pcc(probabilities))


def class_means(
    values: NDArray[np.float64], truth: Sequence[int] | NDArray[Any], n_labels: int
) -> NDArray[np.float64]:
    """The mean of the values among passages of each label, shape (columns, labels); NaN without passages."""
    members = np.eye(n_labels)[np.asarray(truth, dtype=np.int64)]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((values.T @ members) / members.sum(axis=0), dtype=np.float64)


def simplex_least_squares(rates: NDArray[np.float64], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """The shares p, at least 0 and summing to 1, that minimise |rates p - shares|.

    As p sums to 1, rates p - shares = B p with B = rates - shares 1', and the p sought is the direction of
    the x >= 0 that minimises |B x|**2 + (1'x - 1)**2: a plain non-negative least squares problem, solved
    by Lawson and Hanson's finite method, which takes near-singular rates without complaint.

    Parameters
    ----------
    rates : ndarray, shape (..., rows, labels)
    shares : ndarray, shape (..., rows)
        Leading dimensions are problems; both must have the same, or none.

    Returns
    -------
    ndarray, shape (..., labels)

    Examples
    --------
    >>> simplex_least_squares(np.array([[0.75, 0.25], [0.25, 0.75]]), np.array([0.375, 0.625]))
    array([0.25, 0.75])
    >>> simplex_least_squares(np.array([[0.75, 0.25], [0.25, 0.75]]), np.array([0.9, 0.1]))
    array([1., 0.])
    """
    rates, shares = np.asarray(rates, dtype=np.float64), np.asarray(shares, dtype=np.float64)
    labels = rates.shape[-1]
    leading = np.broadcast_shapes(rates.shape[:-2], shares.shape[:-1])
    rates = np.broadcast_to(rates, (*leading, *rates.shape[-2:])).reshape(-1, *rates.shape[-2:])
    shares = np.broadcast_to(shares, (*leading, shares.shape[-1])).reshape(-1, shares.shape[-1])
    centred = rates - shares[:, :, None]
    solved = _inside(centred)
    for i in np.flatnonzero(~(solved >= 0).all(axis=1)):
        solved[i] = _on_the_edge(centred[i])
    return np.asarray(solved.reshape(*leading, labels), dtype=np.float64)


def _inside(centred: NDArray[np.float64]) -> NDArray[np.float64]:
    # All labels above 0: (B'B + 11') x = 1, the normal equations without bounds. NaN where near-singular.
    gram = np.swapaxes(centred, 1, 2) @ centred + 1.0
    ones = np.ones((len(gram), gram.shape[1], 1))
    # A resample of few calibration documents may hold none of a label: its rates are unknown, not zero.
    finite = np.isfinite(gram).all(axis=(1, 2))
    gram[~finite] = np.eye(gram.shape[1])
    regular = finite & (np.linalg.cond(gram) < 1e10)
    gram[~regular] = np.eye(gram.shape[1])
    solved = np.linalg.solve(gram, ones)[:, :, 0]
    solved = np.where(regular[:, None], solved, np.nan)
    return np.asarray(solved / solved.sum(axis=1, keepdims=True), dtype=np.float64)


def _on_the_edge(centred: NDArray[np.float64]) -> NDArray[np.float64]:
    from scipy.optimize import nnls

    rows, labels = centred.shape
    if not np.isfinite(centred).all():
        return np.full(labels, np.nan)
    stacked = np.vstack([centred, np.ones(labels)])
    solved = nnls(stacked, np.append(np.zeros(rows), 1.0), maxiter=100 * labels)[0]
    return np.asarray(solved / solved.sum(), dtype=np.float64)

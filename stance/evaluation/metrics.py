"""Metrics of a classifier: from confusion counts where these suffice, from probabilities where not.

Confusion counts have shape (..., L, L): true labels in rows, predicted labels in columns. The leading axes
are resamples or slices, so that a whole bootstrap is one call. What is undefined is NaN, never 0: the recall
of a label that no passage has, the precision of one that is never predicted.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

_SMALLEST = float(np.finfo(np.float64).eps)


def confusion(truth: Codes, predicted: Codes, n_labels: int) -> Codes:
    """Count every pair of true and predicted label.

    Parameters
    ----------
    truth, predicted : int array, shape (n,)
        Codes 0 to L - 1.
    n_labels : int
        L.

    Returns
    -------
    int array, shape (L, L)

    Examples
    --------
    >>> confusion(np.array([0, 0, 1]), np.array([0, 1, 1]), 2).tolist()
    [[1, 1], [0, 1]]
    """
    cells = np.asarray(truth) * n_labels + np.asarray(predicted)
    return np.bincount(cells, minlength=n_labels**2).reshape(n_labels, n_labels)


def recall(counts: NDArray[np.generic]) -> Floats:
    """Of the passages that have the label, the share that is found; shape (..., L)."""
    c = _floats(counts)
    return _ratio(_hits(c), c.sum(-1))


def precision(counts: NDArray[np.generic]) -> Floats:
    """Of the passages that are given the label, the share that has it; shape (..., L)."""
    c = _floats(counts)
    return _ratio(_hits(c), c.sum(-2))


def f1(counts: NDArray[np.generic]) -> Floats:
    """2 TP / (2 TP + FP + FN), shape (..., L)."""
    c = _floats(counts)
    return _ratio(2 * _hits(c), c.sum(-1) + c.sum(-2))


def macro_f1(counts: NDArray[np.generic]) -> Floats:
    """The mean F1 over the labels that occur, as truth or as prediction.

    Examples
    --------
    >>> float(macro_f1(np.array([[3, 1], [1, 3]])))
    0.75
    """
    return _mean_of_defined(f1(counts))


def balanced_accuracy(counts: NDArray[np.generic]) -> Floats:
    """The mean recall over the labels that occur as truth."""
    return _mean_of_defined(recall(counts))


def accuracy(counts: NDArray[np.generic]) -> Floats:
    """The share of passages whose predicted label is the true one."""
    c = _floats(counts)
    return _ratio(_hits(c).sum(-1), c.sum((-1, -2)))


def mcc(counts: NDArray[np.generic]) -> Floats:
    """Matthews' correlation for any number of labels (Gorodkin 2004); 0 where it is undefined.

    It is undefined when only one label is true or only one is predicted, and then says nothing of skill.
    """
    c = _floats(counts)
    true, given, n = c.sum(-1), c.sum(-2), c.sum((-1, -2))
    covariance = _hits(c).sum(-1) * n - (true * given).sum(-1)
    spread = (n**2 - (true**2).sum(-1)) * (n**2 - (given**2).sum(-1))
    correlation: Floats = np.divide(
        covariance, np.sqrt(spread), out=np.zeros_like(covariance), where=spread > 0
    )
    return correlation


def log_losses(truth: Codes, probabilities: Floats) -> Floats:
    """Minus the log of the probability of the true label, in nats, for each passage; shape (n,).

    Probabilities below 2.2e-16 count as 2.2e-16, as in scikit-learn.
    """
    own = probabilities[np.arange(len(truth)), truth]
    return np.asarray(-np.log(np.clip(own, _SMALLEST, 1.0)))


def brier_scores(truth: Codes, probabilities: Floats) -> Floats:
    """Brier's (1950) score of each passage: the squared distance to the truth over all labels, 0 to 2."""
    onehot = np.eye(probabilities.shape[1])[truth]
    return np.asarray(((probabilities - onehot) ** 2).sum(axis=1))


def calibration_bins(truth: Codes, probabilities: Floats, n_bins: int = 10) -> Floats:
    """Each passage in the bin of its confidence: counts, confidences and hits; shape (n, 3, n_bins).

    The confidence is the probability of the predicted label; the bins have equal width.
    Summed over passages, it is what `calibration_error` takes.
    """
    confidence = probabilities.max(axis=1)
    hit = probabilities.argmax(axis=1) == truth
    where = np.minimum((confidence * n_bins).astype(np.int64), n_bins - 1)
    values = np.stack([np.ones(len(truth)), confidence, hit], axis=1)
    return np.asarray(values[:, :, None] * np.eye(n_bins)[where][:, None, :])


def calibration_error(bins: Floats) -> Floats:
    """Expected calibration error: the mean distance of confidence and accuracy over bins, by their size.

    Parameters
    ----------
    bins : array, shape (..., 3, B)
        Sums of `calibration_bins`.

    References
    ----------
    Naeini, Cooper, Hauskrecht 2015 (AAAI); Guo, Pleiss, Sun, Weinberger 2017 (ICML).
    """
    counts, confidence, hits = bins[..., 0, :], bins[..., 1, :], bins[..., 2, :]
    return _ratio(np.abs(confidence - hits).sum(-1), counts.sum(-1))


def _floats(counts: NDArray[np.generic]) -> Floats:
    return np.asarray(counts, dtype=np.float64)


def _hits(c: Floats) -> Floats:
    return np.asarray(np.diagonal(c, axis1=-2, axis2=-1))


def _ratio(above: Floats, below: Floats) -> Floats:
    above, below = np.broadcast_arrays(above, below)
    quotient: Floats = np.divide(above, below, out=np.full(below.shape, np.nan), where=below > 0)
    return quotient


def _mean_of_defined(values: Floats) -> Floats:
    return _ratio(np.nansum(values, axis=-1), np.isfinite(values).sum(-1).astype(np.float64))

"""Prediction-powered inference: gold labels of some documents, predictions of the others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.framing.design_estimate import DesignEstimate


def ppi(
    gold: NDArray[np.float64],
    predicted: NDArray[np.float64],
    passages: NDArray[np.float64],
    unlabelled: NDArray[np.float64],
    unlabelled_passages: NDArray[np.float64],
    tuning: float | None = None,
) -> DesignEstimate:
    """The share of each label by PPI++, on document totals.

    theta = Y + lambda (F_unlabelled - F_labelled), each a ratio of document totals to passages, with
    lambda = cov(Y, F) / ((1 + n / N) var(F)) in [0, 1], one for all labels so that shares sum to 1.

    Parameters
    ----------
    gold, predicted : ndarray, shape (n, labels)
        Per coded document: passages of each label, and sums of the predicted probabilities.
    passages : ndarray, shape (n,)
        Of the coded documents, every one coded in full and as likely to be drawn as any other.
    unlabelled : ndarray, shape (N, labels)
        Sums of the predicted probabilities per document that was not coded.
    unlabelled_passages : ndarray, shape (N,)
    tuning : float, optional
        lambda, where it is not to be estimated: 0 forgets the predictions, 1 is plain PPI.

    Returns
    -------
    DesignEstimate
        With the variance by deleting one coded document at a time, lambda estimated anew each time: the
        published variance takes lambda as known, which makes intervals a tenth too short at 15 documents.
        With lambda given and documents of one size the two are the same.

    Raises
    ------
    StanceError
        When fewer than three documents were coded.

    Notes
    -----
    Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453, equation for the mean and section 6 for lambda;
    documents in place of passages as in clustered PPI. Holds for any classifier.

    Examples
    --------
    Y = 2/4, F_labelled = 2.5/4 - and F_unlabelled = 3/4, so with lambda 1 the share is 1/2 + 1/8.

    >>> two = lambda p: np.column_stack([1 - np.array(p), p])
    >>> labelled, rest = two([0.75, 0.75, 0.5, 0.5]), two([0.75, 0.75])
    >>> ppi(two([1, 1, 0, 0]), labelled, np.ones(4), rest, np.ones(2), tuning=1.0).estimate
    array([0.375, 0.625])
    """
    n, others = len(passages), len(unlabelled_passages)
    if n < 3:
        raise StanceError(f"Gold labels must be of at least three documents; got {n}.")
    data = np.column_stack([gold, predicted, passages])
    # A ratio of document totals and how far each document is from it.
    rest, distance = (
        _ratio(unlabelled, unlabelled_passages) if others else (np.zeros(gold.shape[1]), unlabelled)
    )
    estimate, power = _point(data, rest, distance, tuning)
    without = np.array([_point(np.delete(data, i, axis=0), rest, distance, tuning)[0] for i in range(n)])
    spread = without - without.mean(axis=0)
    covariance = spread.T @ spread * ((n - 1) / n)
    if others > 1:
        covariance += power**2 * (distance.T @ distance) / (others * (others - 1))
    return DesignEstimate(estimate, covariance, n, power)


def _ratio(
    totals: NDArray[np.float64], passages: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    share = totals.sum(axis=0) / passages.sum()
    return share, (totals - passages[:, None] * share) / passages.mean()


def _point(
    data: NDArray[np.float64], rest: NDArray[np.float64], distance: NDArray[np.float64], tuning: float | None
) -> tuple[NDArray[np.float64], float]:
    labels = data.shape[1] // 2
    gold, gold_distance = _ratio(data[:, :labels], data[:, -1])
    predicted, predicted_distance = _ratio(data[:, labels:-1], data[:, -1])
    n, others = len(data), len(distance)
    if not others:
        return gold, 0.0
    if tuning is None:
        covariance = float((gold_distance * predicted_distance).sum()) / n
        both = np.concatenate([predicted_distance, distance])
        variance = float((both**2).sum()) / (n + others - 1)
        tuning = min(max(covariance / ((1 + n / others) * variance), 0.0), 1.0) if variance > 0 else 0.0
    return gold + tuning * (rest - predicted), tuning

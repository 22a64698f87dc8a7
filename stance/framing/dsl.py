"""Design-based supervised learning: predictions everywhere, corrected by gold labels drawn at random."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.framing.design_estimate import DesignEstimate


def dsl(
    predicted: NDArray[np.float64],
    passages: NDArray[np.float64],
    weights: NDArray[np.float64],
    errors: NDArray[np.float64],
) -> DesignEstimate:
    """The share of each label from predictions of all passages and gold labels of some.

    A passage's pseudo-outcome is f + (R / pi) (Y - f): its predicted probability f, corrected where it was
    coded (R = 1) by the error of f over the probability pi of being coded. The weights 1 / pi are scaled to
    sum to the number of passages, so that the estimate does not depend on how many long documents were
    drawn: F + sum((R / pi) (Y - f)) / sum(R / pi), with F the mean prediction.

    Parameters
    ----------
    predicted : ndarray, shape (documents, labels)
        Sums of f over the passages of each document of the cell, coded or not.
    passages : ndarray, shape (documents,)
    weights : ndarray, shape (documents,)
        Sums of R / pi.
    errors : ndarray, shape (documents, labels)
        Sums of (R / pi) (Y - f).

    Returns
    -------
    DesignEstimate
        With the variance of the estimate linearised over documents (the coded and the others apart).

    Raises
    ------
    StanceError
        When fewer than two documents were coded.

    Notes
    -----
    Egami, Hinck, Stewart and Wei 2023, NeurIPS; with equal weights the difference estimator of survey
    sampling (Saerndal, Swensson and Wretman 1992, section 6.3). Holds for any classifier, however wrong: only
    the width depends on it. Needs pi known and above 0, and f of a model that did not learn from Y.

    Examples
    --------
    Four documents of one passage, two coded with probability 1/2. Mean f is .5, the mean error among the
    coded is (.25 + .25) / 2 = .25: the share is .75.

    >>> f = np.array([0.75, 0.75, 0.25, 0.25])
    >>> error = np.array([2 * 0.25, 0, 2 * 0.25, 0])
    >>> result = dsl(np.column_stack([1 - f, f]), np.ones(4), np.array([2.0, 0, 2, 0]),
    ...     np.column_stack([-error, error]))
    >>> result.estimate
    array([0.25, 0.75])
    """
    coded = weights > 0
    n, others = int(coded.sum()), int((~coded).sum())
    if n < 2:
        raise StanceError(f"Gold labels must be of at least two documents; got {n}.")
    size, drawn = passages.sum(), weights.sum()
    mean, rectifier = predicted.sum(axis=0) / size, errors.sum(axis=0) / drawn
    influence = (predicted - passages[:, None] * mean) / size
    influence += (errors - weights[:, None] * rectifier) / drawn
    covariance = influence[coded].T @ influence[coded] * (n / (n - 1))
    if others:
        covariance += influence[~coded].T @ influence[~coded] * (others / max(others - 1, 1))
    return DesignEstimate(mean + rectifier, covariance, n)

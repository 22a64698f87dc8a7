"""Uncorrected shares: count the predicted labels, or add up the probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def cc(predicted: Sequence[int] | NDArray[Any], n_labels: int) -> NDArray[np.float64]:
    """Classify and count: the share of passages predicted as each label.

    Parameters
    ----------
    predicted : sequence of int, shape (n,)
        Label codes from 0.
    n_labels : int

    Returns
    -------
    ndarray, shape (n_labels,)

    Notes
    -----
    Forman 2008, Data Mining and Knowledge Discovery 17:164. Biased towards the calibration share wherever
    the true share differs from it.

    Examples
    --------
    >>> cc([0, 1, 1, 2], 3)
    array([0.25, 0.5 , 0.25])
    """
    counts = np.bincount(np.asarray(predicted, dtype=np.int64), minlength=n_labels)
    return np.asarray(counts / counts.sum(), dtype=np.float64)


def pcc(probabilities: NDArray[Any]) -> NDArray[np.float64]:
    """Probabilistic classify and count: the mean probability of each label.

    Parameters
    ----------
    probabilities : ndarray, shape (n, labels)

    Returns
    -------
    ndarray, shape (labels,)

    Notes
    -----
    Bella, Ferri, Hernández-Orallo and Ramírez-Quintana 2010, ICDM. Biased as `cc` is.

    Examples
    --------
    >>> pcc(np.array([[0.75, 0.25], [0.25, 0.75], [0.125, 0.875], [0.375, 0.625]]))
    array([0.375, 0.625])
    """
    return np.asarray(np.mean(probabilities, axis=0), dtype=np.float64)

"""The area under the ROC curve of one label against the rest, with a variance over documents."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from stance.evaluation.intervals import LEVEL, Estimate, wilson


def auc(
    scores: NDArray[np.float64],
    positive: NDArray[np.bool_],
    documents: NDArray[np.int64],
    level: float = LEVEL,
) -> Estimate:
    """How often a passage with the label scores above one without it; ties count one half.

    The variance is that of clustered data (Obuchowski 1997, Biometrics 53:567): each document's share in the
    two structural components, added up before squaring.

    Parameters
    ----------
    scores : array, shape (n,)
        The probability of the label.
    positive : bool array, shape (n,)
        Whether the passage has the label.
    documents : int array, shape (n,)
        Document codes, 0 to G - 1.

    Returns
    -------
    Estimate
        Undefined where the label is absent or the only one.

    Examples
    --------
    >>> print(auc(np.array([0.1, 0.4, 0.35, 0.8]), np.array([False, False, True, True]), np.arange(4)))
    0.750 (no interval)
    """
    n_documents, n = len(np.unique(documents)), len(scores)
    n_positive = int(positive.sum())
    if n_positive in (0, n):
        return wilson(math.nan, 0.0, n_documents=0, n_passages=n, level=level)
    above, below = np.sort(scores[positive]), np.sort(scores[~positive])
    beaten = _share_below(below, scores[positive])
    beats = 1 - _share_below(above, scores[~positive])
    area = float(beaten.mean())
    influence = np.zeros(n)
    influence[positive] = (beaten - area) / n_positive
    influence[~positive] = (beats - area) / (n - n_positive)
    by_document = np.bincount(documents, weights=influence)
    variance = n_documents / max(n_documents - 1, 1) * float((by_document**2).sum())
    return wilson(area, variance, n_documents=n_documents, n_passages=n, level=level)


def _share_below(ordered: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    smaller = np.searchsorted(ordered, values, side="left")
    not_larger = np.searchsorted(ordered, values, side="right")
    return np.asarray((smaller + not_larger) / 2 / len(ordered))

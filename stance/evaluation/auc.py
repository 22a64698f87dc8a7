"""The area under the ROC curve of one label against the rest, with an interval over documents."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from stance.evaluation.intervals import DOCUMENTS, FEWEST_DOCUMENTS, LEVEL, Estimate, too_few, wilson

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


def auc(scores: Floats, positive: NDArray[np.bool_], documents: Codes, level: float = LEVEL) -> Estimate:
    """How often a passage with the label scores above one without it; ties count one half.

    The standard error is that of leaving out one document at a time; the interval is t on the logit scale,
    its degrees of freedom from the smaller number of documents: those with the label, or those without.

    Parameters
    ----------
    scores : array, shape (n,)
        The probability of the label.
    positive : bool array, shape (n,)
        Whether the passage has the label.
    documents : int array, shape (n,)
        Document codes.

    Returns
    -------
    Estimate
        Undefined where the label is absent or the only one.

    Examples
    --------
    >>> print(auc(np.array([0.1, 0.4, 0.35, 0.8]), np.array([False, False, True, True]), np.arange(4)))
    0.750 (no interval)
    """
    from scipy.stats import t

    code = np.unique(documents, return_inverse=True)[1]
    n = len(scores)
    g = min(len(np.unique(code[positive])), len(np.unique(code[~positive])))
    if g == 0:
        return too_few(math.nan, level, 0, n)
    wins, pairs = _by_document(scores, positive, code)
    area = float(wins[0] / pairs[0])
    if g < FEWEST_DOCUMENTS:
        return too_few(area, level, g, n)
    left_out = wins[1:] / pairs[1:]
    count = len(left_out)
    error = math.sqrt((count - 1) / count * float(((left_out - left_out.mean()) ** 2).sum()))
    if not 0 < area < 1 or error == 0:
        return wilson(area, 0.0, n_documents=g, n_passages=n, level=level)
    half = float(t.ppf(0.5 + level / 2, g - 1)) * error / (area * (1 - area))
    logit = math.log(area / (1 - area))
    low, high = (1 / (1 + math.exp(-x)) for x in (logit - half, logit + half))
    method = "leaving out one document at a time, t on the logit scale"
    return Estimate(area, low, high, level, method, DOCUMENTS, g, n)


def _by_document(scores: Floats, positive: NDArray[np.bool_], code: Codes) -> tuple[Floats, Floats]:
    """Pairs won and pairs in all: first of all documents, then without each of them."""
    above, below = np.sort(scores[positive]), np.sort(scores[~positive])
    won = np.zeros(len(scores))
    won[positive] = _beaten(below, scores[positive])
    won[~positive] = len(above) - _beaten(above, scores[~positive])
    total = won[positive].sum()
    n_positive = np.bincount(code, weights=positive)
    n_negative = np.bincount(code, weights=~positive)
    # A pair inside one document is counted from both of its ends.
    own = np.bincount(code, weights=won)
    order = np.argsort(code, kind="stable")
    ends = np.cumsum(np.bincount(code))
    for d in np.flatnonzero((n_positive > 0) & (n_negative > 0)):
        rows = order[ends[d] - int(n_positive[d] + n_negative[d]) : ends[d]]
        has = positive[rows]
        own[d] -= _beaten(np.sort(scores[rows][~has]), scores[rows][has]).sum()
    pairs = (len(above) - n_positive) * (len(below) - n_negative)
    return np.r_[total, total - own], np.r_[len(above) * len(below), pairs]


def _beaten(ordered: Floats, values: Floats) -> Floats:
    """How many of `ordered` each value is above, ties counting one half."""
    smaller = np.searchsorted(ordered, values, side="left")
    not_larger = np.searchsorted(ordered, values, side="right")
    return np.asarray((smaller + not_larger) / 2)

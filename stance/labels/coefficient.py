"""One figure of agreement with its interval over documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stance.labels.agreement_core import (
    Array,
    Sums,
    ac1,
    alpha,
    leave_one_out,
    macro,
    raw,
    specific,
    total,
)
from stance.labels.intervals import FEWEST_DOCUMENTS, wilson_jackknife
from stance.labels.ratings import Ratings

ALPHA = "Krippendorff's alpha"
AC1 = "Gwet's AC1"
RAW = "raw agreement"
MACRO = "mean over labels"
BY_LABEL = "agreement on label"

# What computes each measure, and the least value that it can have.
MEASURES: dict[str, tuple[Callable[[Sums], Array], float]] = {
    ALPHA: (alpha, -1.0),
    AC1: (ac1, -1.0),
    RAW: (raw, 0.0),
    MACRO: (macro, 0.0),
}


@dataclass(frozen=True)
class Coefficient:
    """One figure of agreement.

    Parameters
    ----------
    measure, of : str
        Which measure, and of which label, pair or window (empty: of everything).
    estimate : float or None
        None where it is undefined; `reason` says why.
    low, high : float or None
        The interval over documents; None where there is none, and `reason` says why.
    n_passages, n_documents : int
        What the figure rests on: passages with two or more labels, and their documents.
    """

    measure: str
    of: str
    estimate: float | None
    low: float | None
    high: float | None
    n_passages: int
    n_documents: int
    reason: str = ""

    def __str__(self) -> str:
        name = f"  {self.of}" if self.of else self.measure
        sizes = f"{self.n_passages:>10,} {self.n_documents:>10,}"
        if self.estimate is None:
            return f"{name:<32} {'undefined':>26}{sizes}  {self.reason}"
        bounds = f"{'-':>8} {'-':>8}"
        if self.low is not None and self.high is not None:
            bounds = f"{self.low:>8.3f} {self.high:>8.3f}"
        return f"{name:<32} {self.estimate:>8.3f} {bounds}{sizes}  {self.reason}".rstrip()


def coefficient(data: Ratings, measure: str, level: float, of: str = "") -> Coefficient:
    """Compute one measure of `MEASURES` for these ratings."""
    function, lowest = MEASURES[measure]
    return _coefficient(data, data.counts.sum(axis=1) > 1, function, lowest, level, measure, of)


def on_label(data: Ratings, label: str, level: float) -> Coefficient:
    """Compute the agreement on one label; it rests on the passages to which anyone gave it."""
    at = data.labels.index(label)
    used = (data.counts.sum(axis=1) > 1) & (data.counts[:, at] > 0)

    def function(sums: Sums) -> Array:
        values: Array = specific(sums)[..., at]
        return values

    return _coefficient(data, used, function, 0.0, level, BY_LABEL, label)


def _coefficient(
    data: Ratings,
    basis: NDArray[np.bool_],
    function: Callable[[Sums], Array],
    lowest: float,
    level: float,
    measure: str,
    of: str,
) -> Coefficient:
    n_passages, n_documents = int(basis.sum()), len(np.unique(data.documents[basis]))
    estimate = float(function(total(data.sums)))
    if np.isnan(estimate):
        reason = _why_undefined(data, n_passages, measure)
        return Coefficient(measure, of, None, None, None, n_passages, n_documents, reason)
    if n_documents < FEWEST_DOCUMENTS:
        reason = f"no interval: fewer than {FEWEST_DOCUMENTS} documents"
        return Coefficient(measure, of, estimate, None, None, n_passages, n_documents, reason)
    left_out = function(leave_one_out(data.sums))
    if np.isnan(left_out).any():
        reason = "no interval: undefined without one of the documents"
        return Coefficient(measure, of, estimate, None, None, n_passages, n_documents, reason)
    low, high = wilson_jackknife(estimate, left_out, n_documents, level, lowest)
    return Coefficient(measure, of, estimate, low, high, n_passages, n_documents)


def _why_undefined(data: Ratings, n_passages: int, measure: str) -> str:
    if measure == BY_LABEL:
        return "nobody used the label where two coders met"
    if n_passages == 0:
        return "no passage was labelled by two coders"
    used = [label for label, n in zip(data.labels, data.counts.sum(axis=0), strict=True) if n > 0]
    return f"only {used[0]!r} was used, so that agreement by chance can not be told"

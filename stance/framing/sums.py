"""The sums of passages that shares and alarms are computed from, at the corpus's or a resample's weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stance.framing.passage_values import POWERS
from stance.framing.totals import DocumentTotals

_KINDS = ("predicted", "probability", *(f"score {power}" for power in POWERS))


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums over passages; leading dimensions are resamples, or labels of calibration passages, or none.

    Parameters
    ----------
    values : ndarray, shape (..., columns)
        In the order of `sums_of`.
    n_labels : int
    """

    values: NDArray[np.float64]
    n_labels: int

    @property
    def passages(self) -> NDArray[np.float64]:
        """Shape (...)."""
        return self.values[..., 0]

    def mean(self, kind: str) -> NDArray[np.float64]:
        """Mean per passage of "predicted", "probability" or "score 1" ..., shape (..., labels)."""
        start = 1 + _KINDS.index(kind) * self.n_labels
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(
                self.values[..., start : start + self.n_labels] / self.values[..., :1], dtype=np.float64
            )


@dataclass(frozen=True, eq=False)
class CellSums:
    """The sums of one cell in the corpus and in each resample, and the degrees of freedom of these."""

    seen: Sums
    draws: Sums
    degrees: float


def sums_of(totals: DocumentTotals) -> NDArray[np.float64]:
    """The rows of `totals` as a matrix for `Sums`, shape (rows, columns)."""
    return np.column_stack([totals.passages, *(totals.per_label(kind) for kind in _KINDS)])

"""What a comparison of cells found: one row per cell and label."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Prevalence:
    """The share of each label in each cell, with what it rests on.

    The estimand is the share of passages: long documents weigh more than short ones.

    Parameters
    ----------
    by, labels : tuple of str
    cells : pandas.DataFrame
        One row a cell, the columns of `by`.
    estimate, low, high, uncorrected, effective_n : ndarray, shape (cells, labels)
        `low` and `high` are NaN where no interval can be claimed; `uncorrected` is the mean probability.
    level : float
    method, assumption, reason : tuple of str, one per cell
        `reason` says why a cell is grey; empty where it is not.
    n_documents, n_passages : ndarray of int, shape (cells,)
    degrees : ndarray, shape (cells,)
        Degrees of freedom of the intervals.
    drawn : ndarray of int, shape (drawn,)
        The cells that were resampled: those of ten documents or more.
    draws : ndarray, shape (resamples, drawn, labels)
        Their estimates in each resample; the same resample in every cell.
    """

    by: tuple[str, ...]
    labels: tuple[str, ...]
    cells: pd.DataFrame
    estimate: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    uncorrected: NDArray[np.float64]
    effective_n: NDArray[np.float64]
    level: float
    method: tuple[str, ...]
    assumption: tuple[str, ...]
    reason: tuple[str, ...]
    n_documents: NDArray[np.int64]
    n_passages: NDArray[np.int64]
    degrees: NDArray[np.float64]
    drawn: NDArray[np.int64]
    draws: NDArray[np.float64] = field(repr=False)

    def __str__(self) -> str:
        lines = [f"Share of passages per label, {self.level:.0%} intervals over documents"]
        for c in range(len(self.cells)):
            size = f"{self.n_documents[c]:,} documents, {self.n_passages[c]:,} passages"
            lines.append(f"{self.names[c]}: {size}, {self.method[c]}")
            if self.reason[c]:
                lines.append(f"  grey: {self.reason[c]}")
            for k, label in enumerate(self.labels):
                lines.append(
                    f"  {label:<24} {interval(self.estimate[c, k], self.low[c, k], self.high[c, k])}"
                )
        return "\n".join(lines)

    @cached_property
    def names(self) -> list[str]:
        """What to call each cell: its values, "unknown" where one is not stated."""
        if self.cells.shape[1] == 0:
            return ["all"] * len(self.cells)
        said = (
            ["unknown" if gap else str(x) for x, gap in zip(values, values.isna(), strict=True)]
            for _, values in self.cells.items()
        )
        return list(map(", ".join, zip(*said, strict=True)))

    def to_frame(self) -> pd.DataFrame:
        """One row per cell and label."""
        n = len(self.labels)
        frame = self.cells.loc[self.cells.index.repeat(n)].reset_index(drop=True)
        per_cell = {
            "method": self.method,
            "assumption": self.assumption,
            "n_documents": self.n_documents,
            "n_passages": self.n_passages,
        }
        return frame.assign(
            label=np.tile(np.array(self.labels, dtype=object), len(self.cells)),
            estimate=self.estimate.ravel(),
            low=self.low.ravel(),
            high=self.high.ravel(),
            level=self.level,
            **{name: np.repeat(np.asarray(values), n) for name, values in per_cell.items()},
            effective_n=self.effective_n.ravel(),
            uncorrected=self.uncorrected.ravel(),
            grey=np.repeat(np.array([bool(x) for x in self.reason]), n),
            reason=np.repeat(np.array(self.reason, dtype=object), n),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, None where there is no number."""
        return {"level": self.level, "labels": list(self.labels), "rows": plain_rows(self.to_frame())}


def interval(estimate: float, low: float, high: float) -> str:
    """A number with its interval, or with the words that there is none.

    Examples
    --------
    >>> interval(0.5, 0.25, 0.75), interval(0.5, np.nan, np.nan)
    ('0.500 [0.250, 0.750]', '0.500 (no interval)')
    """
    if np.isnan(low) or np.isnan(high):
        return f"{estimate:.3f} (no interval)"
    return f"{estimate:.3f} [{low:.3f}, {high:.3f}]"


def plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as JSON can hold them."""
    import pandas as pd

    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [
        {
            str(name): x.item() if isinstance(x, np.generic) else None if x is pd.NA else x
            for name, x in row.items()
        }
        for row in rows
    ]

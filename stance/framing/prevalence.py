"""How much of each cell's text carries each label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.corpus import Structure
from stance.errors import StanceError
from stance.evaluation.intervals import FEWEST_DOCUMENTS, LEVEL, RESAMPLES
from stance.framing.resampling import percentile_interval, resampled_sums
from stance.framing.results import Prevalence
from stance.framing.totals import DocumentTotals

if TYPE_CHECKING:
    import pandas as pd

_UNCORRECTED = "none holds: the classifier's own share, biased where its errors do not cancel"


def prevalence(
    predictions: pd.DataFrame | DocumentTotals,
    by: Sequence[str] = (),
    *,
    labels: Sequence[str] | None = None,
    structure: Structure | None = None,
    level: float = LEVEL,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Prevalence:
    """The share of passages that carry each label, per cell.

    Parameters
    ----------
    predictions : pandas.DataFrame or DocumentTotals
        One row a passage with a column ``p_<label>`` per label, the document and the columns of `by`; or
        their totals.
    by : sequence of str
        The columns that make a cell, such as source and year; none makes one cell of everything.
    labels : sequence of str, optional
        In the order wanted; the order of the columns ``p_<label>`` otherwise.
    structure : Structure, optional
        Which columns are the document and the source.
    level : float
        Of the intervals, between 0 and 1.
    resamples, seed : int
        Of the bootstrap over documents.

    Returns
    -------
    Prevalence

    Raises
    ------
    StanceError
        When the table is not one of predictions, or `level` or `resamples` is out of range.
    """
    if not 0 < level < 1:
        raise StanceError(f"'level' must be between 0 and 1; got {level}.")
    if resamples < 100:
        raise StanceError(f"'resamples' must be at least 100; got {resamples}.")
    if isinstance(predictions, DocumentTotals):
        totals = predictions
    else:
        totals = DocumentTotals.from_frame(predictions, by, structure, labels)
    if not len(totals.keys):
        raise StanceError("'predictions' must hold at least one passage; got none.")
    cells, cell = totals.cells()
    documents, strata = totals.documents(), totals.strata()
    sums = np.column_stack([totals.columns("probability"), totals.passages])
    drawn = resampled_sums(sums, documents, strata, cell, resamples, np.random.SeedSequence(seed))
    draws = drawn[..., :-1] / drawn[..., -1:]
    n_documents = np.bincount(cell)
    n_passages = np.bincount(cell, weights=totals.passages).astype(np.int64)
    shares = _per_cell(totals.columns("probability"), cell) / n_passages[:, None]
    n_strata = np.array([len(np.unique(strata[cell == c])) for c in range(len(cells))])
    degrees = np.maximum(n_documents - n_strata, 1).astype(float)
    low, high = percentile_interval(draws, degrees, level)
    few = n_documents < FEWEST_DOCUMENTS
    low[few], high[few] = np.nan, np.nan
    reasons = tuple(
        f"{n} documents: no interval, {FEWEST_DOCUMENTS} needed" if n < FEWEST_DOCUMENTS else "uncorrected"
        for n in n_documents
    )
    variance = _per_cell(totals.columns("square"), cell) / n_passages[:, None] - shares**2
    return Prevalence(
        by=totals.by,
        labels=totals.labels,
        cells=cells,
        estimate=shares,
        low=low,
        high=high,
        uncorrected=shares,
        effective_n=_effective_n(variance, draws.var(axis=0), n_passages),
        level=level,
        method=("PCC, uncorrected",) * len(cells),
        assumption=(_UNCORRECTED,) * len(cells),
        reason=reasons,
        n_documents=n_documents,
        n_passages=n_passages,
        degrees=degrees,
        draws=draws,
    )


def _per_cell(values: NDArray[np.float64], cell: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.column_stack([np.bincount(cell, weights=column) for column in values.T])


def _effective_n(
    variance: NDArray[np.float64], of_mean: NDArray[np.float64], n_passages: NDArray[np.int64]
) -> NDArray[np.float64]:
    # How many independent passages would give a mean that varies as this one: n / (1 + (m - 1) rho).
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = variance / of_mean
    n = n_passages[:, None].astype(float)
    return np.where(np.isfinite(effective), np.minimum(effective, n), n)

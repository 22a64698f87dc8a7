"""Which calibration documents a cell may borrow its error rates from: those of its own sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.corpus import require_columns
from stance.errors import StanceError
from stance.evaluation.intervals import FEWEST_DOCUMENTS
from stance.framing.passage_values import label_codes
from stance.framing.resampling import Resampler
from stance.framing.sums import Sums, sums_of
from stance.framing.totals import DocumentTotals

if TYPE_CHECKING:
    import pandas as pd

FEWEST_OF_A_LABEL = 5
_LEAST_COVERED = 0.8


@dataclass(frozen=True, eq=False)
class Calibration:
    """Out-of-fold predictions with their labels; their totals per document and label, each row's label."""

    frame: pd.DataFrame
    totals: DocumentTotals
    resampler: Resampler
    label: NDArray[np.int64]

    @classmethod
    def of(
        cls, frame: pd.DataFrame, like: DocumentTotals, resamples: int, seed: np.random.SeedSequence
    ) -> Calibration:
        """Add up calibration passages; `like` names the labels and the structure."""
        column = like.structure.label
        require_columns(frame, [column], "calibration")
        if not len(frame):
            raise StanceError("'calibration' must hold at least one passage; got none.")
        label_codes(frame, column, like.labels, "calibration")
        totals = DocumentTotals.from_frame(frame, [column], like.structure, like.labels)
        label = label_codes(totals.keys, column, like.labels, "calibration")
        resampler = Resampler(totals.documents, totals.strata([]), resamples, seed)
        return cls(frame, totals, resampler, label)


@dataclass(frozen=True, eq=False)
class CalibrationSet:
    """Calibration documents that share their error rates, at the corpus's weights and in each resample.

    Parameters
    ----------
    rows : ndarray of int
        Of the calibration's totals.
    seen, draws : Sums
        Shapes (labels, columns) and (resamples, labels, columns): passages by their true label.
    degrees : int
    unseen : ndarray or None
        The share of unseen words in each document, where the calibration has it.
    """

    rows: NDArray[np.int64]
    seen: Sums
    draws: Sums
    degrees: int
    unseen: NDArray[np.float64] | None

    def rates(self, kind: str, *, drawn: bool) -> NDArray[np.float64]:
        """M[..., j, k], the mean of "predicted" or "probability" j among passages of label k."""
        return np.swapaxes((self.draws if drawn else self.seen).mean(kind), -1, -2)


class CalibrationSets:
    """The calibration set of each cell, computed once for all cells of the same sources."""

    def __init__(self, calibration: Calibration, cells: DocumentTotals) -> None:
        self._calibration = calibration
        self._cells = cells
        source = calibration.totals.source
        self._sources = calibration.totals.keys[source].dropna().unique() if source else None
        self._known: dict[frozenset[object] | None, CalibrationSet | str] = {}

    def of(self, rows: NDArray[np.int64]) -> tuple[CalibrationSet | None, str]:
        """The calibration set for a cell with these rows of totals, and why it is not the cell's own.

        Where the cell's own sources have too few calibration documents, those of all sources take their
        place and the reason says so; without a reason they are the cell's own.
        """
        own = self._own(rows)
        if isinstance(own, CalibrationSet):
            return own, ""
        everything = self._made(None)
        return (None, own) if isinstance(everything, str) else (everything, own)

    def _own(self, rows: NDArray[np.int64]) -> CalibrationSet | str:
        if self._cells.source is None or self._sources is None:
            return self._made(None)
        sources, passages = self._cells.keys[self._cells.source].iloc[rows], self._cells.passages[rows]
        covered = sources.isin(self._sources).to_numpy(dtype=bool)
        share = float(passages[covered].sum() / passages.sum())
        if share == 0:
            return "no calibration documents of this source"
        if share < _LEAST_COVERED:
            return f"only {share:.0%} of its passages are of sources with calibration documents"
        made = self._made(frozenset(sources[covered]))
        return f"of this source, {made}" if isinstance(made, str) else made

    def _made(self, sources: frozenset[object] | None) -> CalibrationSet | str:
        if sources not in self._known:
            self._known[sources] = self._make(sources)
        return self._known[sources]

    def _make(self, sources: frozenset[object] | None) -> CalibrationSet | str:
        totals, resampler = self._calibration.totals, self._calibration.resampler
        inside = np.ones(len(totals.keys), dtype=bool)
        if sources is not None:
            inside = totals.keys[str(totals.source)].isin(list(sources)).to_numpy(dtype=bool)
        rows = np.flatnonzero(inside)
        n_documents = len(np.unique(totals.documents[rows]))
        if n_documents < FEWEST_DOCUMENTS:
            return f"{n_documents} calibration documents, {FEWEST_DOCUMENTS} needed"
        n_labels = len(totals.labels)
        of_label = np.bincount(self._calibration.label[rows], minlength=n_labels)
        if of_label.min() < FEWEST_OF_A_LABEL:
            name = totals.labels[int(of_label.argmin())]
            return f"{of_label.min()} calibration documents hold {name!r}, {FEWEST_OF_A_LABEL} needed"
        members = np.eye(n_labels)[self._calibration.label[rows]]
        values = sums_of(totals)[rows]
        per_label = (members[:, :, None] * values[:, None, :]).reshape(len(rows), -1)
        seen = per_label.sum(axis=0).reshape(n_labels, -1)
        draws = resampler.sums(rows, per_label).reshape(-1, *seen.shape)
        return CalibrationSet(
            rows, Sums(seen, n_labels), Sums(draws, n_labels), n_documents - 1, _unseen(totals, rows)
        )


def _unseen(totals: DocumentTotals, rows: NDArray[np.int64]) -> NDArray[np.float64] | None:
    if "unseen" not in totals.sums:
        return None
    documents = np.unique(totals.documents[rows], return_inverse=True)[1]
    sizes = np.bincount(documents, weights=totals.passages[rows])
    return np.asarray(np.bincount(documents, weights=totals.of("unseen")[rows]) / sizes, dtype=np.float64)

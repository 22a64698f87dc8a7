"""Which estimate a cell gets: the rule, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.evaluation.intervals import FEWEST_DOCUMENTS
from stance.framing.alarms import language_alarm, separation_alarm, shift_alarm, unseen_alarm
from stance.framing.calibration_sets import Calibration, CalibrationSet, CalibrationSets
from stance.framing.cell_estimate import CellEstimate, adjusted, designed, has_whole_documents, uncorrected
from stance.framing.resampling import Resampler
from stance.framing.sld_cells import Passages, Sld
from stance.framing.sums import CellSums, Sums, sums_of
from stance.framing.totals import DocumentTotals

if TYPE_CHECKING:
    import pandas as pd

METHODS = ("auto", "cc", "pcc", "acc", "pacc", "sld", "ppi", "dsl")
_KIND = {"cc": "predicted", "acc": "predicted"}


@dataclass(frozen=True, eq=False)
class Request:
    """What was asked for; `language` is that of the model, where the cells' is to be checked."""

    method: str
    level: float
    resamples: int
    language: str | None


class Rule:
    """Estimates cells by the rule of `stance.framing.prevalence`, or by one method in all.

    Parameters
    ----------
    totals : DocumentTotals
    calibration : pandas.DataFrame or None
    predictions : pandas.DataFrame or None
        The passages that the totals are of; SLD needs them.
    request : Request
    seed : numpy.random.SeedSequence
    """

    def __init__(
        self,
        totals: DocumentTotals,
        calibration: pd.DataFrame | None,
        predictions: pd.DataFrame | None,
        request: Request,
        seed: np.random.SeedSequence,
    ) -> None:
        documents, of_calibration, of_cells = seed.spawn(3)
        self._totals, self._request, self._seeds = totals, request, of_cells
        self._values = sums_of(totals)
        self._resampler = Resampler(totals.documents, totals.strata(totals.by), request.resamples, documents)
        self._calibration: Calibration | None = None
        if calibration is not None:
            self._calibration = Calibration.of(calibration, totals, request.resamples, of_calibration)
            self._sets = CalibrationSets(self._calibration, totals)
        self._sld = None
        if request.method == "sld" and self._calibration is not None and predictions is not None:
            self._sld = Sld(self._calibration, Passages(predictions, totals), self._resampler)

    def estimate(self, rows: NDArray[np.int64], number: int, *, small: bool) -> CellEstimate:
        """The estimate of the cell that has these rows of totals.

        A `small` cell has fewer than ten documents, too few to tell whether its scores have shifted.
        """
        method, level = self._request.method, self._request.level
        seed = np.random.SeedSequence(self._seeds.entropy, spawn_key=(*self._seeds.spawn_key, number))
        rng = np.random.default_rng(seed)
        shortage = ""
        if method in ("auto", "dsl", "ppi"):
            why = self._gold_shortage(rows, method)
            if why is None:
                chosen = "dsl" if method == "auto" else method
                return designed(chosen, self._totals, rows, level, self._request.resamples, rng)
            shortage = why
        cell = self._cell(rows)
        plain = uncorrected(_KIND.get(method, "probability"), cell, level)
        if method in ("cc", "pcc", "dsl", "ppi"):
            return plain.because("uncorrected", shortage)
        if self._calibration is None:
            return plain.because("uncorrected", shortage, "no calibration documents")
        of, why = self._sets.of(rows)
        if of is None or (why and method == "auto"):
            return plain.because("uncorrected", shortage, why)
        kind = _KIND.get(method, "probability")
        reasons = [why, separation_alarm(of, kind), *self._text_alarms(rows, of)]
        reasons += [] if small else [shift_alarm(cell, of, rng)]
        if self._sld is not None:
            return self._sld.estimate(rows, of, cell.degrees, level).because(*reasons)
        if method == "auto" and any(reasons):
            return plain.because("uncorrected", shortage, *reasons)
        return adjusted(kind, cell, of, level).because(*reasons)

    def _cell(self, rows: NDArray[np.int64]) -> CellSums:
        values, n_labels = self._values[rows], len(self._totals.labels)
        draws = Sums(self._resampler.sums(rows, values), n_labels)
        return CellSums(Sums(values.sum(axis=0), n_labels), draws, float(self._resampler.degrees(rows)))

    def _gold_shortage(self, rows: NDArray[np.int64], method: str) -> str | None:
        """Why the cell's gold labels do not do; None where they do."""
        n = int((self._totals.of("coded")[rows] > 0).sum()) if "coded" in self._totals.sums else 0
        if n < FEWEST_DOCUMENTS:
            silent = n == 0 and method == "auto"
            return "" if silent else f"{n} documents with gold labels, {FEWEST_DOCUMENTS} needed"
        if method == "ppi" and not has_whole_documents(self._totals, rows):
            return "PPI++ needs documents that are coded in full and equally likely to be drawn"
        return None

    def _text_alarms(self, rows: NDArray[np.int64], of: CalibrationSet) -> list[str]:
        words = []
        passages = self._totals.passages[rows].sum()
        if "unseen" in self._totals.sums and of.unseen is not None:
            share = float(self._totals.of("unseen")[rows].sum() / passages)
            words.append(unseen_alarm(share, float(np.quantile(of.unseen, 0.95))))
        if self._request.language is not None:
            share = float(self._totals.of("foreign")[rows].sum() / passages)
            words.append(language_alarm(share, self._request.language))
        return words

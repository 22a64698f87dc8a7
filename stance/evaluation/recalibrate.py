"""Calibration of a model that was cross-validated: before and after, on documents that neither saw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from stance.errors import StanceError
from stance.evaluation.data import documents_of, passages_of
from stance.evaluation.groups import Codes
from stance.evaluation.intervals import Floats
from stance.evaluation.reliability import Reliability, reliability
from stance.evaluation.result import Evaluation
from stance.evaluation.scores import Scores, score
from stance.evaluation.splits import MOST_FOLDS
from stance.model.calibration import Calibrator, fit_calibration


@dataclass(frozen=True)
class Recalibration:
    """What calibration does for a model.

    `calibrator` is fitted on all out-of-fold scores and is the one to use; `after` and `scores_after` judge
    each fold by a calibrator fitted on the other folds.
    """

    kind: str
    calibrator: Calibrator
    before: Reliability
    after: Reliability
    scores_before: Scores
    scores_after: Scores

    def __str__(self) -> str:
        lines = [f"{self.kind}: slope {self.calibrator.slope:.3f}", f"{'':<20}{'before':<24}{'after':<24}"]
        for name in ("log_loss", "brier", "calibration_error", "macro_f1"):
            before, after = self.scores_before.overall[name], self.scores_after.overall[name]
            lines.append(f"{name:<20}{before!s:<24}{after!s:<24}")
        for label in self.before.slope:
            before, after = self.before.slope[label], self.after.slope[label]
            lines.append(f"{'slope ' + label:<20.20}{before!s:<24}{after!s:<24}")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "kind": self.kind,
            "calibrator": self.calibrator.to_dict(),
            "before": {"scores": self.scores_before.to_dict(), "reliability": self.before.to_dict()},
            "after": {"scores": self.scores_after.to_dict(), "reliability": self.after.to_dict()},
        }


def recalibrate(
    evaluation: Evaluation, kind: str = "sigmoid", *, by: str | None = None, seed: int = 0
) -> Recalibration:
    """Fit calibration on the out-of-fold scores of an evaluation, and judge it fold by fold.

    Parameters
    ----------
    evaluation : Evaluation
        Of a model with probabilities, under at least two folds.
    kind : {"temperature", "sigmoid"}
    by : str, optional
        The column whose groups get a reliability curve each; as for `reliability_of` if not given.
    seed : int
        Of the intervals.

    Raises
    ------
    StanceError
        When the model has no probabilities or there is only one fold.
    """
    table, made = evaluation.table, evaluation.predictions[evaluation.model]
    if made.probabilities is None:
        raise StanceError(f"Calibration must have probabilities; {evaluation.model!r} gives none.")
    if len(evaluation.split.folds) < 2:
        raise StanceError("Calibration must have at least two folds, to be judged on the other ones; got 1.")
    truth = passages_of(table).truth[made.tested]
    documents = documents_of(table)[made.tested]
    calibrated = cross_calibrated(made.probabilities, truth, made.fold, kind)
    groups = _groups(evaluation, by)
    outcomes = []
    for probabilities in (made.probabilities, calibrated):
        predicted = probabilities.argmax(axis=1)
        scores = score(truth, predicted, probabilities, documents, table.labels, seed=seed)
        outcomes.append((scores, reliability(probabilities, truth, documents, table.labels, groups)))
    (before, raw), (after, mended) = outcomes
    calibrator = fit_calibration(made.probabilities, truth, kind)
    return Recalibration(kind, calibrator, raw, mended, before, after)


def reliability_of(evaluation: Evaluation, *, by: str | None = None) -> Reliability:
    """The reliability of what an evaluated model said of the passages that it was tested on.

    Parameters
    ----------
    evaluation : Evaluation
        Of a model with probabilities.
    by : str, optional
        The column whose groups get a curve each. If not given: the declared source, or the column
        "source_type" where there is one and there are more than 20 sources.

    Raises
    ------
    StanceError
        When the model has no probabilities.
    """
    table, made = evaluation.table, evaluation.predictions[evaluation.model]
    if made.probabilities is None:
        raise StanceError(f"Reliability must have probabilities; {evaluation.model!r} gives none.")
    truth = passages_of(table).truth[made.tested]
    documents = documents_of(table)[made.tested]
    return reliability(made.probabilities, truth, documents, table.labels, _groups(evaluation, by))


def _groups(evaluation: Evaluation, by: str | None) -> list[Any] | None:
    table, rows = evaluation.table, evaluation.predictions[evaluation.model].tested
    column = by or table.structure.source
    if column is None:
        return None
    if by is None and table.frame[column].nunique() > MOST_FOLDS and "source_type" in table.frame:
        column = "source_type"
    return list(table.frame[column].iloc[rows])


def cross_calibrated(probabilities: Floats, truth: Codes, fold: Codes, kind: str = "sigmoid") -> Floats:
    """Each fold's probabilities, calibrated on the out-of-fold scores of the other folds; shape (n, L)."""
    calibrated = np.empty_like(probabilities)
    for k in np.unique(fold):
        own = fold == k
        calibrated[own] = fit_calibration(probabilities[~own], truth[~own], kind).apply(probabilities[own])
    return calibrated

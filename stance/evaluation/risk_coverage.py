"""The risk-coverage curve: how wrong a model is on what it keeps, the more it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.errors import StanceError
from stance.evaluation.data import documents_of, passages_of
from stance.evaluation.groups import Codes
from stance.evaluation.intervals import Estimate, Floats, ratio
from stance.evaluation.result import Evaluation
from stance.model.abstention import Abstention, choose_threshold, thresholds

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class RiskCoverage:
    """The error among kept passages, with an interval over documents, at each share that is kept.

    `points` holds (coverage, threshold, error); `abstention` is the threshold for the stated error.
    """

    points: tuple[tuple[float, float, Estimate], ...]
    abstention: Abstention

    def __str__(self) -> str:
        lines = [f"{'kept':>6}{'threshold':>11}  error"]
        lines += [f"{kept:>6.0%}{threshold:>11.3f}  {risk}" for kept, threshold, risk in self.points]
        return "\n".join([*lines, str(self.abstention)])

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "points": [
                {"coverage": kept, "threshold": threshold, "error": risk.to_dict()}
                for kept, threshold, risk in self.points
            ],
            "abstention": self.abstention.to_dict(),
        }

    def to_frame(self) -> pd.DataFrame:
        """One row for each coverage."""
        import pandas as pd

        return pd.DataFrame(
            [
                {"coverage": kept, "threshold": threshold}
                | {"error" if k == "estimate" else k: v for k, v in risk.to_dict().items()}
                for kept, threshold, risk in self.points
            ]
        )


def risk_coverage(evaluation: Evaluation, *, error: float = 0.1, confidence: float = 0.95) -> RiskCoverage:
    """The curve of an evaluated model, and its threshold for a stated error at a stated confidence.

    Raises
    ------
    StanceError
        When the model has no probabilities.
    """
    made = evaluation.predictions[evaluation.model]
    if made.probabilities is None:
        raise StanceError(f"Abstention must have probabilities; {evaluation.model!r} gives none.")
    truth = passages_of(evaluation.table).truth[made.tested]
    documents = documents_of(evaluation.table)[made.tested]
    chosen = choose_threshold(made.probabilities, truth, documents, error=error, confidence=confidence)
    return RiskCoverage(curve(made.probabilities, truth, documents), chosen)


def curve(probabilities: Floats, truth: Codes, documents: Codes) -> tuple[tuple[float, float, Estimate], ...]:
    """(coverage, threshold, error) where the surest 5, 10, ... 100 % of the passages are kept.

    Passages of one probability are kept together, so a coverage may be larger than its step.
    """
    sureness = probabilities.max(axis=1)
    wrong = probabilities.argmax(axis=1) != truth
    points = []
    for threshold in thresholds(sureness):
        kept = sureness >= threshold
        code = np.unique(documents[kept], return_inverse=True)[1]
        errors = np.bincount(code, weights=wrong[kept])
        risk = ratio(errors, np.bincount(code), n_passages=int(kept.sum()))
        points.append((float(kept.mean()), threshold, risk))
    return tuple(points)

"""Reliability: of the passages that are called 70 % sure, are 70 % right, in every source?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.evaluation.calibration_slope import calibration_slope
from stance.evaluation.groups import Codes
from stance.evaluation.intervals import Estimate, Floats, bootstrap, ratio

if TYPE_CHECKING:
    import pandas as pd

_EVERYTHING = "all"


@dataclass(frozen=True)
class ReliabilityBin:
    """Passages of about the same confidence: the mean that was stated, and the share that was right."""

    group: str
    low: float
    high: float
    confidence: float
    accuracy: Estimate


@dataclass(frozen=True)
class Reliability:
    """How far probabilities mean what they say.

    Parameters
    ----------
    bins : tuple of ReliabilityBin
        The reliability curve of all passages (group "all") and of each group.
    overconfidence : mapping of str to Estimate
        Mean confidence minus accuracy, of all and of each group; above 0 the classifier is too sure.
    slope, intercept : mapping of str to Estimate
        By label: 1 and 0 where the probabilities are right.
    """

    bins: tuple[ReliabilityBin, ...]
    overconfidence: Mapping[str, Estimate]
    slope: Mapping[str, Estimate]
    intercept: Mapping[str, Estimate]

    def __str__(self) -> str:
        lines = [f"{'label':<24}{'slope':<24}{'intercept':<24}"]
        lines += [f"{x:<24}{self.slope[x]!s:<24}{self.intercept[x]!s:<24}" for x in self.slope]
        lines += [f"{'group':<24}{'overconfidence':<24}{'documents':>9}"]
        lines += [f"{g[:23]:<24}{x!s:<24}{x.n_documents:>9,}" for g, x in self.overconfidence.items()]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "bins": [
                {
                    "group": x.group,
                    "low": x.low,
                    "high": x.high,
                    "confidence": x.confidence,
                    "accuracy": x.accuracy.to_dict(),
                }
                for x in self.bins
            ],
            "overconfidence": {group: x.to_dict() for group, x in self.overconfidence.items()},
            "slope": {label: x.to_dict() for label, x in self.slope.items()},
            "intercept": {label: x.to_dict() for label, x in self.intercept.items()},
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a bin: the reliability curves."""
        import pandas as pd

        return pd.DataFrame(
            [
                {"group": x.group, "confidence": x.confidence, "low_edge": x.low, "high_edge": x.high}
                | {"accuracy" if k == "estimate" else k: v for k, v in x.accuracy.to_dict().items()}
                for x in self.bins
            ]
        )


def reliability(
    probabilities: Floats,
    truth: Codes,
    documents: Codes,
    labels: Sequence[str],
    groups: Sequence[Any] | None = None,
    n_bins: int = 10,
) -> Reliability:
    """Compare stated and reached accuracy, overall and by group.

    Parameters
    ----------
    probabilities : array, shape (n, L)
        Of passages that the classifier did not train on.
    truth, documents : int array, shape (n,)
    labels : sequence of L str
    groups : sequence, length n, optional
        Sources, say; None where unknown. Groups of fewer than 10 documents have no interval.
    n_bins : int
        Bins of equal width between 0 and 1; empty ones are left out.
    """
    import pandas as pd

    parts = {_EVERYTHING: np.ones(len(truth), dtype=bool)}
    if groups is not None:
        named = pd.Series(list(groups), dtype=object).map(str, na_action="ignore")
        parts |= {group: (named == group).to_numpy(dtype=bool) for group in sorted(named.dropna().unique())}
    bins, overconfidence = [], {}
    for group, rows in parts.items():
        bins += _curve(group, probabilities[rows], truth[rows], documents[rows], n_bins)
        overconfidence[group] = _overconfidence(probabilities[rows], truth[rows], documents[rows])
    fitted = [calibration_slope(probabilities[:, k], truth == k, documents) for k in range(len(labels))]
    slopes = {label: slope for label, (slope, _) in zip(labels, fitted, strict=True)}
    intercepts = {label: intercept for label, (_, intercept) in zip(labels, fitted, strict=True)}
    return Reliability(tuple(bins), overconfidence, slopes, intercepts)


def _curve(
    group: str, probabilities: Floats, truth: Codes, documents: Codes, n_bins: int
) -> list[ReliabilityBin]:
    confidence = probabilities.max(axis=1)
    hit = probabilities.argmax(axis=1) == truth
    where = np.minimum((confidence * n_bins).astype(np.int64), n_bins - 1)
    made = []
    for k in np.unique(where):
        rows = where == k
        code = np.unique(documents[rows], return_inverse=True)[1]
        accuracy = ratio(np.bincount(code, weights=hit[rows]), np.bincount(code), n_passages=int(rows.sum()))
        mean = float(confidence[rows].mean())
        made.append(ReliabilityBin(group, float(k / n_bins), float((k + 1) / n_bins), mean, accuracy))
    return made


def _overconfidence(probabilities: Floats, truth: Codes, documents: Codes) -> Estimate:
    code = np.unique(documents, return_inverse=True)[1]
    surplus = probabilities.max(axis=1) - (probabilities.argmax(axis=1) == truth)
    sums = np.stack([np.bincount(code, weights=surplus), np.bincount(code).astype(np.float64)], axis=1)
    return bootstrap(sums, lambda x: x[..., :1] / x[..., 1:], n_passages=len(truth))[0]

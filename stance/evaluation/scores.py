"""The scores of a set of predictions: overall and by label, each with an interval over documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.evaluation import metrics
from stance.evaluation.auc import auc
from stance.evaluation.groups import Codes
from stance.evaluation.intervals import LEVEL, Estimate, percentile, ratio, upward
from stance.evaluation.resampling import RESAMPLES, resample

Floats = NDArray[np.float64]

_BINS = 10
_RESAMPLED = ("macro_f1", "balanced_accuracy", "mcc", "log_loss", "brier", "calibration_error")


@dataclass(frozen=True)
class Scores:
    """How good predictions are.

    `overall` holds accuracy, macro_f1, balanced_accuracy and mcc, and for probabilities log_loss, brier and
    calibration_error; `per_label` holds precision, recall, f1 and, for probabilities, auc.
    `confusion` has true labels in rows.
    """

    labels: tuple[str, ...]
    overall: Mapping[str, Estimate]
    per_label: Mapping[str, Mapping[str, Estimate]]
    confusion: Codes

    def __str__(self) -> str:
        width = max(len(label) for label in (*self.labels, "calibration_error"))
        lines = [f"{name:<{width}}  {estimate}" for name, estimate in self.overall.items()]
        for label, row in self.per_label.items():
            lines.append(f"{label:<{width}}  " + "  ".join(f"{name} {x}" for name, x in row.items()))
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "overall": {name: x.to_dict() for name, x in self.overall.items()},
            "per_label": {
                label: {name: x.to_dict() for name, x in row.items()} for label, row in self.per_label.items()
            },
            "confusion": self.confusion.tolist(),
        }


def score(
    truth: Codes,
    predicted: Codes,
    probabilities: Floats | None,
    documents: Codes,
    labels: tuple[str, ...],
    *,
    level: float = LEVEL,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Scores:
    """Score predictions of passages that are nested in documents.

    Parameters
    ----------
    truth, predicted : int array, shape (n,)
        Label codes, in the order of `labels`.
    probabilities : array, shape (n, L), or None
        Of every label; None where the classifier has none.
    documents : int array, shape (n,)
        Which document each passage is part of.
    labels : tuple of L str
    level, resamples, seed
        Of the intervals.

    Examples
    --------
    >>> truth, predicted = np.array([0, 0, 1, 1] * 6), np.array([0, 0, 1, 0] * 6)
    >>> print(score(truth, predicted, None, np.arange(24) // 2, ("force", "law")).overall["macro_f1"])
    0.733 [0.556, 0.810]
    """
    documents = np.unique(documents, return_inverse=True)[1]
    n, n_labels = len(truth), len(labels)
    sums = _document_sums(truth, predicted, probabilities, documents, n_labels)

    def statistics(totals: Floats) -> Floats:
        cells, rest = np.split(totals, [n_labels**2], axis=-1)
        counts = cells.reshape(*cells.shape[:-1], n_labels, n_labels)
        found = [metrics.macro_f1(counts), metrics.balanced_accuracy(counts), metrics.mcc(counts)]
        if probabilities is not None:
            size = counts.sum((-1, -2))
            bins = rest[..., 2:].reshape(*rest.shape[:-1], 3, _BINS)
            found += [rest[..., 0] / size, rest[..., 1] / size, metrics.calibration_error(bins)]
        return np.stack(found, axis=-1)

    estimates, draws = resample(sums, statistics, resamples=resamples, seed=seed)
    sizes = {"n_documents": int(documents.max(initial=-1)) + 1, "n_passages": n}
    hits = np.bincount(documents, weights=truth == predicted)
    overall = {"accuracy": ratio(hits, np.bincount(documents), n_passages=n, level=level)}
    for k, (name, estimate) in enumerate(zip(_RESAMPLED, estimates, strict=False)):
        interval = upward if name == "calibration_error" else percentile
        overall[name] = interval(float(estimate), draws[:, k], level=level, **sizes)
    per_label = {
        label: _label_scores(k, truth, predicted, probabilities, documents, level)
        for k, label in enumerate(labels)
    }
    return Scores(labels, overall, per_label, metrics.confusion(truth, predicted, n_labels))


def _label_scores(
    k: int, truth: Codes, predicted: Codes, probabilities: Floats | None, documents: Codes, level: float
) -> dict[str, Estimate]:
    own, given = truth == k, predicted == k
    true, told, both = (np.bincount(documents, weights=x) for x in (own, given, own & given))
    scores = {
        "precision": ratio(both, told, n_passages=int(given.sum()), level=level),
        "recall": ratio(both, true, n_passages=int(own.sum()), level=level),
        "f1": ratio(2 * both, true + told, n_passages=int((own | given).sum()), level=level),
    }
    if probabilities is not None:
        scores["auc"] = auc(probabilities[:, k], own, documents, level)
    return scores


def _document_sums(
    truth: Codes, predicted: Codes, probabilities: Floats | None, documents: Codes, n_labels: int
) -> Any:
    """Per document: confusion cells, then the sums of log loss and Brier score and the calibration bins."""
    from scipy.sparse import coo_array, hstack

    n_documents, ones = int(documents.max(initial=-1)) + 1, np.ones(len(truth))
    cells = coo_array((ones, (documents, truth * n_labels + predicted)), shape=(n_documents, n_labels**2))
    if probabilities is None:
        return cells.tocsr()
    losses = [metrics.log_losses(truth, probabilities), metrics.brier_scores(truth, probabilities)]
    bins = metrics.calibration_bins(truth, probabilities, _BINS).reshape(len(truth), -1)
    values = np.column_stack([*losses, bins])
    rows, columns = np.nonzero(values)
    rest = coo_array(
        (values[rows, columns], (documents[rows], columns)), shape=(n_documents, values.shape[1])
    )
    return hstack([cells, rest]).tocsr()

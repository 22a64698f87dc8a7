"""Two sets of predictions of the same passages: how far apart are they, and could that be chance?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from stance.errors import StanceError
from stance.evaluation import metrics
from stance.evaluation.data import documents_of, passages_of
from stance.evaluation.groups import Codes
from stance.evaluation.intervals import LEVEL, Estimate, Floats, bootstrap
from stance.evaluation.result import Evaluation

METRICS: dict[str, Callable[[Any], Floats]] = {
    "macro_f1": metrics.macro_f1,
    "accuracy": metrics.accuracy,
    "balanced_accuracy": metrics.balanced_accuracy,
    "mcc": metrics.mcc,
}


@dataclass(frozen=True)
class Comparison:
    """The first model's metric minus the second's.

    `p_value` is that of swapping the two models' predictions of whole documents at random; `p_holm` the same,
    adjusted for all comparisons that were made with it.
    """

    first: str
    second: str
    metric: str
    difference: Estimate
    p_value: float
    permutations: int
    p_holm: float | None = None

    def __str__(self) -> str:
        return (
            f"{self.first} - {self.second}: {self.metric} {self.difference}, "
            f"p = {self.p_value:.4f} ({self.permutations:,} swaps of documents)"
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "first": self.first,
            "second": self.second,
            "metric": self.metric,
            "difference": self.difference.to_dict(),
            "p_value": self.p_value,
            "permutations": self.permutations,
            "p_holm": self.p_holm,
        }


def compare_models(
    evaluation: Evaluation,
    first: str,
    second: str,
    *,
    metric: str = "macro_f1",
    permutations: int = 9_999,
    seed: int = 0,
) -> Comparison:
    """Compare two models of one evaluation, document by document.

    Parameters
    ----------
    evaluation : Evaluation
        In which both were scored on the same passages.
    first, second : str
        Names of models.
    metric : {"macro_f1", "accuracy", "balanced_accuracy", "mcc"}
    permutations, seed : int
        Of the test.

    Raises
    ------
    StanceError
        When the evaluation has no such model, or there is no such metric.
    """
    for name in (first, second):
        if name not in evaluation.predictions:
            raise StanceError(
                f"A model must be one of {list(evaluation.predictions)}; got {name!r} (comparison)."
            )
    if metric not in METRICS:
        raise StanceError(f"'metric' must be one of {list(METRICS)}; got {metric!r}.")
    table = evaluation.table
    one, two = evaluation.predictions[first], evaluation.predictions[second]
    truth = passages_of(table).truth[one.tested]
    documents = documents_of(table)[one.tested]
    counts = document_counts(truth, one.predicted, documents, len(table.labels))
    others = document_counts(truth, two.predicted, documents, len(table.labels))
    found = difference(counts, others, metric, n_passages=len(truth), seed=seed)
    p = swap_test(counts, others, metric, permutations=permutations, seed=seed)
    return Comparison(first, second, metric, found, p, permutations)


def compare_all(evaluation: Evaluation, reference: str, *, metric: str = "macro_f1") -> list[Comparison]:
    """Every other model of an evaluation minus `reference`, with p-values that hold together.

    Parameters
    ----------
    evaluation, metric
        As for `compare_models`.
    reference : str
        Name of a model.

    References
    ----------
    Holm 1979 (Scandinavian Journal of Statistics 6), 65-70.
    """
    others = [name for name in evaluation.predictions if name != reference]
    found = [compare_models(evaluation, name, reference, metric=metric) for name in others]
    adjusted = holm(np.array([x.p_value for x in found]))
    return [replace(x, p_holm=p) for x, p in zip(found, adjusted.tolist(), strict=True)]


def holm(p: Floats) -> Floats:
    """p-values that hold together: the k-th smallest of m times m - k + 1, never falling.

    Examples
    --------
    >>> holm(np.array([0.25, 0.125, 0.5]))
    array([0.5  , 0.375, 0.5  ])
    """
    order = np.argsort(p, kind="stable")
    factors = np.arange(len(p), 0, -1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * factors), 1.0)
    return adjusted


def document_counts(truth: Codes, predicted: Codes, documents: Codes, n_labels: int) -> Any:
    """The confusion counts of each document; sparse, shape (G, L * L)."""
    from scipy.sparse import coo_array

    documents = np.unique(documents, return_inverse=True)[1]
    shape = (int(documents.max(initial=-1)) + 1, n_labels**2)
    cells = truth * n_labels + predicted
    return coo_array((np.ones(len(truth)), (documents, cells)), shape=shape).tocsr()


def difference(
    first: Any, second: Any, metric: str = "macro_f1", *, n_passages: int, level: float = LEVEL, seed: int = 0
) -> Estimate:
    """The difference of a metric, with an interval that resamples the documents of both together.

    Parameters
    ----------
    first, second : array or sparse array, shape (G, L * L)
        Confusion counts by document, the same documents in the same rows.
    """
    from scipy.sparse import csr_array, hstack

    half = first.shape[1]
    sums = hstack([csr_array(first), csr_array(second)]).tocsr()

    def statistic(totals: Floats) -> Floats:
        return (_value(totals[..., :half], metric) - _value(totals[..., half:], metric))[..., None]

    return bootstrap(sums, statistic, n_passages=n_passages, level=level, seed=seed)[0]


def swap_test(
    first: Any, second: Any, metric: str = "macro_f1", *, permutations: int = 9_999, seed: int = 0
) -> float:
    """The two-sided p-value of a difference when the models of whole documents are swapped by coin.

    p = (1 + swaps with a difference as large) / (1 + swaps), so it is never 0.

    Parameters
    ----------
    first, second : array or sparse array, shape (G, L * L)
        Confusion counts by document.

    References
    ----------
    Yeh 2000 (COLING), approximate randomization, with the document as the unit that is swapped.

    Examples
    --------
    >>> right, wrong = np.array([[1.0, 0, 0, 1]] * 4), np.array([[0.0, 1, 1, 0]] * 4)
    >>> round(swap_test(right, wrong), 2)  # exactly 2 / 16
    0.12
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    total = np.asarray(first.sum(axis=0) + second.sum(axis=0), dtype=np.float64).reshape(-1)
    change = second - first
    own = np.asarray(first.sum(axis=0), dtype=np.float64).reshape(-1)
    reached = abs(float(_value(own, metric) - _value(total - own, metric)))
    block = max(1, 2_000_000 // first.shape[0])
    larger = 0
    for start in range(0, permutations, block):
        swaps = rng.integers(2, size=(min(block, permutations - start), first.shape[0])).astype(np.float64)
        swapped = own + np.asarray(swaps @ change)
        differences = np.abs(_value(swapped, metric) - _value(total - swapped, metric))
        larger += int((differences >= reached - 1e-12).sum())
    return (1 + larger) / (1 + permutations)


def _value(cells: Floats, metric: str) -> Floats:
    n_labels = round(cells.shape[-1] ** 0.5)
    return METRICS[metric](cells.reshape(*cells.shape[:-1], n_labels, n_labels))

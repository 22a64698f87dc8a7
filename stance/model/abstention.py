"""Abstention: keep only what is sure enough for a stated error, at a stated confidence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

Floats = NDArray[np.float64]

_STEPS = 20


@dataclass(frozen=True)
class Abstention:
    """A threshold on the probability of the predicted label, and what it was chosen for.

    `threshold` is None where no threshold reaches the error at that confidence; then nothing is kept.
    """

    threshold: float | None
    error: float
    confidence: float
    coverage: float
    observed_error: float
    n_documents: int
    n_passages: int

    def __str__(self) -> str:
        stated = f"error of at most {self.error:.1%} at {self.confidence:.0%} confidence"
        if self.threshold is None:
            return f"No threshold reaches an {stated} ({self.n_documents:,} documents)."
        return (
            f"Keep where the probability is at least {self.threshold:.3f}: {stated}; "
            f"keeps {self.coverage:.1%} with an observed error of {self.observed_error:.1%} "
            f"({self.n_documents:,} documents, {self.n_passages:,} passages)."
        )

    def keeps(self, probabilities: Floats) -> NDArray[np.bool_]:
        """Which passages are sure enough, shape (n,)."""
        if self.threshold is None:
            return np.zeros(len(probabilities), dtype=bool)
        return np.asarray(probabilities.max(axis=1) >= self.threshold)

    def weights(self, probabilities: Floats) -> Floats:
        """How much each passage counts for each label in a prevalence, shape (n, L); rows sum to 1.

        A kept passage counts for its predicted label. An abstained one is not dropped, which would count
        only the easy passages: it counts for every label by its probability.
        """
        chosen = np.eye(probabilities.shape[1])[probabilities.argmax(axis=1)]
        return np.where(self.keeps(probabilities)[:, None], chosen, probabilities)

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "threshold": self.threshold,
            "error": self.error,
            "confidence": self.confidence,
            "coverage": self.coverage,
            "observed_error": None if math.isnan(self.observed_error) else self.observed_error,
            "n_documents": self.n_documents,
            "n_passages": self.n_passages,
        }


def choose_threshold(
    probabilities: Floats,
    truth: NDArray[np.int64],
    documents: NDArray[np.int64],
    *,
    error: float,
    confidence: float = 0.95,
) -> Abstention:
    """The lowest threshold whose error among kept passages stays below `error`, at that confidence.

    Thresholds are tested from strict to lax, each at the full confidence, up to the first that fails
    (fixed sequence testing: Angelopoulos, Bates, Candes, Jordan, Lei 2021, Learn then Test). The sequence
    depends on the probabilities alone: it keeps 5, 10, ... 100 % of the passages, and starts where three
    times the documents are kept that would be proof without an error, or half of all if that is fewer, so
    that a single early error does not end it.

    Parameters
    ----------
    probabilities : array, shape (n, L)
        Of passages that the classifier did not train on.
    truth, documents : int array, shape (n,)
        Label and document codes.
    error, confidence : float
        Between 0 and 1.

    Examples
    --------
    >>> sure = np.repeat([[0.9, 0.1], [0.6, 0.4]], 200, axis=0)
    >>> truth = np.r_[np.zeros(200, dtype=int), np.arange(200) % 2]
    >>> found = choose_threshold(sure, truth, np.arange(400), error=0.05)
    >>> found.threshold, found.coverage
    (0.9, 0.5)
    """
    for name, value in (("error", error), ("confidence", confidence)):
        if not 0 < value < 1:
            raise StanceError(f"{name!r} must be between 0 and 1; got {value}.")
    sureness = probabilities.max(axis=1)
    wrong = probabilities.argmax(axis=1) != truth
    n_documents = len(np.unique(documents))
    proof = math.ceil(math.log(1 - confidence) / math.log(1 - error))
    fewest = max(proof, min(3 * proof, n_documents / 2))
    found: tuple[float | None, float, float] = (None, 0.0, math.nan)
    for threshold in thresholds(sureness):
        kept = sureness >= threshold
        if len(np.unique(documents[kept])) < fewest:
            continue
        if upper_bound(wrong[kept], documents[kept], confidence) > error:
            break
        found = (threshold, float(kept.mean()), float(wrong[kept].mean()))
    chosen, coverage, observed = found
    return Abstention(chosen, error, confidence, coverage, observed, n_documents, len(truth))


def thresholds(sureness: Floats) -> list[float]:
    """The thresholds that keep the surest 5, 10, ... 100 % of the passages, each once.

    Passages of one probability are kept together, so that more may be kept.

    Examples
    --------
    >>> thresholds(np.array([0.9, 0.8, 0.6, 0.6]))
    [0.9, 0.8, 0.6]
    """
    surest = np.sort(sureness)[::-1]
    # Whole-number division: the share of n passages, rounded up.
    cuts = [surest[-(-len(surest) * step // _STEPS) - 1] for step in range(1, _STEPS + 1)]
    return [float(cut) for cut in dict.fromkeys(cuts)]


def upper_bound(wrong: NDArray[np.bool_], documents: NDArray[np.int64], confidence: float) -> float:
    """The one-sided upper confidence bound of an error share, documents being independent and passages not.

    Clopper and Pearson's bound at the effective n, p (1 - p) / variance over documents, at most the number
    of passages; where all or none is wrong it is the number of documents.

    Examples
    --------
    >>> round(upper_bound(np.zeros(59, dtype=bool), np.arange(59), 0.95), 3)
    0.05
    """
    from scipy.stats import beta

    code = np.unique(documents, return_inverse=True)[1]
    size = np.bincount(code).astype(np.float64)
    errors = np.bincount(code, weights=wrong)
    g, p = len(size), float(wrong.mean())
    variance = g / max(g - 1, 1) * float(((errors - p * size) ** 2).sum()) / float(size.sum()) ** 2
    n = float(g) if variance <= 0 or p in (0.0, 1.0) else min(p * (1 - p) / variance, float(size.sum()))
    return float(beta.ppf(confidence, p * n + 1, n - p * n)) if p < 1 else 1.0

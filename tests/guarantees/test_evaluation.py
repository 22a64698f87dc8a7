"""What the intervals of an evaluation promise, by simulation of nested data."""

from __future__ import annotations

import numpy as np
import pytest

from stance.evaluation.intervals import Estimate
from stance.evaluation.paired import difference, document_counts
from stance.evaluation.scores import Scores, score
from stance.model.abstention import choose_threshold

pytestmark = pytest.mark.slow

LABELS = ("common", "middling", "rare")
SIMULATIONS = 400
# 95 % intervals are to cover between 92 and 98 %; to that comes the error of so many simulations.
TOLERANCE = 2.6 * np.sqrt(0.95 * 0.05 / SIMULATIONS)
Sample = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _nested(n_documents: int, skill: float, rng: np.random.Generator) -> Sample:
    """Four passages a document on average; labels and errors both lean by document."""
    documents = np.repeat(np.arange(n_documents), 1 + rng.poisson(3, n_documents))
    n = len(documents)
    lean = rng.normal(0, 1.2, (n_documents, 3))[documents] + np.log([0.6, 0.28, 0.12])
    truth = (lean + rng.gumbel(size=(n, 3))).argmax(axis=1)
    slant = rng.normal(0, 0.8, (n_documents, 3))[documents]
    logits = 1.3 * (slant + rng.gumbel(size=(n, 3)) + skill * np.eye(3)[truth])
    probabilities = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    return truth, probabilities.argmax(axis=1), probabilities, documents


def _flat(scores: Scores) -> dict[str, Estimate]:
    flat = dict(scores.overall)
    for label, row in scores.per_label.items():
        flat |= {f"{label} {name}": x for name, x in row.items()}
    return flat


@pytest.mark.parametrize(("n_documents", "skill"), [(30, 2.0), (30, 3.0), (80, 2.0)])
def test_intervals_cover_what_they_promise(n_documents: int, skill: float) -> None:
    population = _nested(60_000, skill, np.random.default_rng(100))
    truth = {name: x.estimate for name, x in _flat(score(*population, LABELS, resamples=1)).items()}
    rng = np.random.default_rng(0)
    covered: dict[str, list[bool]] = {name: [] for name in truth}
    for seed in range(SIMULATIONS):
        for name, x in _flat(
            score(*_nested(n_documents, skill, rng), LABELS, resamples=600, seed=seed)
        ).items():
            if x.low is not None and x.high is not None:
                covered[name].append(x.low - 1e-12 <= truth[name] <= x.high + 1e-12)
    for name, hits in covered.items():
        # The calibration error's interval is made to err on the safe side.
        most = 1.0 if name == "calibration_error" else 0.98 + TOLERANCE
        assert 0.92 - TOLERANCE <= np.mean(hits) <= most, f"{name}: {np.mean(hits):.3f}"


def test_an_interval_of_a_difference_covers_it() -> None:
    def gap(n_documents: int, rng: np.random.Generator, seed: int = 0) -> Estimate:
        truth, predicted, _, documents = _nested(n_documents, 2.0, rng)
        worse = np.where(rng.random(len(truth)) < 0.15, rng.integers(0, 3, len(truth)), predicted)
        one, other = (document_counts(truth, x, documents, 3) for x in (predicted, worse))
        return difference(one, other, n_passages=len(truth), seed=seed)

    expected = gap(20_000, np.random.default_rng(100)).estimate
    rng = np.random.default_rng(1)
    hits = []
    for seed in range(SIMULATIONS):
        x = gap(40, rng, seed)
        assert x.low is not None
        assert x.high is not None
        hits.append(x.low <= expected <= x.high)
    assert 0.92 - TOLERANCE <= np.mean(hits) <= 0.98 + TOLERANCE


def test_abstention_keeps_its_word() -> None:
    """The error among what is kept exceeds the stated one in at most 5 % of calibration samples."""
    _, _, probabilities, _ = population = _nested(60_000, 2.0, np.random.default_rng(100))
    sureness = probabilities.max(axis=1)
    wrong = population[0] != population[1]
    order = np.argsort(-sureness)
    risk = np.cumsum(wrong[order]) / np.arange(1, len(order) + 1)
    rng = np.random.default_rng(2)
    broken, kept = [], []
    for _ in range(SIMULATIONS):
        truth, _, p, documents = _nested(150, 2.0, rng)
        found = choose_threshold(p, truth, documents, error=0.2)
        if found.threshold is None:
            broken.append(False)
            continue
        count = int((sureness >= found.threshold).sum())
        broken.append(bool(risk[count - 1] > 0.2))
        kept.append(found.coverage)
    assert np.mean(broken) <= 0.05 + TOLERANCE
    # The promise would be empty if nothing were kept.
    assert len(kept) > 0.6 * SIMULATIONS
    assert np.mean(kept) > 0.3

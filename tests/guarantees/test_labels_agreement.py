"""Intervals of agreement hold the truth as often as they say, for passages nested in documents."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stance.labels.coefficient import AC1, ALPHA, MACRO, RAW, Coefficient, coefficient
from stance.labels.ratings import Ratings

MEASURES = (ALPHA, AC1, RAW, MACRO)


def simulate(rng: np.random.Generator, n_documents: int, passages: int, error: float) -> Ratings:
    """Two coders; a document has its own mix of three labels and its own share of slips (beta, ICC .15)."""
    sizes = rng.integers(1, 2 * passages, n_documents)
    documents = np.repeat(np.arange(n_documents), sizes)
    slips = rng.beta(error * 17 / 3, (1 - error) * 17 / 3, n_documents)[documents]
    mixes = rng.dirichlet([1.2, 1.0, 0.8], n_documents).cumsum(axis=1)[documents]
    truth = (rng.random(len(documents))[:, None] > mixes).sum(axis=1).clip(max=2)
    codes = np.column_stack([truth, truth])
    slipped = rng.random(codes.shape) < slips[:, None]
    codes[slipped] = rng.integers(0, 3, slipped.sum())
    ids = tuple(f"p{u}" for u in range(len(documents)))
    return Ratings(codes, documents, ("A", "B"), ("a", "b", "c"), ids, tuple("d" * n_documents), True)


def bounds(found: Coefficient) -> tuple[float, float]:
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


@pytest.mark.slow
@pytest.mark.parametrize(
    ("n_documents", "passages", "error"), [(30, 3, 0.08), (30, 6, 0.2), (60, 2, 0.1), (30, 3, 0.7)]
)
def test_coverage(n_documents: int, passages: int, error: float) -> None:
    rng = np.random.default_rng(np.random.SeedSequence([n_documents, passages, int(error * 100)]))
    whole = simulate(rng, 40_000, passages, error)
    truth = {m: coefficient(whole, m, 0.95).estimate or np.nan for m in MEASURES}
    held = dict.fromkeys(MEASURES, 0)
    repeats = 1_000
    for _ in range(repeats):
        data = simulate(rng, n_documents, passages, error)
        for measure in MEASURES:
            found = coefficient(data, measure, 0.95)
            low, high = bounds(found)
            held[measure] += low <= truth[measure] <= high
    assert all(0.92 <= n / repeats <= 0.98 for n in held.values()), held


def test_passages_taken_for_documents_promise_too_much() -> None:
    """The foil: with documents ignored the same interval is too narrow."""
    rng = np.random.default_rng(5)
    data = simulate(rng, 30, 10, 0.2)
    flat = replace(data, documents=np.arange(len(data.documents)))
    right, wrong = (np.ptp(bounds(coefficient(x, RAW, 0.95))) for x in (data, flat))
    assert wrong < right

"""The area under the curve against scikit-learn, its variance against DeLong's and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from stance.evaluation.auc import auc


def _scores(n: int = 200) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    positive = rng.random(n) < 0.3
    return np.round(rng.normal(size=n) + positive, 1), positive


def test_area_is_scikit_learns_with_ties() -> None:
    scores, positive = _scores()
    found = auc(scores, positive, np.arange(200))
    assert found.estimate == pytest.approx(roc_auc_score(positive, scores), abs=1e-12)


def test_one_passage_a_document_gives_the_variance_of_all_pairs() -> None:
    scores, positive = _scores()
    above, below = scores[positive], scores[~positive]
    wins = (above[:, None] > below) + 0.5 * (above[:, None] == below)
    area, n = wins.mean(), len(scores)
    placed = ((wins.mean(axis=1) - area) ** 2).sum() / len(above) ** 2
    placed += ((wins.mean(axis=0) - area) ** 2).sum() / len(below) ** 2
    effective = area * (1 - area) / (placed * n / (n - 1))
    found = auc(scores, positive, np.arange(n))
    # Wilson's interval (p + z^2/2n -+ ...) / (1 + z^2/n) has the middle (low + high) / 2.
    z = 1.9719565
    assert found.low is not None
    assert found.high is not None
    assert (found.low + found.high) / 2 == pytest.approx(
        (area + z**2 / (2 * effective)) / (1 + z**2 / effective), abs=1e-6
    )


def test_repeating_passages_inside_documents_changes_nothing() -> None:
    scores, positive = _scores()
    documents = np.arange(200) // 4
    once = auc(scores, positive, documents)
    twice = auc(np.tile(scores, 2), np.tile(positive, 2), np.tile(documents, 2))
    assert (twice.estimate, twice.low, twice.high) == pytest.approx((once.estimate, once.low, once.high))


def test_a_label_that_is_absent_or_alone_has_no_area() -> None:
    for positive in (np.zeros(20, dtype=bool), np.ones(20, dtype=bool)):
        found = auc(np.linspace(0, 1, 20), positive, np.arange(20))
        assert np.isnan(found.estimate)
        assert found.low is None

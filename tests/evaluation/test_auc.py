"""The area under the curve against scikit-learn; its error against leaving documents out in a loop."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t
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


def test_the_interval_is_that_of_leaving_out_documents_in_a_loop() -> None:
    scores, positive = _scores()
    documents = np.arange(200) // 6
    areas = np.array(
        [roc_auc_score(positive[documents != d], scores[documents != d]) for d in np.unique(documents)]
    )
    n = len(areas)
    error = np.sqrt((n - 1) / n * ((areas - areas.mean()) ** 2).sum())
    area = roc_auc_score(positive, scores)
    with_label = len(set(documents[positive]))
    half = t.ppf(0.975, with_label - 1) * error / (area * (1 - area))
    ends = np.log(area / (1 - area)) + np.array([-half, half])
    found = auc(scores, positive, documents)
    assert [found.low, found.high] == pytest.approx(1 / (1 + np.exp(-ends)), abs=1e-9)
    assert found.n_documents == with_label


def test_repeating_passages_inside_documents_changes_nothing() -> None:
    scores, positive = _scores()
    documents = np.arange(200) // 4
    once = auc(scores, positive, documents)
    twice = auc(np.tile(scores, 2), np.tile(positive, 2), np.tile(documents, 2))
    assert [twice.estimate, twice.low, twice.high] == pytest.approx([once.estimate, once.low, once.high])


def test_perfect_scores_count_documents() -> None:
    positive = np.arange(40) % 2 == 0
    found = auc(positive.astype(float), positive, np.arange(40))
    z = t.ppf(0.975, 19)
    assert (found.estimate, found.low, found.high) == pytest.approx((1, 1 / (1 + z**2 / 20), 1))


def test_few_documents_with_the_label_give_no_interval() -> None:
    scores, _ = _scores()
    found = auc(scores, np.arange(200) < 9, np.arange(200))
    assert (found.low, found.n_documents) == (None, 9)


def test_a_label_that_is_absent_or_alone_has_no_area() -> None:
    for positive in (np.zeros(20, dtype=bool), np.ones(20, dtype=bool)):
        found = auc(np.linspace(0, 1, 20), positive, np.arange(20))
        assert np.isnan(found.estimate)
        assert found.low is None

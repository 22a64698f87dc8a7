"""Confident learning against cleanlab and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from cleanlab.count import get_confident_thresholds
from cleanlab.filter import find_label_issues
from cleanlab.rank import get_label_quality_scores
from numpy.typing import NDArray

from stance.labels.confident import confident_label, margins, suspects, thresholds


def noisy(seed: int, n_labels: int = 3, n: int = 400) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Probabilities that lean to the truth, and labels of which some are wrong."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, n_labels, n)
    scores = rng.normal(size=(n, n_labels))
    scores[np.arange(n), truth] += 2
    probabilities = np.exp(scores)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    given = np.where(rng.random(n) < 0.15, rng.integers(0, n_labels, n), truth)
    return probabilities, given


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("n_labels", [2, 3, 5])
def test_same_suspects_as_cleanlab(seed: int, n_labels: int) -> None:
    probabilities, given = noisy(seed, n_labels)
    assert thresholds(probabilities, given) == pytest.approx(get_confident_thresholds(given, probabilities))
    expected = find_label_issues(given, probabilities, filter_by="confident_learning", n_jobs=1)
    assert set(suspects(probabilities, given)) == set(np.flatnonzero(expected))


def test_same_order_as_cleanlab() -> None:
    probabilities, given = noisy(9)
    quality = get_label_quality_scores(given, probabilities, method="normalized_margin")
    assert 2 * quality - 1 == pytest.approx(margins(probabilities, given))
    rows = suspects(probabilities, given)
    assert len(rows) > 5
    assert (np.diff(quality[rows]) >= 0).all()


def test_by_hand() -> None:
    # Thresholds: (.9 + .6 + .2) / 3 = .567 and (.7 + .5) / 2 = .6. Only the third passage, given 0, reaches
    # the other label's; the last reaches none.
    p = np.array([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.3, 0.7], [0.5, 0.5]])
    given = np.array([0, 0, 0, 1, 1])
    assert thresholds(p, given) == pytest.approx([1.7 / 3, 0.6])
    assert confident_label(p, thresholds(p, given)).tolist() == [0, 0, 1, 1, -1]
    assert suspects(p, given).tolist() == [2]
    assert margins(p, given) == pytest.approx([0.8, 0.2, -0.6, 0.4, 0.0])


def test_a_label_that_nobody_gave_is_never_suggested() -> None:
    p = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2], [0.2, 0.6, 0.2]])
    assert np.isinf(thresholds(p, np.array([0, 0, 1]))[2])
    assert 2 not in confident_label(p, thresholds(p, np.array([0, 0, 1])))

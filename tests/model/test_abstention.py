"""Abstention: a threshold for a stated error, and passages that are not dropped."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy.stats import beta

from stance.errors import StanceError
from stance.model.abstention import Abstention, choose_threshold, upper_bound


def _sure(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Two labels; the probability of the predicted one is right."""
    rng = np.random.default_rng(seed)
    p = rng.uniform(0.5, 1, n)
    return np.stack([p, 1 - p], axis=1), (rng.random(n) > p).astype(np.int64)


def test_single_passages_have_clopper_and_pearsons_bound() -> None:
    wrong = np.repeat([True, False], [7, 193])
    effective = 200 * 199 / 200  # the variance over documents divides by G - 1
    expected = beta.ppf(0.95, 0.035 * effective + 1, 0.965 * effective)
    assert upper_bound(wrong, np.arange(200), 0.95) == pytest.approx(expected)


def test_passages_of_one_document_count_as_little_as_they_should() -> None:
    wrong = np.repeat([True, False], [10, 190])
    alone = upper_bound(wrong, np.arange(200), 0.95)
    nested = upper_bound(wrong, np.arange(200) // 10, 0.95)
    repeated = upper_bound(np.tile(wrong, 3), np.tile(np.arange(200), 3), 0.95)
    assert nested > alone
    assert repeated == pytest.approx(alone)


def test_bounds_at_the_ends() -> None:
    assert upper_bound(np.zeros(30, dtype=bool), np.arange(30) // 3, 0.95) == pytest.approx(
        1 - 0.05 ** (1 / 10)
    )
    assert upper_bound(np.ones(30, dtype=bool), np.arange(30), 0.95) == 1


def test_a_stricter_error_keeps_less() -> None:
    probabilities, truth = _sure(3000)
    documents = np.arange(3000) // 3
    found = [choose_threshold(probabilities, truth, documents, error=e) for e in (0.1, 0.15, 0.2, 0.3)]
    coverages = [x.coverage for x in found]
    assert coverages == sorted(coverages)
    assert coverages[-1] == 1
    for x in found:
        kept = x.keeps(probabilities)
        assert kept.mean() == x.coverage
        assert (truth[kept] != 0).mean() == x.observed_error < x.error


def test_an_error_out_of_reach_keeps_nothing_and_says_so() -> None:
    probabilities, truth = _sure(300)
    found = choose_threshold(probabilities, truth, np.arange(300), error=0.001)
    assert found.threshold is None
    assert not found.keeps(probabilities).any()
    assert str(found) == "No threshold reaches an error of at most 0.1% at 95% confidence (300 documents)."
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["observed_error"] is None


def test_abstained_passages_count_by_their_probabilities() -> None:
    probabilities = np.array([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]])
    found = Abstention(0.7, 0.1, 0.95, 2 / 3, 0.0, 3, 3).weights(probabilities)
    assert found.tolist() == [[1, 0], [0.6, 0.4], [0, 1]]


def test_dropping_abstained_passages_is_biased_and_weighting_is_not() -> None:
    rng = np.random.default_rng(4)
    # The second label is always hard: its passages are abstained on far more often.
    p = np.where(rng.random(20_000) < 0.5, 0.95, rng.uniform(0.3, 0.6, 20_000))
    truth = (rng.random(20_000) > p).astype(np.int64)
    probabilities = np.stack([p, 1 - p], axis=1)
    rule = Abstention(0.7, 0.1, 0.95, 0.5, 0.05, 100, 100)
    kept = rule.keeps(probabilities)
    assert abs((probabilities[kept].argmax(axis=1) == 0).mean() - (truth == 0).mean()) > 0.25
    weighted = rule.weights(probabilities)[:, 0].mean()
    assert weighted == pytest.approx((truth == 0).mean(), abs=0.035)


@pytest.mark.parametrize(("error", "confidence", "name"), [(0.0, 0.95, "error"), (0.1, 95, "confidence")])
def test_shares_must_be_shares(error: float, confidence: float, name: str) -> None:
    probabilities, truth = _sure(20)
    with pytest.raises(StanceError, match=f"'{name}' must be between 0 and 1; got"):
        choose_threshold(probabilities, truth, np.arange(20), error=error, confidence=confidence)


def test_a_found_threshold_reads_as_a_sentence() -> None:
    found = str(Abstention(0.7, 0.1, 0.95, 0.5, 0.05, 120, 300))
    assert found == (
        "Keep where the probability is at least 0.700: error of at most 10.0% at 95% confidence; "
        "keeps 50.0% with an observed error of 5.0% (120 documents, 300 passages)."
    )

"""Intervals by hand calculation and by plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm, t

from stance.errors import StanceError
from stance.evaluation.intervals import Estimate, bootstrap, mean, percentile, ratio, upward, wilson


def _share(sums: np.ndarray) -> np.ndarray:
    return np.asarray(sums[..., :1] / sums[..., 1:])


def test_bootstrap_of_a_mean_has_the_width_of_t() -> None:
    values = np.random.default_rng(0).normal(size=12)
    sums = np.stack([values, np.ones(12)], axis=1)
    found = bootstrap(sums, _share, n_passages=12, resamples=20_000)[0]
    expected = mean(values, n_passages=12)
    assert found.estimate == pytest.approx(expected.estimate)
    assert found.low == pytest.approx(expected.low, abs=0.06)
    assert found.high == pytest.approx(expected.high, abs=0.06)


def test_bootstrap_takes_sparse_sums() -> None:
    from scipy.sparse import csr_array

    sums = np.array([[2.0, 2.0], [1.0, 2.0]] * 10)
    assert bootstrap(csr_array(sums), _share, n_passages=40) == bootstrap(sums, _share, n_passages=40)


def test_fewer_than_ten_documents_have_no_interval() -> None:
    nine = np.ones(9)
    for found in (
        bootstrap(np.ones((9, 2)), _share, n_passages=30)[0],
        ratio(nine, nine, n_passages=30),
        mean(nine, n_passages=30),
        wilson(0.5, 0.01, n_documents=9, n_passages=30),
    ):
        assert (found.low, found.high, found.n_documents) == (None, None, 9)
        assert found.method == "no interval: 9 documents, 10 needed"
        assert str(found).endswith("(no interval)")


def test_percentiles_are_widened_as_hesterberg_says() -> None:
    draws = np.linspace(0, 1, 1001)
    found = percentile(0.5, draws, n_documents=16, n_passages=40)
    tail = norm.cdf(-t.ppf(0.975, 15) * np.sqrt(16 / 15))
    assert found.low == pytest.approx(tail, abs=1e-3)
    assert found.high == pytest.approx(1 - tail, abs=1e-3)


def test_a_statistic_that_is_often_undefined_has_no_interval() -> None:
    draws = np.r_[np.full(60, np.nan), np.linspace(0, 1, 940)]
    assert percentile(0.5, draws, n_documents=16, n_passages=40).low is None


def test_a_distance_from_zero_is_freed_of_its_upward_bias() -> None:
    # Draws around 0.3: an estimate of 0.2 shows a bias of 0.1, and one of 0.29 shows 0.01.
    draws = np.linspace(0.25, 0.35, 10_001)
    found = upward(0.2, draws, n_documents=1000, n_passages=1000)
    above = percentile(0.2, draws, n_documents=1000, n_passages=1000)
    assert found.high == above.high
    assert above.high is not None
    assert found.low == 0
    found = upward(0.29, draws, n_documents=1000, n_passages=1000)
    assert found.low == pytest.approx(0.29 - 2 * 0.01 - (above.high - 0.3))


def test_ratio_by_hand() -> None:
    # Residuals of +-1/2 around 3/4: variance 20/19 * 5/1600 = 1/304, so n = (3/16) * 304 = 57.
    found = ratio(np.array([2, 1] * 10), np.array([2, 2] * 10), n_passages=40)
    z = t.ppf(0.975, 19)
    middle = (0.75 + z**2 / 114) / (1 + z**2 / 57)
    half = z * np.sqrt(0.75 * 0.25 / 57 + z**2 / (4 * 57**2)) / (1 + z**2 / 57)
    assert (found.low, found.high) == pytest.approx((middle - half, middle + half))


def test_ratio_of_single_passages_is_wilson_with_t() -> None:
    from scipy.stats import binomtest

    hits = np.repeat([1, 0], [700, 300])
    found = ratio(hits, np.ones(1000), n_passages=1000)
    expected = binomtest(700, 1000).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=5e-4)


def test_ratio_leaves_out_documents_that_say_nothing() -> None:
    found = ratio(np.r_[np.ones(12), np.zeros(5)], np.r_[np.full(12, 2), np.zeros(5)], n_passages=24)
    assert (found.estimate, found.n_documents) == (0.5, 12)


def test_ratio_of_nothing_is_undefined() -> None:
    found = ratio(np.zeros(3), np.zeros(3), n_passages=0)
    assert np.isnan(found.estimate)
    assert str(found) == "undefined"
    assert found.to_dict()["estimate"] is None


def test_at_one_every_document_counts_once() -> None:
    found = ratio(np.full(20, 5), np.full(20, 5), n_passages=100)
    z = t.ppf(0.975, 19)
    assert found.low == pytest.approx(1 / (1 + z**2 / 20))
    assert found.high == 1.0


def test_level_must_be_a_share() -> None:
    for call in (
        lambda: bootstrap(np.ones((12, 2)), _share, n_passages=12, level=95),
        lambda: ratio(np.ones(12), np.ones(12), n_passages=12, level=95),
        lambda: mean(np.ones(12), n_passages=12, level=95),
    ):
        with pytest.raises(StanceError, match=r"'level' must be between 0 and 1; got 95\."):
            call()


def test_estimates_travel_as_plain_values() -> None:
    found = Estimate(0.5, 0.4, 0.6, 0.95, "m", "a", 12, 30).to_dict()
    assert list(found) == [
        *("estimate", "low", "high", "level", "method", "assumption", "n_documents", "n_passages")
    ]

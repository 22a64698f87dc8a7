from __future__ import annotations

import numpy as np
import pytest

from stance.framing.resampling import Resampler, document_weights, percentile_interval, split


def test_weights_sum_to_the_documents_and_vary_as_an_unbiased_variance() -> None:
    weights = document_weights(5, 40_000, np.random.default_rng(0))
    assert weights.sum(axis=1) == pytest.approx(np.full(40_000, 5.0), abs=1e-12)
    values = np.array([1.0, 2.0, 4.0, 8.0, 16.0])
    assert (weights @ values / 5).var() == pytest.approx(values.var(ddof=1) / 5, rel=0.03)


def test_a_document_alone_does_not_vary() -> None:
    assert document_weights(1, 3, np.random.default_rng(0)).tolist() == [[1.0]] * 3


def test_strata_keep_their_number_of_documents() -> None:
    strata = np.array([0, 0, 0, 1, 1, 1, 1])
    resampler = Resampler(np.arange(7), strata, 50, np.random.SeedSequence(1))
    sums = resampler.sums(np.arange(7), np.eye(2)[strata])
    assert sums == pytest.approx(np.tile([3.0, 4.0], (50, 1)), abs=1e-12)
    assert resampler.degrees(np.arange(7)) == 5


def test_a_document_weighs_alike_in_all_its_cells() -> None:
    # Rows 0-3 are four documents in one cell, rows 4-7 the same documents in another.
    documents = np.array([0, 1, 2, 3, 0, 1, 2, 3])
    resampler = Resampler(documents, np.zeros(8, dtype=np.int64), 100, np.random.SeedSequence(2))
    values = np.array([[1.0], [2.0], [3.0], [4.0]])
    first, second = resampler.sums(np.arange(4), values), resampler.sums(np.arange(4, 8), 10 * values)
    assert second == pytest.approx(10 * first, abs=1e-12)
    assert first.std() > 0


def test_blocks_of_resamples_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    def sums() -> list[float]:
        resampler = Resampler(np.arange(6), np.zeros(6, dtype=np.int64), 9, np.random.SeedSequence(3))
        return [float(x) for x in resampler.sums(np.arange(6), np.arange(6.0)[:, None])[:, 0]]

    whole = sums()
    monkeypatch.setattr("stance.framing.resampling._BLOCK", 12)
    assert sums() == pytest.approx(whole, abs=1e-12)


def test_an_interval_of_few_documents_is_wider_and_leaves_out_what_is_undefined() -> None:
    draws = np.append(np.linspace(0, 1, 1001), np.nan)
    narrow, wide = percentile_interval(draws, 1e9, 0.95), percentile_interval(draws, 9, 0.95)
    assert narrow == pytest.approx((0.025, 0.975), abs=1e-6)
    # P(Z < -2.2622) = .01184, with -2.2622 the 2.5 % quantile of t with 9 degrees of freedom.
    assert wide == pytest.approx((0.01184, 1 - 0.01184), abs=1e-5)


def test_split_names_the_rows_of_codes_that_do_not_occur_too() -> None:
    assert [x.tolist() for x in split(np.array([2, 0, 2]))] == [[1], [], [0, 2]]

"""Drawing documents with replacement."""

from __future__ import annotations

import numpy as np
import pytest

from stance.evaluation.resampling import document_weights, resample


def test_weights_count_draws_with_replacement() -> None:
    weights = np.concatenate(list(document_weights(7, resamples=5000, seed=1)))
    assert weights.shape == (5000, 7)
    assert (weights.sum(axis=1) == 7).all()
    # Multinomial: mean 1, variance 1 - 1/7, each to four standard errors.
    assert weights.mean(axis=0) == pytest.approx(1, abs=4 / np.sqrt(5000))
    assert weights.var(axis=0) == pytest.approx(6 / 7, abs=0.1)


def test_weights_do_not_depend_on_the_size_of_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = np.concatenate(list(document_weights(11, resamples=100, seed=4)))
    monkeypatch.setattr("stance.evaluation.resampling._BLOCK", 50)
    assert (np.concatenate(list(document_weights(11, resamples=100, seed=4))) == whole).all()


def test_resampled_sums_are_sums_of_the_drawn_documents() -> None:
    sums = np.array([[1.0, 0.0], [0.0, 10.0], [100.0, 1000.0]])
    estimates, draws = resample(sums, lambda x: x, resamples=50, seed=2)
    weights = np.concatenate(list(document_weights(3, resamples=50, seed=2)))
    assert estimates.tolist() == [101.0, 1010.0]
    assert (draws == weights @ sums).all()

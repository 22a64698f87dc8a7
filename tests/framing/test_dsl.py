from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.framing.dsl import dsl

Floats = NDArray[np.float64]


def test_by_hand_with_unequal_probabilities() -> None:
    # F = (1 + 1 + 2) / 8 = 1/2. Coded: one passage of the first document at 1/2, error +1/2, and one of the
    # second at 1/4, error -1/4: (2 * 1/2 + 4 * -1/4) / (2 + 4) = 0.
    result = dsl(
        _two([1, 1, 2], [2, 2, 4]), np.array([2.0, 2, 4]), np.array([2.0, 4, 0]), _error([1.0, -1, 0])
    )
    assert result.estimate == pytest.approx([0.5, 0.5], abs=1e-15)
    # At 1/2 both: (2 * 1/2 + 2 * -1/4) / 4 = 1/8.
    result = dsl(
        _two([1, 1, 2], [2, 2, 4]), np.array([2.0, 2, 4]), np.array([2.0, 2, 0]), _error([1.0, -0.5, 0])
    )
    assert result.estimate[1] == pytest.approx(0.625, abs=1e-15)


def test_is_the_mean_pseudo_outcome_where_weights_sum_to_the_passages() -> None:
    """Egami et al. 2023, equation for the pseudo-outcome, on passages that are their own documents."""
    rng = np.random.default_rng(0)
    y, f = rng.integers(2, size=40).astype(float), rng.random(40)
    drawn = np.zeros(40)
    drawn[rng.choice(40, size=10, replace=False)] = 1
    pseudo = f + drawn / (10 / 40) * (y - f)
    weights = drawn * 4
    result = dsl(_two(f, np.ones(40)), np.ones(40), weights, _error(weights * (y - f)))
    assert result.estimate[1] == pytest.approx(pseudo.mean(), abs=1e-14)


def test_variance_of_documents_of_one_passage_is_that_of_two_samples() -> None:
    """All-but-coded and coded documents contribute their own sample sums of squares."""
    rng = np.random.default_rng(1)
    y, f = rng.integers(2, size=30).astype(float), rng.random(30)
    drawn = np.arange(30) < 12
    weights = np.where(drawn, 30 / 12, 0.0)
    result = dsl(_two(f, np.ones(30)), np.ones(30), weights, _error(weights * (y - f)))
    influence = (f - f.mean()) / 30
    influence[drawn] += (y - f)[drawn] / 12 - (y - f)[drawn].mean() / 12
    expected = 12 / 11 * (influence[drawn] ** 2).sum() + 18 / 17 * (influence[~drawn] ** 2).sum()
    assert result.covariance[1, 1] == pytest.approx(expected, rel=1e-12)


def test_all_documents_coded_is_the_gold_share_and_its_plain_variance() -> None:
    rng = np.random.default_rng(2)
    y, f = rng.integers(2, size=25).astype(float), rng.random(25)
    result = dsl(_two(f, np.ones(25)), np.ones(25), np.ones(25), _error(y - f))
    assert result.estimate[1] == pytest.approx(y.mean(), abs=1e-14)
    assert result.standard_error[1] == pytest.approx(y.std(ddof=1) / 5, rel=1e-12)


def test_refuses_one_document() -> None:
    with pytest.raises(StanceError, match="at least two documents; got 1"):
        dsl(np.eye(2), np.ones(2), np.array([1.0, 0.0]), np.zeros((2, 2)))


def _two(values: list[float] | Floats, sizes: list[float] | Floats) -> Floats:
    return np.column_stack([np.asarray(sizes, dtype=float) - values, values]).astype(float)


def _error(errors: list[float] | Floats) -> Floats:
    return np.column_stack([-np.asarray(errors, dtype=float), errors]).astype(float)

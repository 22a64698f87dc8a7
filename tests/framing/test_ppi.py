from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.framing.ppi import ppi

Floats = NDArray[np.float64]


def test_by_hand_with_documents_of_unequal_size() -> None:
    # Y = (2 + 0 + 1) / 6 = 1/2, F labelled = (1 + 1 + 1) / 6 = 1/2, F of the others = 3 / 4; lambda 1/2.
    gold, predicted, passages = _two([2, 0, 1], [3, 2, 1]), _two([1, 1, 1], [3, 2, 1]), np.array([3.0, 2, 1])
    result = ppi(gold, predicted, passages, _two([2, 1], [3, 1]), np.array([3.0, 1.0]), tuning=0.5)
    assert result.estimate[1] == pytest.approx(1 / 2 + (3 / 4 - 1 / 2) / 2, abs=1e-15)


@pytest.mark.parametrize("seed", range(5))
def test_ppi_py_agrees_on_passages_that_are_their_own_documents(seed: int) -> None:
    from ppi_py import ppi_mean_pointestimate
    from ppi_py.ppi import _calc_lam_glm

    y, f, rest = _data(seed, labels=3)
    ones, others = np.ones(len(y)), np.ones(len(rest))
    ours = ppi(y, f, ones, rest, others)
    plain = ppi_mean_pointestimate(y, f, rest, lam=1)
    lam = _calc_lam_glm(y - plain, f - plain, rest - plain, np.eye(3), clip=True)
    theirs = ppi_mean_pointestimate(y, f, rest)
    # Their lambda divides cov(Y, F) by n and centres var(F) at the mean of both samples together.
    assert ours.tuning == pytest.approx(lam, rel=0.02)
    assert ours.estimate == pytest.approx(theirs, abs=2e-3)
    same = ppi(y, f, ones, rest, others, tuning=lam)
    assert same.estimate == pytest.approx(theirs, abs=1e-12)


def test_ppi_py_agrees_on_the_standard_error_with_lambda_given() -> None:
    from ppi_py import ppi_mean_ci

    y, f, rest = _data(0, labels=2)
    n, others = len(y), len(rest)
    low, high = ppi_mean_ci(y[:, 1], f[:, 1], rest[:, 1], alpha=0.05, lam=0.7)
    ours = ppi(y, f, np.ones(n), rest, np.ones(others), tuning=0.7)
    # Theirs divides by n and N, ours by n - 1 and N - 1.
    rectifier = np.var(y[:, 1] - 0.7 * f[:, 1]) / n
    imputed = np.var(0.7 * rest[:, 1]) / others
    assert (high[0] - low[0]) / 2 / 1.959963984540054 == pytest.approx(np.sqrt(rectifier + imputed), rel=1e-9)
    expected = rectifier * n / (n - 1) + imputed * others / (others - 1)
    assert ours.standard_error[1] == pytest.approx(np.sqrt(expected), rel=1e-12)


def test_lambda_zero_forgets_the_predictions() -> None:
    y, f, rest = _data(3, labels=2)
    result = ppi(y, f, np.ones(len(y)), rest, np.ones(len(rest)), tuning=0.0)
    assert result.estimate == pytest.approx(y.mean(axis=0), abs=1e-15)
    assert result.standard_error[1] == pytest.approx(y[:, 1].std(ddof=1) / np.sqrt(len(y)), rel=1e-12)


def test_predictions_that_never_differ_are_not_used() -> None:
    y = _two([1, 0, 1, 1], [1, 1, 1, 1])
    half = np.full((4, 2), 0.5)
    result = ppi(y, half, np.ones(4), half, np.ones(4))
    assert result.tuning == 0.0
    assert result.estimate == pytest.approx([0.25, 0.75], abs=1e-15)


def test_all_documents_coded_is_the_gold_share() -> None:
    y, f, _ = _data(1, labels=2)
    nothing = np.empty((0, 2))
    result = ppi(y, f, np.ones(len(y)), nothing, np.empty(0))
    assert result.tuning == 0.0
    assert result.estimate == pytest.approx(y.mean(axis=0), abs=1e-15)


def test_lambda_is_one_for_all_labels_so_that_shares_sum_to_one() -> None:
    y, f, rest = _data(2, labels=4)
    result = ppi(y, f, np.ones(len(y)), rest, np.ones(len(rest)))
    assert result.estimate.sum() == pytest.approx(1.0, abs=1e-12)
    assert result.covariance.sum(axis=0) == pytest.approx(np.zeros(4), abs=1e-15)


def test_refuses_two_documents() -> None:
    with pytest.raises(StanceError, match="at least three documents; got 2"):
        ppi(np.eye(2), np.eye(2), np.ones(2), np.eye(2), np.ones(2))


def _two(values: list[float], sizes: list[float]) -> Floats:
    return np.column_stack([np.array(sizes, dtype=float) - values, values]).astype(float)


def _data(seed: int, labels: int) -> tuple[Floats, Floats, Floats]:
    rng = np.random.default_rng(seed)
    truth = rng.integers(labels, size=500)
    f = 0.6 * np.eye(labels)[truth] + 0.4 * rng.dirichlet(np.ones(labels), size=500)
    return np.eye(labels)[truth[:120]], f[:120], f[120:]

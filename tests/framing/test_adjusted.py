from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from stance.framing.adjusted import acc, class_means, pacc, simplex_least_squares

Floats = NDArray[np.float64]


def test_acc_of_two_labels_is_rogan_and_gladen() -> None:
    # TPR 8/10, FPR 2/20, predicted share 12/30: (0.4 - 0.1) / (0.8 - 0.1) = 3/7.
    truth = [1] * 10 + [0] * 20
    predicted = [1] * 8 + [0] * 2 + [1] * 2 + [0] * 18
    assert acc([1] * 12 + [0] * 18, predicted, truth, 2)[1] == pytest.approx(3 / 7, abs=1e-12)


def test_acc_clips_a_share_beyond_the_error_rates() -> None:
    # Nothing predicted as 1, but FPR 1/4: (0 - 1/4) / (1/2) is below 0.
    assert acc([0] * 4, [1, 1, 1, 0, 1, 0, 0, 0], [1, 1, 1, 1, 0, 0, 0, 0], 2).tolist() == [1.0, 0.0]


def test_class_means_of_an_absent_label_are_undefined() -> None:
    means = class_means(np.array([[0.25, 0.75], [0.75, 0.25]]), [0, 0], 2)
    assert means[:, 0].tolist() == [0.5, 0.5]
    assert np.isnan(means[:, 1]).all()


def test_quapy_agrees_on_acc_and_pacc() -> None:
    from quapy.method.aggregative import ACC, PACC

    rng = np.random.default_rng(4)
    truth = rng.integers(3, size=400)
    calibration = _softmax(2 * np.eye(3)[truth] + rng.normal(size=(400, 3)))
    cell = _softmax(2 * np.eye(3)[rng.choice(3, size=300, p=[0.2, 0.3, 0.5])] + rng.normal(size=(300, 3)))
    predicted, classes = cell.argmax(axis=1), np.arange(3)
    rates = ACC.getPteCondEstim(classes, truth, calibration.argmax(axis=1))
    theirs = ACC.solve_adjustment(rates, np.bincount(predicted) / 300, "inversion", "exact-raise")
    assert theirs.min() > 0
    assert acc(predicted, calibration.argmax(axis=1), truth, 3) == pytest.approx(theirs, abs=1e-10)
    rates = PACC.getPteCondEstim(classes, truth, calibration)
    theirs = ACC.solve_adjustment(rates, cell.mean(axis=0), "inversion", "exact-raise")
    assert pacc(cell, calibration, truth) == pytest.approx(theirs, abs=1e-10)


def test_no_worse_than_quapy_where_the_solution_is_on_the_edge() -> None:
    from quapy.method.aggregative import ACC

    rates = np.array([[0.6, 0.3, 0.2], [0.3, 0.5, 0.2], [0.1, 0.2, 0.6]])
    shares = np.array([0.65, 0.3, 0.05])
    ours = simplex_least_squares(rates, shares)
    theirs = ACC.solve_adjustment(rates, shares, "inversion", "minimize")
    assert np.linalg.norm(rates @ ours - shares) <= np.linalg.norm(rates @ theirs - shares) + 1e-12
    assert ours == pytest.approx(theirs, abs=1e-3)


@pytest.mark.parametrize("labels", [2, 3, 4])
def test_the_least_distance_of_all_faces_of_the_simplex(labels: int) -> None:
    rng = np.random.default_rng(labels)
    rates = rng.dirichlet(np.ones(labels), size=(60, labels)).transpose(0, 2, 1)
    shares = rng.dirichlet(np.full(labels, 0.5), size=60)
    found = simplex_least_squares(rates, shares)
    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx(np.ones(60), abs=1e-12)
    for k in range(60):
        distance = np.linalg.norm(rates[k] @ found[k] - shares[k])
        assert distance == pytest.approx(_least_over_faces(rates[k], shares[k]), abs=1e-8)


@pytest.mark.parametrize("gap", [0.0, 1e-15, 1e-9, 1e-6])
def test_near_singular_rates_still_give_shares(gap: float) -> None:
    rates = np.array([[0.5 + gap, 0.5, 0.2], [0.3, 0.3 + gap, 0.2], [0.2 - gap, 0.2 - gap, 0.6]])
    found = simplex_least_squares(rates, rates @ np.array([0.2, 0.3, 0.5]))
    assert (found >= 0).all()
    assert found.sum() == pytest.approx(1.0, abs=1e-12)
    # The first two labels can not be told apart; what they have together can.
    assert found[2] == pytest.approx(0.5, abs=1e-5)


def test_thirty_labels() -> None:
    rng = np.random.default_rng(0)
    rates = 0.5 * np.eye(30) + 0.5 * rng.dirichlet(np.ones(30), size=30).T
    shares = rng.dirichlet(np.ones(30))
    assert simplex_least_squares(rates, rates @ shares) == pytest.approx(shares, abs=1e-9)


def test_undefined_rates_give_undefined_shares() -> None:
    assert np.isnan(simplex_least_squares(np.full((2, 2), np.nan), np.array([0.5, 0.5]))).all()


def _least_over_faces(rates: Floats, shares: Floats) -> float:
    labels = rates.shape[1]
    least = np.inf
    for size in range(1, labels + 1):
        for face in combinations(range(labels), size):
            part = rates[:, face]
            # Equality-constrained least squares by its optimality conditions.
            matrix = np.block([[part.T @ part, np.ones((size, 1))], [np.ones((1, size)), np.zeros((1, 1))]])
            p = np.linalg.lstsq(matrix, np.append(part.T @ shares, 1.0), rcond=None)[0][:size]
            if p.min() > -1e-9:
                least = min(least, float(np.linalg.norm(part @ p - shares)))
    return least


def _softmax(scores: Floats) -> Floats:
    odds = np.exp(scores)
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)

"""Inclusion probabilities are what they are said to be."""

from __future__ import annotations

import numpy as np
import pytest

from stance.labels.draw_core import equal_probabilities, proportional_probabilities, systematic


def test_proportional_to_size_by_hand() -> None:
    # n = 3 of sizes 1, 2, 3, 10: 3 * 10 / 16 > 1, so certain; then 2 of 1, 2, 3: 2/6, 4/6, 1.
    assert proportional_probabilities(np.array([1.0, 2.0, 3.0, 10.0]), 3) == pytest.approx(
        [1 / 3, 2 / 3, 1, 1]
    )
    assert proportional_probabilities(np.ones(5), 2) == pytest.approx(equal_probabilities(5, 2))
    assert proportional_probabilities(np.ones(3), 7).tolist() == [1, 1, 1]


@pytest.mark.parametrize("seed", range(5))
def test_probabilities_sum_to_the_number_drawn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = rng.gamma(0.3, size=30) + 1e-6
    for n in (1, 7, 29):
        p = proportional_probabilities(sizes, n)
        assert p.sum() == pytest.approx(n)
        assert ((p > 0) & (p <= 1)).all()


def test_units_are_drawn_as_often_as_their_probability_says() -> None:
    rng = np.random.default_rng(3)
    p = proportional_probabilities(rng.gamma(1.0, size=20), 6)
    drawn = np.zeros(20)
    for _ in range(5_000):
        rows = systematic(p, rng)
        assert len(rows) == 6
        drawn[rows] += 1
    # Four standard errors of a share over 5,000 draws.
    assert (np.abs(drawn / 5_000 - p) < 4 * np.sqrt(0.25 / 5_000)).all()
    assert (drawn[p == 1] == 5_000).all()


def test_equal_probabilities_draw_every_pair_equally_often() -> None:
    rng = np.random.default_rng(4)
    together = np.zeros((5, 5))
    for _ in range(4_000):
        rows = systematic(equal_probabilities(5, 2), rng)
        together[np.ix_(rows, rows)] += 1
    pairs = together[np.triu_indices(5, 1)] / 4_000
    assert pairs == pytest.approx(np.full(10, 0.1), abs=4 * np.sqrt(0.09 / 4_000))

from __future__ import annotations

from collections import Counter
from math import comb

import numpy as np
import pytest
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.framing.words_null import permutation_test, shuffled_sides


def test_each_side_keeps_its_number_of_documents() -> None:
    first = np.array([True] * 3 + [False] * 5)
    sides = shuffled_sides(first, np.arange(8), 500, np.random.default_rng(1))
    assert set(sides.sum(axis=1)) == {3}
    # Every choice of 3 of 8 documents is as likely as any other: chi-squared with 55 degrees of freedom.
    seen = Counter(
        tuple(row) for row in shuffled_sides(first, np.arange(8), 5600, np.random.default_rng(2)).tolist()
    )
    assert len(seen) == comb(8, 3)
    assert sum((n - 100) ** 2 / 100 for n in seen.values()) < 93.2  # its 99.9 % point


def test_a_document_on_both_sides_swaps_with_itself() -> None:
    first = np.array([True, True, True, False, False, False])
    documents = np.array([0, 1, 2, 1, 3, 0])
    sides = shuffled_sides(first, documents, 400, np.random.default_rng(3))
    assert (sides[:, 0] != sides[:, 5]).all()
    assert (sides[:, 1] != sides[:, 3]).all()
    assert (sides[:, 2] != sides[:, 4]).all()  # the two that stand on one side only
    assert 150 < sides[:, 0].sum() < 250


def test_p_values_by_enumeration() -> None:
    # One word, twelve documents, six a side; the six large values stand on side a. Of comb(12, 6) = 924
    # arrangements 2 are as extreme, so the shuffles should find p near 2/924.
    values = np.array([9.0] * 6 + [1.0] * 6)
    first = np.arange(12) < 6
    result = permutation_test(
        lambda sides: ((2.0 * sides - 1) @ values)[:, None], first, np.arange(12), 1, 20_000, seed=4
    )
    assert result.p[0] == pytest.approx(2 / 924, abs=4 * np.sqrt(2 / 924 / 20_000))
    assert result.p_adjusted[0] == result.p[0]


def test_adjusted_p_looks_at_the_largest_word() -> None:
    values = np.column_stack(
        [np.array([5.0, 4, 6, 5, 4, 0, 1, 0, 1, 2]), np.array([0.0, 9, 0, 9, 0, 9, 0, 9, 0, 9])]
    )
    first = np.arange(10) < 5

    def statistic(sides: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.asarray((2.0 * sides - 1) @ values, dtype=np.float64)

    result = permutation_test(statistic, first, np.arange(10), 2, 999, seed=0)
    null = np.abs(
        statistic(shuffled_sides(first, np.arange(10), 999, np.random.default_rng(np.random.SeedSequence(0))))
    )
    observed = np.abs(statistic(first[None]))[0]
    assert result.p.tolist() == [(1 + (null[:, k] >= observed[k]).sum()) / 1000 for k in range(2)]
    assert result.p_adjusted.tolist() == [(1 + (null.max(axis=1) >= x).sum()) / 1000 for x in observed]


def test_needs_a_shuffle() -> None:
    with pytest.raises(StanceError, match="'permutations' must be at least 1; got 0"):
        permutation_test(
            lambda sides: sides.astype(np.float64), np.array([True, False]), np.arange(2), 2, 0, seed=0
        )

"""Counts and weights of places, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from stance.model.features.pieces import Places
from stance.model.features.tally import CountWeights, tally, tally_in_order, weigh

IDF = np.array([1.0, 2.0, 3.0])
PLACES = Places(np.array([2, -1, 0, 2, 1], dtype=np.int32), np.array([0, 4, 4, 5]))
LINEAR = CountWeights(sublinear=False)


def test_counts_are_ordered_by_feature() -> None:
    found = weigh(tally(PLACES, 3), IDF, LINEAR)
    assert found.rows.tolist() == [0, 0, 2]
    assert found.features.tolist() == [0, 2, 1]
    assert found.values.tolist() == [1.0, 6.0, 2.0]
    assert found.norms.tolist() == [37**0.5, 1.0, 2.0]


@pytest.mark.parametrize("n_features", [3, 1 << 31])
def test_or_by_where_a_feature_first_stands(n_features: int) -> None:
    counted = tally_in_order(PLACES, n_features)
    assert counted.counts.tolist() == [2, 1, 1]
    found = weigh(counted, IDF, LINEAR)
    assert found.rows.tolist() == [0, 0, 2]
    assert found.features.tolist() == [2, 0, 1]
    assert found.values.tolist() == [6.0, 1.0, 2.0]
    assert found.norms.tolist() == [37**0.5, 1.0, 2.0]


@pytest.mark.parametrize(("size", "ends"), [(1, [1, 3]), (4, [1, 3]), (5, [3]), (9, [3])])
def test_parts_are_runs_of_whole_texts(size: int, ends: list[int]) -> None:
    found = list(PLACES.parts(size))
    assert [rows.stop for rows, _ in found] == ends
    assert np.concatenate([part.ids for _, part in found]).tolist() == PLACES.ids.tolist()
    for rows, part in found:
        sizes = np.diff(PLACES.pointers)[rows].tolist()
        assert part.pointers.tolist() == np.cumsum([0, *sizes]).tolist()


def test_no_places_are_no_counts() -> None:
    nothing = Places(np.full(2, -1, dtype=np.int32), np.array([0, 2]))
    for counted in (tally(nothing, 3), tally_in_order(nothing, 3)):
        assert (len(counted.rows), len(counted.counts), counted.n) == (0, 0, 1)


def test_weights_of_counts() -> None:
    assert LINEAR.upto(3)[:4].tolist() == [0.0, 1.0, 2.0, 3.0]
    assert CountWeights(sublinear=True).upto(2)[:3].tolist() == [0.0, 1.0, 1.0 + np.log(2.0)]

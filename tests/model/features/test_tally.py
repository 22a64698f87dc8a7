"""Counts and weights of places, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from stance.errors import StanceError
from stance.model.features.pieces import Places
from stance.model.features.tally import CountWeights, tally, weigh, weigh_in_place

IDF = np.array([1.0, 2.0, 3.0])
PLACES = Places(np.array([2, -1, 0, 2, 1], dtype=np.int32), np.array([0, 4, 4, 5]))
LINEAR = CountWeights(sublinear=False)


def test_counts_are_ordered_by_feature() -> None:
    found = weigh(tally(PLACES, 3), IDF, LINEAR)
    assert found.rows.tolist() == [0, 0, 2]
    assert found.features.tolist() == [0, 2, 1]
    assert found.values.tolist() == [1.0, 6.0, 2.0]
    assert found.norms.tolist() == [37**0.5, 1.0, 2.0]


def test_in_place_the_first_of_equals_has_the_whole_weight() -> None:
    found = weigh_in_place(PLACES, IDF, LINEAR)
    assert found.rows.tolist() == [0, 0, 0, 2]
    assert found.features.tolist() == [2, 0, 2, 1]
    assert found.values.tolist() == [6.0, 1.0, 0.0, 2.0]
    assert found.norms.tolist() == [37**0.5, 1.0, 2.0]


def test_weights_of_counts() -> None:
    assert LINEAR.upto(3)[:4].tolist() == [0.0, 1.0, 2.0, 3.0]
    assert CountWeights(sublinear=True).upto(2)[:3].tolist() == [0.0, 1.0, 1.0 + np.log(2.0)]


def test_more_ngrams_than_fit_beside_texts_and_places_are_refused() -> None:
    idf = np.broadcast_to(np.float16(1), 1 << 60)  # 2 bits tell 3 texts, and 2 more 4 places
    with pytest.raises(
        StanceError, match=f"A model must have at most {2**59} n-grams of a kind; got {2**60}"
    ):
        weigh_in_place(PLACES, idf, LINEAR)  # type: ignore[arg-type]

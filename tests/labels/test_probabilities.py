"""Columns of probabilities as an array."""

from __future__ import annotations

import pandas as pd
import pytest

from stance.errors import StanceError
from stance.labels.probabilities import probabilities_of


def test_labels_in_the_order_of_the_columns() -> None:
    labels, p = probabilities_of(pd.DataFrame({"p_b": [0.2], "x": [1], "p_a": ["0.8"]}))
    assert labels == ("b", "a")
    assert p.tolist() == [[0.2, 0.8]]


@pytest.mark.parametrize("value", ["many", None, -0.1, 1.5])
def test_every_row_must_have_a_probability(value: object) -> None:
    frame = pd.DataFrame({"p_a": [0.5, value], "p_b": [0.5, 0.5]})
    with pytest.raises(
        StanceError, match=r"'p_a' must be a number from 0 to 1; got .* \(predictions, row 2\)"
    ):
        probabilities_of(frame)


def test_two_labels_at_least() -> None:
    with pytest.raises(StanceError, match="column p_<label> for every label"):
        probabilities_of(pd.DataFrame({"p_a": [0.5]}))

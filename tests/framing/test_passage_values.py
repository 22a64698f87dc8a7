from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from stance.framing.passage_values import label_codes, labels_of, log_odds, passage_values

Table = Callable[..., pd.DataFrame]


def test_powers_of_the_log_odds(table: Table) -> None:
    values = passage_values(table([("d", "A", 2020, 0.75)]), ["a", "b"], None, None)
    for power in (1, 2, 3):
        assert values[f"score {power} b"].tolist() == pytest.approx([np.log(3) ** power], rel=1e-12)
        assert values[f"score {power} a"].tolist() == pytest.approx([(-np.log(3)) ** power], rel=1e-12)


def test_certain_probabilities_have_bounded_scores() -> None:
    assert log_odds(np.array([[0.0, 1.0]])).tolist() == [[-6.0, 6.0]]


def test_labels_are_in_the_order_of_the_columns() -> None:
    assert labels_of(pd.DataFrame(columns=["p_z", "text", "p_a"])) == ("z", "a")


def test_predicted_labels_are_taken_from_the_table_where_it_has_them(table: Table) -> None:
    frame = table([("d", "A", 2020, 0.75), ("d", "A", 2020, 0.75)], predicted=["a", "b"])
    values = passage_values(frame, ["a", "b"], None, None)
    assert values["predicted a"].tolist() == [1.0, 0.0]


def test_foreign_passages_are_counted(table: Table) -> None:
    spanish = "Los tribunales no pueden juzgar a los jefes del cartel por el miedo."
    frame = table([("d", "A", 2020, 0.5)] * 2, text=[spanish, "Table 4"])
    assert passage_values(frame, ["a", "b"], None, "en")["foreign"].tolist() == [1.0, 0.0]


def test_codes_of_labels() -> None:
    frame = pd.DataFrame({"label": ["b", "a", "b"]})
    assert label_codes(frame, "label", ["a", "b"], "here").tolist() == [1, 0, 1]

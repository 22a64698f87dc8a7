"""Tables inside the page."""

from __future__ import annotations

import csv
import io

import numpy as np
import pandas as pd
import pytest

from stance.report.page.tables import Cell, number, plain_table, position, share, to_csv


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1 or so", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_can_be_run_as_a_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(pd.DataFrame({"source": [text]})), newline="")))
    assert rows[1] == ["'" + text.replace("\r", "\n")]


def test_csv_keeps_numbers_in_full_and_text_as_it_is() -> None:
    frame = pd.DataFrame(
        {"n": np.array([0.1 + 0.2, -1.5]), "said": ['a "b", c\nd', "</script>"], "k": [1, 2]}
    )
    rows = list(csv.reader(io.StringIO(to_csv(frame), newline="")))
    assert rows == [
        ["n", "said", "k"],
        ["0.30000000000000004", 'a "b", c\nd', "1"],
        ["-1.5", "</script>", "2"],
    ]


def test_missing_values_are_empty_in_csv_and_a_dash_on_the_page() -> None:
    frame = pd.DataFrame({"year": pd.array([2018, pd.NA], dtype="Int64"), "x": [1.0, np.nan]})
    assert to_csv(frame) == "year,x\n2018,1.0\n,\n"
    assert number(np.nan) == number(None) == number(pd.NA) == Cell("–")
    assert share(np.nan, np.nan, np.nan) == position(np.nan, np.nan, np.nan) == Cell("–")


def test_a_plain_table_shows_what_is_there() -> None:
    frame = pd.DataFrame({"word": ["sun", None], "z": [1.23456, -2.0], "n": [1200, 3]})
    table = plain_table("t", "Words", frame, ["word", "z", "n"])
    assert table.numeric == (False, True, True)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["sun", "1.235", "1,200"],
        ["unknown", "-2.000", "3"],
    ]

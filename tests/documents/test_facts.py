from __future__ import annotations

import re

import pytest

from stance.documents.facts import checked_facts
from stance.errors import StanceError


def test_empty_cells_are_unknown() -> None:
    assert checked_facts({"source": "", "title": None, "year": float("nan"), "author": "  "}, "row 1") == {}


def test_years_of_any_table_library() -> None:
    for year in (2017, 2017.0, "2017", " 2017 ", "2017.0"):
        assert checked_facts({"year": year}, "row 1") == {"year": 2017}


def test_a_date_states_its_year() -> None:
    assert checked_facts({"date": "May 3, 2017", "year": "2017"}, "") == {"date": "2017-05-03", "year": 2017}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"year": "c. 1995"}, "'year' must be a year such as 2017; got 'c. 1995' (t.csv, row 2)."),
        ({"year": "20177"}, "'year' must be a year such as 2017; got '20177' (t.csv, row 2)."),
        ({"date": "spring"}, "'date' must be a date such as 2017-05-03; got 'spring' (t.csv, row 2)."),
        (
            {"date": "2017-05-03", "year": "2018"},
            "'year' must be that of the date; got 2018 and 2017-05-03 (t.csv, row 2).",
        ),
    ],
)
def test_refusals(row: dict[str, str], message: str) -> None:
    with pytest.raises(StanceError, match=re.escape(message)):
        checked_facts(row, "t.csv, row 2")

from __future__ import annotations

import pandas as pd
import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.framing.words_sides import as_read, document_ids, require_text, rows_where, side_name


def test_values_are_compared_as_people_read_them() -> None:
    for years in ([2017, 2018, None], ["2017", "2018", None], pd.array([2017, 2018, None], dtype="Int64")):
        table = pd.DataFrame({"year": years})
        assert rows_where(table, {"year": 2017}).tolist() == [True, False, False]
        assert rows_where(table, {"year": "2018"}).tolist() == [False, True, False]
        assert rows_where(table, {"year": range(2010, 2020)}).tolist() == [True, True, False]


def test_every_condition_must_hold() -> None:
    table = pd.DataFrame({"source": ["A", "A", "B"], "year": [1, 2, 1]})
    assert rows_where(table, {"source": "A", "year": 1}).tolist() == [True, False, False]
    assert rows_where(table, {}).tolist() == [True, True, True]
    assert rows_where(table, {"source": ["A", "B"], "year": 1}).tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("value", "name"), [(range(2010, 2011), "2010"), (range(1990, 2000), "1990-1999"), (2017.0, "2017")]
)
def test_side_names(value: object, name: str) -> None:
    assert side_name(value) == name


def test_document_ids() -> None:
    table = pd.DataFrame({"document_id": [7.0, 8.0], "text": ["a", None]})
    assert document_ids(table, Structure()) == ["7", "8"]
    assert document_ids(table, Structure(document=None)) == ["0", "1"]
    with pytest.raises(
        StanceError, match=r"'document_id' must be given in every row; got nothing \(table, row 2"
    ):
        document_ids(pd.DataFrame({"document_id": ["a", None]}), Structure())
    with pytest.raises(StanceError, match=r"'text' must hold text in every row; got .* \(table, row 2"):
        require_text(table, "text")


def test_missing_is_no_value() -> None:
    assert [as_read(x) for x in (None, float("nan"), pd.NA, pd.NaT)] == [None] * 4

"""Tables of cells, made ready to draw."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from stance.errors import StanceError
from stance.report.cells import in_order, most_documents, read_cells


def test_a_bare_table_is_filled_up() -> None:
    frame = read_cells(pd.DataFrame({"source": ["A", None], "estimate": [0.5, "x"]}), ["source"])
    assert frame["source"].tolist() == ["A", None]
    assert frame["estimate"].tolist()[0] == 0.5
    assert frame[["low", "high"]].isna().all(axis=None)
    assert frame["reason"].tolist() == ["", ""]
    assert frame["level"].tolist() == [0.95, 0.95]
    assert frame["n_documents"].tolist() == [0, 0]


def test_years_become_plain_numbers_however_they_were_kept() -> None:
    for years in (
        pd.array([2018, pd.NA], dtype="Int64"),
        [2018.0, np.nan],
        np.array([2018, None], dtype=object),
    ):
        frame = read_cells(pd.DataFrame({"year": years, "estimate": [0.1, 0.2]}), ["year"])
        assert frame["year"].tolist() == [2018, None]
        assert type(frame["year"].iloc[0]) is int


def test_a_label_picks_its_rows() -> None:
    table = pd.DataFrame({"source": ["A", "A"], "label": ["x", "y"], "estimate": [0.3, 0.7]})
    assert read_cells(table, ["source"], "y")["estimate"].tolist() == [0.7]
    with pytest.raises(StanceError, match=r"'label' must be one of \['x', 'y'\]; got 'z'"):
        read_cells(table, ["source"], "z")
    with pytest.raises(StanceError, match="one row for each source; got more, so name one label"):
        read_cells(table, ["source"])


def test_the_mean_score_of_positions_is_drawn_unless_another_column_is_named() -> None:
    table = pd.DataFrame({"source": ["A"], "position": [1.2], "position_low": [0.9], "position_high": [1.5]})
    table = table.assign(score=0.4, score_low=0.3, score_high=0.5)
    drawn = read_cells(table, ["source"])
    assert drawn[["estimate", "low", "high"]].iloc[0].tolist() == [0.4, 0.3, 0.5]
    drawn = read_cells(table, ["source"], value="position")
    assert drawn[["estimate", "low", "high"]].iloc[0].tolist() == [1.2, 0.9, 1.5]


def test_uncorrected_is_a_reason_only_beside_corrected_cells() -> None:
    table = pd.DataFrame(
        {"source": ["A", "B"], "estimate": [0.1, 0.2], "reason": ["uncorrected", "9 documents"]}
    )
    alone = read_cells(table.assign(method="PCC, uncorrected"), ["source"])
    assert alone["reason"].tolist() == ["", "9 documents"]
    beside = read_cells(table.assign(method=["PCC, uncorrected", "PACC"]), ["source"])
    assert beside["reason"].tolist() == ["uncorrected", "9 documents"]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(StanceError, match="must have a column 'year'"):
        read_cells(pd.DataFrame({"source": ["A"], "estimate": [1]}), ["source", "year"])


def test_order_is_numbers_then_words_then_unknown() -> None:
    assert in_order([None, "b", 2010, "a", 1999, None]) == [1999, 2010, "a", "b", None]


def test_the_most_documents_are_kept_and_the_unknown_counts_as_one() -> None:
    table = pd.DataFrame({"source": ["A", None, None, "B"], "n_documents": [5, 3, 4, 1]}, dtype=object)
    assert most_documents(table, "source", 2)["source"].tolist() == ["A", None, None]

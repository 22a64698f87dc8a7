from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.labelled import labelled_table

COLUMNS = Structure(text="tweet", label="stance", document="user", source=None, time=None)


def frame(**columns: list[object]) -> pd.DataFrame:
    table = {"tweet": ["a b", "c d", "e f"], "stance": ["yes", "no", "yes"], "user": ["u1", "u2", "u2"]}
    return pd.DataFrame(table | columns)


def test_reads_a_file(tmp_path: Path) -> None:
    frame().to_csv(tmp_path / "t.csv", index=False)
    table = labelled_table(tmp_path / "t.csv", COLUMNS)
    assert table.labels == ("no", "yes")
    assert table.frame["tweet"].tolist() == ["a b", "c d", "e f"]
    assert table.notes == ()


def test_numbers_become_names_that_agree_between_kinds() -> None:
    assert labelled_table(frame(stance=[1, 0, 1]), COLUMNS).labels == ("0", "1")
    assert labelled_table(frame(stance=[1.0, 0.0, 1.0]), COLUMNS).labels == ("0", "1")


def test_unlabelled_rows_are_left_out_and_counted() -> None:
    table = labelled_table(frame(stance=["yes", None, "no"]), COLUMNS)
    assert len(table.frame) == 2
    assert table.notes == ("1 rows without a label were left out.",)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"stance": ["yes"] * 3}, r"must hold 2 to 30 labels; got 1 \('yes'\)"),
        ({"tweet": ["a", None, "b"]}, r"'tweet' must hold text in every row; got .*row 2\)"),
        ({"tweet": ["a", 3, "b"]}, r"'tweet' must hold text in every row; got 3 \(table, row 2\)"),
        ({"user": ["u", "u", None]}, r"'user' must be given in every row; got nothing \(table, row 3\)"),
    ],
)
def test_refusals_name_the_row(columns: dict[str, list[object]], message: str) -> None:
    with pytest.raises(StanceError, match=message):
        labelled_table(frame(**columns), COLUMNS)


def test_rows_are_counted_in_the_file_even_after_rows_were_left_out() -> None:
    with pytest.raises(StanceError, match=r"row 3\)"):
        labelled_table(frame(stance=[None, "yes", "no"], tweet=["a", "b", 3]), COLUMNS)


def test_more_labels_than_a_codebook_can_hold() -> None:
    many = pd.DataFrame({"tweet": ["x"] * 31, "stance": [f"l{n}" for n in range(31)], "user": range(31)})
    with pytest.raises(StanceError, match="2 to 30 labels; got 31"):
        labelled_table(many, COLUMNS)


def test_a_missing_column() -> None:
    with pytest.raises(StanceError, match="must have a column 'user'"):
        labelled_table(frame().drop(columns="user"), COLUMNS)

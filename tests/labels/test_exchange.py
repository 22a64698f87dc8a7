"""Sheets for coders: out, filled in, and back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.labels.exchange import collect, draw_path, hand_out
from stance.labels.gold import require_probabilities

AXIS = Codebook.from_labels("axis", ["law", "force"])
DRAWN = pd.DataFrame(
    {
        "passage_id": ["p1", "p2", "p3"],
        "title": ["One", "=2+2", None],
        "text": ['Judges, "first".\nThen clinics.', "=HYPERLINK(1)", "- más jueces"],
        "predicted": "law",
        "sampling_probability": [0.5, 0.25, 0.25],
        "sampling_design": "2 documents a cell, stratified",
        "cell": ["A", "B", "B"],
    }
)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def filled(path: Path, labels: list[str], **more: str) -> Path:
    """The sheet with labels filled in, saved as a spreadsheet would, with other line ends."""
    hand_out(DRAWN, path, ["title"])
    rows = [row | {"label": label} | more for row, label in zip(rows_of(path), labels, strict=True)]
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({k: v.replace("\n", "\r\n") for k, v in row.items()} for row in rows)
    return path


def test_a_sheet_shows_the_text_and_not_what_the_model_says(tmp_path: Path) -> None:
    hand_out(DRAWN, tmp_path / "sheet.csv", ["title"])
    rows = rows_of(tmp_path / "sheet.csv")
    assert list(rows[0]) == ["passage_id", "title", "text", "label", "confidence", "note"]
    assert [x["text"] for x in rows] == [DRAWN["text"][0], "'=HYPERLINK(1)", "'- más jueces"]
    assert rows[1]["title"] == "'=2+2"


def test_a_sheet_is_never_overwritten(tmp_path: Path) -> None:
    hand_out(DRAWN, tmp_path / "sheet.csv")
    with pytest.raises(StanceError, match=r"must be a new file; got .*sheet\.csv, which may be filled in"):
        hand_out(DRAWN, tmp_path / "sheet.csv")


def test_round_trip_keeps_labels_and_probabilities(tmp_path: Path) -> None:
    path = filled(tmp_path / "sheet.csv", ["law", " force ", "law"], confidence="3")
    found = collect(path, DRAWN, "ana", AXIS)
    assert found.problems == ()
    assert found.uncoded == ()
    assert found.labels["label"].tolist() == ["law", "force", "law"]
    assert set(found.labels["coder"]) == {"ana"}
    assert require_probabilities(found.labels).tolist() == [0.5, 0.25, 0.25]


def test_uncoded_passages_are_named(tmp_path: Path) -> None:
    found = collect(filled(tmp_path / "sheet.csv", ["law", "", "  "]), DRAWN, "ana", AXIS)
    assert found.uncoded == ("p2", "p3")
    assert "Code the rest before estimating" in str(found)


def test_rows_that_do_not_fit_are_named_and_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(
        "passage_id,text,label,confidence\n"
        "p2,=HYPERLINK(1),fog,\n"
        "p9,Text,law,\n"
        "p3,- mas jueces,law,\n"
        '"p1","Judges, ""first"". Then clinics.",law,high\n'
        '"p1","Judges, ""first"". Then clinics.",law,2\n'
        '"p1","Judges, ""first"". Then clinics.",force,\n',
        encoding="utf-8",
    )
    found = collect(path, DRAWN, "ana", AXIS)
    assert found.labels[["passage_id", "label", "confidence"]].to_numpy().tolist() == [["p1", "law", "2"]]
    assert [str(x) for x in found.problems] == [
        "row 1, passage p2: 'label' must be one of ['law', 'force']; got 'fog'",
        "row 2, passage p9: this passage was not drawn",
        "row 3, passage p3: the text is not that of the passage drawn",
        "row 4, passage p1: 'confidence' must be a whole number; got 'high'",
        "row 6, passage p1: a second label for this passage",
    ]
    assert found.uncoded == ("p2", "p3")
    assert json.loads(json.dumps(found.to_dict()))["labels"] == 1


def test_probabilities_come_from_the_draw_and_not_from_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("passage_id,label,sampling_probability\np1,law,1\n", encoding="utf-8")
    assert collect(path, DRAWN, "ana", AXIS).labels["sampling_probability"].tolist() == [0.5]


def test_passages_that_were_not_drawn_by_chance_have_no_probability(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("passage_id,label\np1,law\n", encoding="utf-8")
    found = collect(path, DRAWN[["passage_id", "text"]], "ana", AXIS)
    with pytest.raises(StanceError, match="known probabilities"):
        require_probabilities(found.labels)


def test_refusals(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("passage_id,answer\np1,law\n", encoding="utf-8")
    with pytest.raises(StanceError, match="must have a column 'label'"):
        collect(path, DRAWN, "ana", AXIS)
    with pytest.raises(StanceError, match="'coder' must name who"):
        collect(path, DRAWN, " ", AXIS)
    with pytest.raises(StanceError, match="must have a column 'text'"):
        hand_out(DRAWN.drop(columns="text"), tmp_path / "new.csv")


def test_the_draw_lies_beside_the_sheet() -> None:
    assert draw_path("a/b.tsv") == Path("a/b.draw.tsv")

from __future__ import annotations

import hashlib
import re

import pandas as pd
import pytest

from stance.documents.standoff import anchor, rehydrate
from stance.errors import StanceError

TEXT = "The courts need judges.\n\nThe army was sent. The army was sent again."


@pytest.fixture
def anchors() -> pd.DataFrame:
    rows = [
        {
            "passage_id": "p0",
            "document_id": "d",
            "start": 0,
            "end": 23,
            "text": TEXT[0:23],
            "label": "institution",
        },
        {
            "passage_id": "p1",
            "document_id": "d",
            "start": 25,
            "end": 43,
            "text": TEXT[25:43],
            "label": "enforcement",
        },
    ]
    return anchor(pd.DataFrame(rows), {"d": TEXT})


def test_no_text_is_left(anchors: pd.DataFrame) -> None:
    assert anchors.columns.tolist() == [
        "document_id",
        "version",
        "start",
        "end",
        "quote",
        "passage_id",
        "label",
    ]
    assert anchors["quote"].tolist()[1] == hashlib.sha256(b"The army was sent.").hexdigest()
    assert anchors["version"].tolist() == [hashlib.sha256(TEXT.encode()).hexdigest()] * 2
    assert "army" not in anchors.to_csv()


def test_the_same_version(anchors: pd.DataFrame) -> None:
    back = rehydrate(anchors, {"d": TEXT})
    assert back.frame["text"].tolist() == [TEXT[0:23], TEXT[25:43]]
    assert back.frame["status"].tolist() == ["same", "same"]
    assert back.lost.empty
    assert str(back) == "2 of 2 anchors found: 2 same"
    assert rehydrate(anchors, {"by another name": TEXT}).to_dict() == {"same": 2}


def test_another_version(anchors: pd.DataFrame) -> None:
    back = rehydrate(anchors, {"d": "A new line. " + TEXT.replace("judges", "many judges")})
    assert back.frame["passage_id"].tolist() == ["p1"]
    assert back.frame[["start", "end", "text", "status"]].to_numpy().tolist() == [
        [42, 60, "The army was sent.", "moved"]
    ]
    assert back.frame["label"].tolist() == ["enforcement"]
    assert back.lost[["passage_id", "status"]].to_numpy().tolist() == [["p0", "gone"]]


def test_what_can_not_be_told_is_reported(anchors: pd.DataFrame) -> None:
    twice = "The army was sent. The army was sent. "
    back = rehydrate(anchors, {"d": twice})
    assert back.frame.empty
    assert back.lost["status"].tolist() == ["gone", "ambiguous"]
    assert rehydrate(anchors, {}).to_dict() == {"no text": 2}


def test_a_damaged_anchor_is_no_label(anchors: pd.DataFrame) -> None:
    damaged = anchors.assign(start=anchors["start"] + 1)
    back = rehydrate(damaged, {"d": TEXT})
    assert back.frame.empty
    assert back.lost["status"].tolist() == ["gone", "gone"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            {"document_id": "x", "start": 0, "end": 3},
            "'texts' must hold every document; got none for 'x' (row 1).",
        ),
        (
            {"document_id": "d", "start": 0, "end": 3, "text": "They"},
            "A passage must be the text at its offsets",
        ),
        ({"document_id": "d", "start": 0, "end": 999}, "A passage must be the text at its offsets"),
        ({"document_id": "d", "start": 3, "end": 3}, "A passage must be the text at its offsets"),
        ({"document_id": "d", "start": 0}, "The table must have a column 'end'"),
    ],
)
def test_refusals(row: dict[str, object], message: str) -> None:
    with pytest.raises(StanceError, match=re.escape(message)):
        anchor(pd.DataFrame([row]), {"d": TEXT})

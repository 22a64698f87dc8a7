"""The label store: checks, adding, adjudication."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from stance.codebook import Codebook
from stance.corpus import load_corpus
from stance.errors import StanceError
from stance.labels.store import add_labels, adjudicate, read_labels

AXIS = Codebook.from_labels("axis", ["law", "force"])
COLUMNS = ["passage_id", "coder", "label"]
LABELS = pd.DataFrame([("p1", "ana", "law"), ("p2", "ana", "force")], columns=COLUMNS)


def test_reads_and_checks_against_the_codebook(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("passage_id,coder,label\np1,ana,law\np2,ana,fog\n", encoding="utf-8")
    assert read_labels(path)["label"].tolist() == ["law", "fog"]
    with pytest.raises(StanceError, match=r"must be one of \['law', 'force'\]; got 'fog' \(.*csv, row 2\)"):
        read_labels(path, AXIS)


def test_adds_rows_and_leaves_known_ones_out() -> None:
    new = pd.DataFrame([("p2", "ana", "force"), ("p1", "ben", "force")], columns=COLUMNS)
    both = add_labels(LABELS, new)
    assert both.to_numpy().tolist() == [
        ["p1", "ana", "law"],
        ["p2", "ana", "force"],
        ["p1", "ben", "force"],
    ]
    assert len(LABELS) == 2


def test_a_changed_label_is_refused() -> None:
    new = pd.DataFrame([("p1", "ana", "force")], columns=COLUMNS)
    with pytest.raises(StanceError, match="'ana' said 'law' of passage 'p1' before and now 'force'"):
        add_labels(LABELS, new)


def test_majority_of_more_than_half() -> None:
    said = {"p1": "aab", "p2": "ab", "p3": "abc", "p4": "b", "p5": "aabb", "p6": "aaab"}
    rows = [(p, coder, x) for p, xs in said.items() for coder, x in zip("KLMN", xs, strict=False)]
    found = adjudicate(pd.DataFrame(rows, columns=COLUMNS))
    assert dict(zip(found["passage_id"], found["label"], strict=True)) == {"p1": "a", "p4": "b", "p6": "a"}
    assert set(found["coder"]) == {"adjudicated"}


def test_adjudicates_the_seed_corpus_as_delivered() -> None:
    labels = load_corpus().labels
    delivered = labels[labels["coder"] == "adjudicated"].set_index("passage_id")["label"].sort_index()
    found = adjudicate(labels).set_index("passage_id")["label"].sort_index()
    assert found.to_dict() == delivered.to_dict()

"""The decision log: append-only, undoable, and originals untouched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.labels.decisions import Decision, in_force, read_decisions, record, revised

KEEP = Decision("keep", "ana", "R1", passage_id="p1")
CHANGE = Decision("relabel", "ana", "R9: bare resolve", passage_id="p2", label="law", date="2026-01-05")
UNDO = Decision("undo", "ben", "see the next sentence", undoes=2)
LABELS = pd.DataFrame(
    [
        ("p1", "ana", "law"),
        ("p1", "adjudicated", "law"),
        ("p2", "adjudicated", "force"),
        ("p3", "ben", "law"),
    ],
    columns=["passage_id", "coder", "label"],
)


def test_the_log_only_grows(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    before = b""
    for number, decision in enumerate([KEEP, CHANGE, UNDO], start=1):
        assert record(path, decision) == number
        after = path.read_bytes()
        assert after.startswith(before)
        before = after
    assert read_decisions(path) == (KEEP, CHANGE, UNDO)
    assert before.decode().splitlines()[2] == (
        '{"action": "undo", "who": "ben", "why": "see the next sentence", "undoes": 2}'
    )


def test_no_log_means_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "none.jsonl") == ()
    (tmp_path / "empty.jsonl").write_text("")
    assert record(tmp_path / "empty.jsonl", KEEP) == 1


def test_a_log_without_a_last_line_end_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    record(path, KEEP)
    path.write_text(path.read_text().rstrip("\n"))
    record(path, CHANGE)
    assert read_decisions(path) == (KEEP, CHANGE)


def test_line_separators_in_a_reason_do_not_break_lines(tmp_path: Path) -> None:
    odd = Decision("keep", "ana", "one\u2028two\nthree", passage_id="p1")
    record(tmp_path / "log.jsonl", odd)
    assert read_decisions(tmp_path / "log.jsonl") == (odd,)


def test_the_last_decision_not_undone_holds() -> None:
    again = Decision("relabel", "ben", "R2", passage_id="p2", label="force")
    assert in_force([KEEP, CHANGE]) == {"p1": KEEP, "p2": CHANGE}
    assert in_force([KEEP, CHANGE, UNDO]) == {"p1": KEEP}
    assert in_force([KEEP, CHANGE, again])["p2"] == again
    assert in_force([KEEP, CHANGE, again, Decision("undo", "ben", "no", undoes=3)])["p2"] == CHANGE


@pytest.mark.parametrize("undoes", [0, 3, 7])
def test_only_a_standing_decision_can_be_undone(tmp_path: Path, undoes: int) -> None:
    path = tmp_path / "log.jsonl"
    for decision in (KEEP, CHANGE, UNDO):
        record(path, decision)
    before = path.read_bytes()
    with pytest.raises(StanceError, match=rf"a decision in force, one of \[1\]; got {undoes} \(decision 4\)"):
        record(path, Decision("undo", "ana", "again", undoes=undoes))
    assert path.read_bytes() == before


def test_revised_labels_stand_beside_the_originals() -> None:
    found = revised(LABELS, [KEEP, CHANGE])
    assert found.iloc[:4].to_numpy().tolist() == LABELS.to_numpy().tolist()
    assert found.iloc[4:].to_numpy().tolist() == [["p1", "revised", "law"], ["p2", "revised", "law"]]
    undone = revised(found, [KEEP, CHANGE, UNDO])
    assert undone.iloc[4:].to_numpy().tolist() == [["p1", "revised", "law"], ["p2", "revised", "force"]]


def test_a_passage_without_a_majority_can_be_decided() -> None:
    decision = Decision("relabel", "ana", "R7", passage_id="p3", label="force")
    assert revised(LABELS, [decision]).iloc[-1].tolist() == ["p3", "revised", "force"]


def test_a_decision_on_nothing_is_refused() -> None:
    with pytest.raises(StanceError, match=r"'p9' has no label \(keep p9 \(ana: why\)\)"):
        revised(LABELS, [Decision("keep", "ana", "why", passage_id="p9")])


def test_label_is_checked_against_the_codebook(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match=r"must be one of \['sun', 'rain'\]; got 'law'"):
        record(tmp_path / "log.jsonl", CHANGE, Codebook.from_labels("weather", ["sun", "rain"]))
    assert not (tmp_path / "log.jsonl").exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"action": "drop"}, "'action' must be one of"),
        ({"action": "keep", "who": " "}, "must say 'who'; got nothing"),
        ({"action": "keep", "why": ""}, "must say 'why'; got nothing"),
        ({"action": "keep"}, "'keep' must have 'passage_id'"),
        ({"action": "keep", "passage_id": "p1", "label": "law"}, "'keep' must not have 'label'"),
        ({"action": "relabel", "passage_id": "p1"}, "'relabel' must have 'label'"),
        ({"action": "undo"}, "'undo' must have 'undoes'"),
    ],
)
def test_decisions_are_whole(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(StanceError, match=sentence):
        Decision(**({"who": "ana", "why": "R1"} | fields))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("not json", "must be one JSON object a line"),
        ("[" * 100_000, "must be one JSON object a line"),
        ("[1]", "must have action, who and why"),
        ('{"action": "keep", "who": "a", "why": "b", "passage_id": "p", "x": 1}', "must have action"),
        ('{"action": "keep", "who": "a", "why": "b", "passage_id": 7}', "'passage_id' must be str; got 7"),
        ('{"action": "undo", "who": "a", "why": "b", "undoes": true}', "'undoes' must be int; got True"),
        ('{"action": "keep", "who": "a", "why": "b"}', "must have 'passage_id' \\("),
    ],
)
def test_a_damaged_log_is_refused_with_its_line(tmp_path: Path, line: str, sentence: str) -> None:
    path = tmp_path / "log.jsonl"
    record(path, KEEP)
    path.write_text(path.read_text() + line + "\n")
    with pytest.raises(StanceError, match=sentence) as refusal:
        read_decisions(path)
    assert "line 2" in str(refusal.value)


def test_a_log_must_be_a_file(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match="must be a file; got the folder"):
        record(tmp_path, KEEP)
    with pytest.raises(StanceError, match="can be written to"):
        record(tmp_path / "no" / "log.jsonl", KEEP)

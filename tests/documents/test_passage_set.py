from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from stance.corpus import check_table
from stance.documents.passage_set import Reading, iter_passages, read_passages

Paragraph = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path, paragraph: Paragraph) -> Path:
    for i in range(4):
        last = "The Herald has told stories since the old war of the north."
        text = "\n\n".join([f"Story {'ABCD'[i]} of the Port", paragraph(f"{i}."), last])
        (tmp_path / f"{i}.txt").write_text(text)
    (tmp_path / "empty.txt").write_text("")
    return tmp_path


def test_tables_fit_the_corpus(folder: Path) -> None:
    read = read_passages(folder)
    check_table(read.documents, "documents", "documents")
    check_table(read.passages, "passages", "passages")
    assert str(read).split("\n")[0] == "4 documents, 4 passages, 8 lines removed, 1 failures"
    assert read.to_frame()["title"].tolist() == [f"Story {x} of the Port" for x in "ABCD"]
    assert set(read.removed["reason"]) == {"title", "repeats across documents of the source"}
    assert [d["passages"] for d in read.to_dict()["documents"]] == [1, 1, 1, 1]
    json.dumps(read.to_dict())


def test_duplicates_are_marked(tmp_path: Path, paragraph: Paragraph) -> None:
    for name, text in (
        ("a", paragraph("One.")),
        ("b", paragraph("Two.")),
        ("c", "Nothing else is said here."),
    ):
        (tmp_path / f"{name}.txt").write_text(text)
    read = read_passages(tmp_path).mark_duplicates()
    first = read.passages["passage_id"].tolist()[0]
    assert read.passages["duplicate_of"].tolist()[1] == first
    assert read.passages["duplicate_of"].isna().tolist() == [True, False, True]
    check_table(read.passages, "passages", "passages")
    assert str(read).split("\n")[1] == "1 passages repeat an earlier one"


def test_limits(folder: Path) -> None:
    assert len(read_passages(folder, shortest=5, longest=20).passages) > 4


def test_one_at_a_time(folder: Path) -> None:
    items = list(iter_passages(folder))
    assert [type(item).__name__ for item in items] == ["Reading"] * 4 + ["Failure"]
    assert isinstance(items[0], Reading)
    assert items[0].passages[0].document_id == items[0].document.document_id


def test_same_input_same_tables(folder: Path) -> None:
    first, second = read_passages(folder), read_passages(folder)
    assert first.passages.equals(second.passages)
    assert first.documents.equals(second.documents)


def test_a_table_of_texts(tmp_path: Path, paragraph: Paragraph) -> None:
    (tmp_path / "t.jsonl").write_text("\n".join(json.dumps({"body": paragraph(str(i))}) for i in range(3)))
    assert len(read_passages(tmp_path, text_column="body").passages) == 3

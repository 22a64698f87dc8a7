from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from stance.documents.document import Document
from stance.documents.reading import iter_documents, read_documents
from stance.errors import StanceError

Paragraph = Callable[[str], str]


def test_one_bad_file_stops_nothing(
    tmp_path: Path, paragraph: Paragraph, pdf_bytes: Callable[..., bytes]
) -> None:
    (tmp_path / "a.txt").write_text(paragraph("A."))
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_bytes(b"\xef\xbb\xbf")
    (tmp_path / "d.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    (tmp_path / "e.pdf").write_bytes(b"not a pdf")
    (tmp_path / "f.docx").write_bytes(b"not a docx")
    (tmp_path / "g.html").write_text("<html></html>")
    (tmp_path / "h.csv").write_text("no,column\n1,2\n")
    (tmp_path / "i.pdf").write_bytes(pdf_bytes([["The courts need judges."]]))
    (tmp_path / "j.md").write_text("# A Way Out\n\n" + paragraph("J."))
    (tmp_path / "k.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "l.txt")
    os.mkfifo(tmp_path / "m.csv")
    read = read_documents(tmp_path)
    assert [Path(d.path).name for d in read.documents] == ["a.txt", "i.pdf", "j.md"]
    assert [Path(f.path).name[0] for f in read.failures] == ["b", "c", "d", "e", "f", "g", "h", "k", "l", "m"]
    assert read.failures[0].reason == "it holds no text"
    assert "binary data" in read.failures[2].reason or "encoding" in read.failures[2].reason
    assert str(read).startswith("3 documents, 10 failures\n  ")
    assert read.documents[2].title == "A Way Out"


def test_the_side_table_wins(tmp_path: Path, paragraph: Paragraph) -> None:
    (tmp_path / "a.txt").write_text(f"A Way Out\n\nBy Jane Doe, May 3, 2017\n\n{paragraph('One.')}")
    (tmp_path / "sources.csv").write_text("file,source,date\na.txt,The Herald,2018-01-02\n")
    (document,) = read_documents(tmp_path, sources=tmp_path / "sources.csv").documents
    assert (document.title, document.author, document.source) == ("A Way Out", "Jane Doe", "The Herald")
    assert (document.date, document.year) == ("2018-01-02", 2018)


def test_a_stated_year_replaces_a_date_that_disagrees(tmp_path: Path, paragraph: Paragraph) -> None:
    (tmp_path / "a.txt").write_text(f"A Way Out\n\nBy Jane Doe, May 3, 2017\n\n{paragraph('One.')}")
    (tmp_path / "s.csv").write_text("file,year\na.txt,2016\n")
    (document,) = read_documents(tmp_path / "a.txt", sources=tmp_path / "s.csv").documents
    assert (document.date, document.year) == (None, 2016)


def test_equal_texts_are_different_documents(tmp_path: Path, paragraph: Paragraph) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(paragraph("One."))
    read = read_documents(tmp_path)
    assert len({document.document_id for document in read.documents}) == 3
    assert read.documents[0].document_id == read_documents(tmp_path / "b.txt").documents[0].document_id


def test_mojibake_is_repaired_and_the_raw_text_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("PeÃ±a said â€œnoâ€\u009d today.")
    (document,) = read_documents(tmp_path).documents
    assert document.text == "Peña said “no” today."
    assert document.unrepaired == "PeÃ±a said â€œnoâ€\u009d today."
    (tmp_path / "a.txt").write_text("Peña said “no” today.")
    assert read_documents(tmp_path).documents[0].unrepaired is None


def test_a_title_above_one_huge_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A Way Out\n\n" + "The ministry has a plan for the courts. " * 2000)
    assert read_documents(tmp_path).documents[0].title == "A Way Out"


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stance.documents.reading._MOST_BYTES", 10)
    (tmp_path / "a.txt").write_text("A text of more than ten bytes.")
    assert "it is larger than" in read_documents(tmp_path).failures[0].reason


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_text("A text.")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    read_documents(tmp_path).documents[0].path.encode()


def test_mistakes_are_refused_before_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.")
    (tmp_path / "s.csv").write_text("file,source\nz.txt,X\n")
    with pytest.raises(StanceError, match=r"got 'z\.txt' \(.*s\.csv, row 1\)"):
        iter_documents(tmp_path, sources=tmp_path / "s.csv")
    with pytest.raises(StanceError, match="must exist"):
        iter_documents([tmp_path / "a.txt", tmp_path / "b.txt"])


def test_frame(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.")
    frame = read_documents(tmp_path).to_frame()
    assert frame.columns.tolist() == [
        "document_id",
        "source",
        "source_type",
        "title",
        "author",
        "year",
        "date",
        "url",
        "path",
    ]
    assert frame["year"].isna().all()
    assert all(isinstance(item, Document) for item in iter_documents(tmp_path))

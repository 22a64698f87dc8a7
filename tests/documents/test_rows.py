from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pandas as pd
import pytest

from stance.documents.document import Document, Failure, Unreadable
from stance.documents.finding import FoundFile
from stance.documents.reading import iter_documents, read_documents
from stance.documents.rows import iter_rows


def _rows(path: Path) -> list[tuple[int, str]]:
    return [
        (n, str(row) if isinstance(row, Unreadable) else row["text"])
        for n, row in iter_rows(FoundFile(path, path.name), "text")
    ]


def test_csv_keeps_the_good_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('id,text\n1,one\n2,"two\nlines"\n3,"bro"ken\n4,four,more\n\n5,five\n')
    rows = _rows(path)
    assert [text for _, text in rows if not text.startswith("it ")] == ["one", "two\nlines", "five"]
    assert [n for n, text in rows if text.startswith("it is not well-formed CSV")] == [3]
    assert (4, "it must have 2 cells; got 3") in rows


def test_csv_with_an_open_quote_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('text\none\n"never closed\nand more\n')
    assert _rows(path)[0] == (1, "one")
    assert _rows(path)[1][1].startswith("it is not well-formed CSV")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("id;text\r\n1;La señora Peña habló ayer en la capital.\r\n".encode(encoding))
    assert _rows(path) == [(1, "La señora Peña habló ayer en la capital.")]


def test_jsonl_reports_the_bad_row(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    lines = ['{"text": "one"}', "{broken", "[1, 2]", '{"other": 1}', "", '{"text": "two"}', "[" * 100_000]
    path.write_text("\n".join(lines))
    rows = _rows(path)
    assert [n for n, _ in rows] == [1, 2, 3, 4, 6, 7]
    assert [text for _, text in rows if not text.startswith("it ")] == ["one", "two"]
    assert rows[2][1] == "it must be one JSON object; got list"


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pd.DataFrame({"text": ["one", None, "two"], "year": [1999, None, 2001], "other": 1}).to_parquet(path)
    read = read_documents(path)
    assert [(d.text, d.year) for d in read.documents] == [("one", 1999), ("two", 2001)]
    assert [(f.row, f.reason) for f in read.failures] == [(2, "'text' must hold text; got None")]
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 not at all")
    assert "it is not a Parquet file" in read_documents(tmp_path / "bad.parquet").failures[0].reason


def test_columns_state_the_facts(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "document_id,text,source,date,words\nd1,One text.,The Herald,3 May 2017,9\n"
        "d1,Two.,,,\nd3,Three.,,someday,\n"
    )
    read = read_documents(path)
    (document,) = read.documents
    assert (document.document_id, document.source, document.date, document.year) == (
        "d1",
        "The Herald",
        "2017-05-03",
        2017,
    )
    assert document.path == f"{path}#1"
    assert [failure.reason for failure in read.failures] == [
        "'document_id' must be distinct; got 'd1' twice",
        "'date' must be a date such as 2017-05-03; got 'someday' (row 3).",
    ]


def test_a_table_without_the_column(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("body,x\na,b\n")
    assert read_documents(path).failures == (
        Failure(str(path), "it has no column 'text'; it has 'body', 'x'"),
    )
    assert read_documents(path, text_column="body").documents[0].text == "a"


def test_surrogates_and_nul_in_json(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(json.dumps({"text": "a\ud800b\u0000c"}))
    assert read_documents(path).documents[0].text == "a\ufffdbc"


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    line = json.dumps({"text": "word " * 2000})
    with path.open("w") as handle:
        for i in range(3000):
            handle.write(line[:-2] + f'{i}"}}\n')
    tracemalloc.start()
    n = sum(isinstance(item, Document) for item in iter_documents(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert n == 3000
    assert peak < path.stat().st_size / 5

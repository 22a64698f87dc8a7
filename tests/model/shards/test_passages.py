"""Tables of passages: whatever the kind of file, the same rows are scored and the same ones refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stance.documents.finding import FoundFile
from stance.documents.rows import batch_rows
from stance.model.shards.passages import _of_rows, read_passages_table

ROWS: list[dict[str, Any]] = [
    {"passage_id": "a", "text": "law", "year": 2001, "note": "n", "n": 1},
    {"passage_id": "b", "text": "año", "year": None, "note": "", "n": 2},
    {"passage_id": "c", "text": "army", "year": 2003, "note": None, "n": None},
]
WRONG = [None, "", "  \u00a0"]


def found(path: Path) -> FoundFile:
    return FoundFile(path, path.name)


def read(path: Path, names: list[str]) -> tuple[list[dict[str, Any]], list[tuple[int | None, str]]]:
    batches = list(read_passages_table(found(path), names, "text"))
    assert len({tuple(array.type for array in batch.columns.values()) for batch in batches}) == 1
    rows = [row for batch in batches for row in pa.table(batch.columns).to_pylist()]
    return rows, [(item.row, item.reason) for batch in batches for item in batch.failures]


@pytest.mark.parametrize("bad", [[], WRONG])
def test_parquet_is_read_as_lines_are(tmp_path: Path, bad: list[Any]) -> None:
    rows = [*ROWS, *({"passage_id": "x", "text": text, "year": 1, "note": "m", "n": 3} for text in bad)]
    lines = tmp_path / "t.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    names = list(ROWS[0])
    expected = read(lines, names)
    assert len(expected[0]) == 3
    assert len(expected[1]) == len(bad)
    for kind in (pa.string(), pa.large_string()):
        table = pa.table(
            {
                "passage_id": pa.array([row["passage_id"] for row in rows], kind),
                "text": pa.array([row["text"] for row in rows], kind),
                "year": pa.array([row["year"] for row in rows], pa.int16()),
                "note": pa.array([row["note"] for row in rows], kind).dictionary_encode(),
                "n": pa.array([row["n"] for row in rows], pa.int32()),
            }
        )
        pq.write_table(table, tmp_path / "t.parquet", row_group_size=2)
        assert read(tmp_path / "t.parquet", names) == expected


@pytest.mark.parametrize(
    ("years", "kept", "refused"),
    [
        (pa.array([1.0, None, 3.0]), [1, None, 3], []),
        (pa.array([1.0, 2.5, 3.0]), [1, 3], [2]),
        (pa.array(["1", "", "x"]), [1, None], [3]),
        (pa.nulls(3), [None, None, None], []),
        (pa.array([2**62 + 1, None, 3]), [2**62 + 1, None, 3], []),
        (pa.array([str(2**70), "1e3", "3.5"]), [1000], [1, 3]),
        (pa.array([2**62 + 1, 2, 2**64 - 1], pa.uint64()), [2**62 + 1, 2], [3]),
    ],
    ids=["floats", "half a year", "text", "nothing", "large", "text too large", "too large"],
)
def test_years_are_whole_numbers(
    tmp_path: Path, years: pa.Array, kept: list[int | None], refused: list[int]
) -> None:
    table = pa.table({"passage_id": ["a", "b", "c"], "text": ["law", "army", "court"], "year": years})
    pq.write_table(table, tmp_path / "t.parquet")
    rows, failures = read(tmp_path / "t.parquet", table.column_names)
    assert [row["year"] for row in rows] == kept
    assert [row for row, _ in failures] == refused


def test_other_kinds_of_values_are_written_as_json(tmp_path: Path) -> None:
    table = pa.table(
        {
            "passage_id": pa.array([1, 2]),
            "text": ["law", "army"],
            "yes": [True, None],
            "half": [0.5, None],
            "list": [[1, 2], None],
            "day": pa.array([0, None], pa.date32()),
        }
    )
    pq.write_table(table, tmp_path / "t.parquet")
    rows, _ = read(tmp_path / "t.parquet", table.column_names)
    assert rows[0] == {
        "passage_id": "1",
        "text": "law",
        "yes": "true",
        "half": "0.5",
        "list": "[1, 2]",
        "day": '"1970-01-01"',
    }
    assert set(rows[1].values()) == {"2", "army", None}
    (batch,) = pq.read_table(tmp_path / "t.parquet").to_batches()
    by_row = _of_rows(found(tmp_path / "t.parquet"), batch_rows(1, batch), table.column_names, "text")
    assert pa.table(by_row.columns).to_pylist() == rows


def test_the_column_that_is_asked_for_is_the_text(tmp_path: Path) -> None:
    frame = pd.DataFrame({"passage_id": ["a"], "text": ["title"], "body": ["law"]})
    frame.to_parquet(tmp_path / "t.parquet")
    (batch,) = read_passages_table(found(tmp_path / "t.parquet"), ["passage_id", "text", "body"], "body")
    assert {name: array.to_pylist() for name, array in batch.columns.items()} == {
        "passage_id": ["a"],
        "text": ["law"],
    }


def test_numbers_are_no_text_to_score(tmp_path: Path) -> None:
    pq.write_table(pa.table({"passage_id": ["a", "b"], "text": [1, 2]}), tmp_path / "t.parquet")
    rows, failures = read(tmp_path / "t.parquet", ["passage_id", "text"])
    assert rows == []
    assert failures == [(1, "'text' must hold text; got 1"), (2, "'text' must hold text; got 2")]


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    offsets, data = np.array([0, 3, 5, 9], dtype=np.int32), b"law\xff\xfearmy"
    texts = pa.Array.from_buffers(pa.string(), 3, [None, pa.py_buffer(offsets), pa.py_buffer(data)])
    pq.write_table(pa.table({"passage_id": ["a", "b", "c"], "text": texts}), tmp_path / "t.parquet")
    rows, failures = read(tmp_path / "t.parquet", ["passage_id", "text"])
    assert [row["text"] for row in rows] == ["law", "army"]
    assert [row for row, _ in failures] == [2]
    assert "must be UTF-8" in failures[0][1]


def test_half_of_a_surrogate_pair_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    texts = [r"law \ud800", r"\ud83d\ude00 whole", r"\\ud800 written out"]
    path.write_text("".join(f'{{"passage_id": "\\udfff", "text": "{text}"}}\n' for text in texts))
    rows, failures = read(path, ["passage_id", "text"])
    assert [row["text"] for row in rows] == ["law \ufffd", "\U0001f600 whole", r"\ud800 written out"]
    assert {row["passage_id"] for row in rows} == {"\ufffd"}
    assert failures == []


def test_rows_before_a_failing_disk_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(*_: object) -> Iterator[tuple[int, dict[str, str]]]:
        yield 1, {"passage_id": "a", "text": "law"}
        raise OSError("the disk fails")

    monkeypatch.setattr("stance.model.shards.passages.iter_rows", rows)
    found_rows, failures = read(tmp_path / "t.jsonl", ["passage_id", "text"])
    assert found_rows == [{"passage_id": "a", "text": "law"}]
    assert failures == [(None, "the disk fails")]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_table_of_nothing_is_one_empty_batch(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"t.{kind}"
    frame = pd.DataFrame({"passage_id": pd.Series(dtype=str), "text": pd.Series(dtype=str)})
    if kind == "parquet":
        frame.to_parquet(path)
    else:
        path.write_text("passage_id,text\n" if kind == "csv" else "")
    (batch,) = read_passages_table(found(path), ["passage_id", "text"], "text")
    assert [len(array) for array in batch.columns.values()] == [0, 0]
    assert batch.failures == []

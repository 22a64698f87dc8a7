"""Tables of texts, row by row: memory does not grow with the table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stance.documents.decoding import encoding_of
from stance.documents.document import Unreadable

_SAMPLE = 1 << 20
_LONGEST_FIELD = 2**31 - 1

Row = dict[str, Any]


def iter_rows(path: Path, text_column: str) -> Iterator[tuple[int, Row | Unreadable]]:
    """The rows of a table, counted from 1 without the header; a bad row comes as the reason.

    Parameters
    ----------
    path : Path
        A .csv, .jsonl or .parquet file.
    text_column : str
        The column that must be there.

    Raises
    ------
    Unreadable
        When the table as a whole can not be read.
    """
    kind = path.suffix.lower()
    if kind == ".parquet":
        return _parquet_rows(path, text_column)
    return _csv_rows(path, text_column) if kind == ".csv" else _jsonl_rows(path, text_column)


def _csv_rows(path: Path, text_column: str) -> Iterator[tuple[int, Row | Unreadable]]:
    csv.field_size_limit(_LONGEST_FIELD)
    with path.open(encoding=_encoding(path), errors="replace", newline="") as handle:
        header = handle.readline()
        delimiter = max(",;\t", key=header.count)
        names = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
        _require(text_column, names)
        reader = csv.reader(handle, delimiter=delimiter, strict=True)
        number = 0
        while True:
            number += 1
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, Unreadable(f"it is not well-formed CSV ({error})")
                continue
            if not values:
                number -= 1
            elif len(values) != len(names):
                yield number, Unreadable(f"it must have {len(names)} cells; got {len(values)}")
            else:
                yield number, dict(zip(names, values, strict=True))


def _jsonl_rows(path: Path, text_column: str) -> Iterator[tuple[int, Row | Unreadable]]:
    with path.open(encoding=_encoding(path), errors="replace", newline="\n") as handle:
        for number, line in enumerate(handle, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, Unreadable(f"it must be one JSON object ({error})")
                continue
            if not isinstance(row, dict):
                yield number, Unreadable(f"it must be one JSON object; got {type(row).__name__}")
            elif text_column not in row:
                yield number, Unreadable(f"it must have {text_column!r}; got {list(row)[:10]}")
            else:
                yield number, row


def _parquet_rows(path: Path, text_column: str) -> Iterator[tuple[int, Row | Unreadable]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from stance.documents.facts import FACTS

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            _require(text_column, names)
            wanted = [name for name in (text_column, "document_id", *FACTS) if name in names]
            for batch in file.iter_batches(batch_size=1000, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"it is not a Parquet file ({str(error).splitlines()[0]})") from None


def _encoding(path: Path) -> str:
    with path.open("rb") as handle:
        sample = handle.read(_SAMPLE)
    if len(sample) == _SAMPLE:
        # A sample may end within a character.
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    encoding = encoding_of(sample)
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _require(text_column: str, names: list[str]) -> None:
    if text_column not in names:
        have = ", ".join(map(repr, names))
        raise Unreadable(f"it has no column {text_column!r}; it has {have:.200}")

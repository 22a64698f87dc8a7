"""Tables of texts, row by row: memory does not grow with the table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from stance.documents.decoding import encoding_of
from stance.documents.document import Unreadable
from stance.documents.finding import FoundFile

if TYPE_CHECKING:
    import pyarrow as pa

_SAMPLE = 1 << 20
_LONGEST_FIELD = 2**31 - 1

# A quoted cell of a CSV file keeps its own line ends; a JSONL file has one row a line.
_LINE_END = {".csv": "", ".jsonl": "\n"}

Row = dict[str, Any]


def iter_rows(file: FoundFile, text_column: str) -> Iterator[tuple[int, Row | Unreadable]]:
    """The rows of a table, counted from 1 without the header; a bad row comes as the reason.

    Parameters
    ----------
    file : FoundFile
        A .csv, .jsonl or .parquet file, or a part of one.
    text_column : str
        The column that must be there.

    Raises
    ------
    Unreadable
        When the table as a whole can not be read.
    """
    if file.suffix == ".parquet":
        return _parquet_rows(file, text_column)
    return _csv_rows(file, text_column) if file.suffix == ".csv" else _jsonl_rows(file, text_column)


def column_names(path: Path) -> list[str]:
    """The columns of a table; of a .jsonl file, the names in its first row.

    Raises
    ------
    Unreadable
        When the table can not be read.
    """
    if path.suffix.lower() == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            return [str(name) for name in pq.read_schema(path).names]
        except (pa.ArrowException, OSError) as error:
            raise Unreadable(f"it is not a Parquet file ({str(error).splitlines()[0]})") from None
    with path.open(encoding=_encoding(path), errors="replace", newline="") as handle:
        first = handle.readline()
    if path.suffix.lower() == ".csv":
        return _csv_header(first)[0]
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        return []
    return [str(name) for name in row] if isinstance(row, dict) else []


def _csv_header(line: str) -> tuple[list[str], str]:
    delimiter = max(",;\t", key=line.count)
    return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])], delimiter


def _csv_rows(file: FoundFile, text_column: str) -> Iterator[tuple[int, Row | Unreadable]]:
    csv.field_size_limit(_LONGEST_FIELD)
    encoding = _encoding(file.path)
    with file.path.open(encoding=encoding, errors="replace", newline="") as header:
        names, delimiter = _csv_header(header.readline())
    _require(text_column, names)
    with open_part(file, encoding) as handle:
        if file.span is None:
            handle.readline()
        reader = csv.reader(handle, delimiter=delimiter, strict=True)
        number = file.first_row - 1
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


def _jsonl_rows(file: FoundFile, text_column: str) -> Iterator[tuple[int, Row | Unreadable]]:
    with open_part(file, _encoding(file.path)) as handle:
        for number, line in enumerate(handle, start=file.first_row):
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


def _parquet_rows(file: FoundFile, text_column: str) -> Iterator[tuple[int, Row | Unreadable]]:
    for first, batch in parquet_batches(file, text_column):
        yield from batch_rows(first, batch)


def parquet_batches(
    file: FoundFile, text_column: str, size: int = 1000
) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The rows of a Parquet file as batches of columns, each with the number of its first row.

    Raises
    ------
    Unreadable
        When the table as a whole can not be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = file.first_row
    try:
        with pq.ParquetFile(file.path) as table:
            _require(text_column, table.schema_arrow.names)
            groups = range(*file.span) if file.span else range(table.num_row_groups)
            for batch in table.iter_batches(batch_size=size, row_groups=list(groups)):
                yield number, batch
                number += len(batch)
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"it is not a Parquet file ({str(error).splitlines()[0]})") from None


def batch_rows(first: int, batch: pa.RecordBatch) -> Iterator[tuple[int, Row | Unreadable]]:
    """The rows of a batch, counted from `first`; one with bytes that are no text comes as the reason."""
    try:
        yield from enumerate(batch.to_pylist(), start=first)
    except UnicodeDecodeError:
        for k in range(len(batch)):
            try:
                yield first + k, batch.slice(k, 1).to_pylist()[0]
            except UnicodeDecodeError as error:
                yield first + k, Unreadable(f"it must be UTF-8 ({error})")


def open_part(file: FoundFile, encoding: str) -> IO[str]:
    """The text of a file, or of the bytes of it that are asked for."""
    if file.span is None:
        return file.path.open(encoding=encoding, errors="replace", newline=_LINE_END[file.suffix])
    start, stop = file.span
    with file.path.open("rb") as handle:
        handle.seek(start)
        data = handle.read(stop - start)
    return io.StringIO(data.decode(encoding, errors="replace"), newline=_LINE_END[file.suffix])


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

"""A table of passages to batches: Parquet column by column; other tables, and odd rows, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from stance.documents.decoding import without_surrogates
from stance.documents.document import Failure, Unreadable
from stance.documents.finding import FoundFile
from stance.documents.rows import Row, batch_rows, iter_rows, parquet_batches
from stance.model.shards.arrays import as_integers, as_json, as_strings, strings
from stance.model.shards.batch import BATCH, WHOLE_NUMBERS, Batch

if TYPE_CHECKING:
    import pyarrow as pa

_Rows = Iterable[tuple[int | None, Row | Unreadable]]


def read_passages_table(file: FoundFile, columns: Sequence[str], text_column: str) -> Iterator[Batch]:
    """The rows of a table that hold text, with all its columns.

    Parameters
    ----------
    file : FoundFile
    columns : sequence of str
        The names of the columns, as far as they could be read.
    text_column : str
        The one to score; it is called ``text`` in the batches, in place of another of that name.

    Yields
    ------
    Batch
        At least one; all have the same columns.
    """
    names = list(dict.fromkeys("text" if name == text_column else name for name in columns))
    read = _parquet if file.suffix == ".parquet" else _lines
    none = True
    for batch in read(file, names, text_column):
        none = False
        yield batch
    if none:
        yield _of_rows(file, [], names, text_column)


def _lines(file: FoundFile, names: Sequence[str], text_column: str) -> Iterator[Batch]:
    rows = _with_the_end(iter_rows(file, text_column))
    while batch := list(islice(rows, BATCH)):
        yield _of_rows(file, batch, names, text_column)


def _parquet(file: FoundFile, names: Sequence[str], text_column: str) -> Iterator[Batch]:
    try:
        for first, rows in parquet_batches(file, text_column, BATCH):
            columns = _whole_columns(rows, names, text_column)
            yield Batch(columns) if columns else _of_rows(file, batch_rows(first, rows), names, text_column)
    except (Unreadable, OSError) as error:
        yield _of_rows(file, [(None, Unreadable(str(error)))], names, text_column)


def _with_the_end(rows: _Rows) -> Iterator[tuple[int | None, Row | Unreadable]]:
    """The rows, and last of all why there are no more, so that those read before are not lost."""
    try:
        yield from rows
    except (Unreadable, OSError) as error:
        yield None, Unreadable(str(error))


def _whole_columns(
    rows: pa.RecordBatch, names: Sequence[str], text_column: str
) -> dict[str, pa.Array] | None:
    """The columns as they are written; None if a row must be refused, which is told row by row."""
    columns = {}
    for name in names:
        array = rows.column(text_column if name == "text" else name)
        column = as_integers(array) if name in WHOLE_NUMBERS else as_strings(array)
        if column is None and name not in WHOLE_NUMBERS and name != "text":
            column = _as_text(name, array)
        if column is None:
            return None
        columns[name] = column
    texts = columns["text"]
    return columns if texts.null_count == 0 and all(map(str.strip, texts.to_pylist())) else None


def _as_text(name: str, array: pa.Array) -> pa.Array | None:
    if (column := as_json(array)) is not None:
        return column
    try:
        return strings([_plain(name, value) for value in array.to_pylist()])
    except UnicodeDecodeError:
        return None


def _of_rows(file: FoundFile, rows: _Rows, names: Sequence[str], text_column: str) -> Batch:
    columns: dict[str, list[Any]] = {name: [] for name in names}
    failures = []
    for number, row in rows:
        if reason := str(row) if isinstance(row, Unreadable) else _wrong(row, text_column):
            failures.append(Failure(str(file.path), reason, number))
            continue
        assert not isinstance(row, Unreadable)
        row["text"] = row[text_column]
        for name in names:
            columns[name].append(_plain(name, row.get(name)))
    return Batch.of(columns, failures)


def _wrong(row: Mapping[str, Any], text_column: str) -> str:
    """Why a row can not be scored; empty where it can."""
    text = row[text_column]
    if not isinstance(text, str) or not text.strip():
        return f"{text_column!r} must hold text; got {text!r:.60}"
    for name in WHOLE_NUMBERS:
        value = row.get(name)
        if value not in (None, "") and not _is_whole(value):
            return f"{name!r} must hold a whole number; got {value!r:.60}"
    return ""


def _is_whole(value: Any) -> bool:
    try:
        _whole(value)
    except (TypeError, ValueError, OverflowError):
        return False
    return True


def _whole(value: Any) -> int:
    number = value if isinstance(value, int) else float(value)
    whole = int(number)
    if whole != number or not -(2**63) <= whole < 2**63:
        raise ValueError(value)
    return whole


def _plain(name: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    if name in WHOLE_NUMBERS:
        return _whole(value)
    plain = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return without_surrogates(plain)

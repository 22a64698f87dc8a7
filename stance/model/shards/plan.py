"""How the work is cut into parts: the same input gives the same parts, wherever they are worked on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from stance.documents.decoding import encoding_of
from stance.documents.document import Failure
from stance.documents.finding import FoundFile, find_files
from stance.documents.sources import read_sources

# Of text a part: some ten thousand passages, scored in about a second and lost when a worker is.
PART_BYTES = 8_000_000
_PART_FILES = 1000
_BLOCK = 1 << 24


@dataclass(frozen=True)
class Part:
    """Files, or one part of a table, that are read, scored and written together."""

    number: int
    files: tuple[FoundFile, ...]


@dataclass(frozen=True)
class Plan:
    """All parts of a run, what is stated of the files, and what could not be listed.

    `size` is that of all files, in bytes; `fingerprint` names the input: paths, sizes and times of change of
    every file, and the cut.
    """

    parts: tuple[Part, ...]
    stated: dict[Path, dict[str, Any]]
    failures: tuple[Failure, ...]
    size: int
    fingerprint: str


def make_plan(
    paths: Iterable[str | Path], sources: str | Path | None = None, part_bytes: int = PART_BYTES
) -> Plan:
    """Cut the files that `paths` name into parts.

    Parameters
    ----------
    paths : iterable of paths
        As for `read_documents`.
    sources : path, optional
        The side table.
    part_bytes : int
        The size of a part; a document or row is never cut.

    Raises
    ------
    StanceError
        As `read_documents`.
    """
    files, failures = find_files(paths, leave_out=Path(sources) if sources else None)
    stated = read_sources(sources, files) if sources else {}
    parts = tuple(Part(number, group) for number, group in enumerate(_groups(files, part_bytes)))
    digest = hashlib.sha256(f"{part_bytes}\x00{sorted(map(str, stated.items()))}".encode())
    size = 0
    for file in files:
        status = file.path.stat()
        size += status.st_size
        digest.update(
            f"{file.path}\x00{status.st_size}\x00{status.st_mtime_ns}\x00".encode("utf-8", "replace")
        )
    return Plan(parts, stated, tuple(failures), size, digest.hexdigest())


def _groups(files: Iterable[FoundFile], part_bytes: int) -> Iterator[tuple[FoundFile, ...]]:
    """Tables in spans of rows, each a part of its own; other files in groups."""
    group: list[FoundFile] = []
    size = 0
    for file in files:
        spans = _spans(file, part_bytes)
        if spans is not None:
            if group:
                yield tuple(group)
            group, size = [], 0
            yield from ((span,) for span in spans)
            continue
        group.append(file)
        size += file.path.stat().st_size
        if size >= part_bytes or len(group) >= _PART_FILES:
            yield tuple(group)
            group, size = [], 0
    if group:
        yield tuple(group)


def _spans(file: FoundFile, part_bytes: int) -> list[FoundFile] | None:
    """The parts of a table; None where the file is no table."""
    if file.suffix == ".parquet":
        return _row_groups(file, part_bytes)
    if file.suffix not in (".csv", ".jsonl"):
        return None
    with file.path.open("rb") as handle:
        head = handle.read(_BLOCK)
    # In two-byte encodings a line end can not be told byte by byte: such a table stays whole.
    if file.path.stat().st_size <= part_bytes or encoding_of(head[: 1 << 20]).startswith("utf-16"):
        return [file]
    return list(_line_spans(file, part_bytes))


def _line_spans(file: FoundFile, part_bytes: int) -> Iterator[FoundFile]:
    """Cut a table of lines after the first record that ends past each `part_bytes`.

    A line end is the end of a record of a CSV file where the quotes before it are even in number:
    a quote inside a quoted cell is written twice.
    """
    quoted = file.suffix == ".csv"
    quotes = rows = 0
    first_row = 1
    start = position = 0
    with file.path.open("rb") as handle:
        if quoted:
            start = position = len(handle.readline())
        for line in handle:
            position += len(line)
            quotes += line.count(b'"') if quoted else 0
            if quotes % 2:
                continue
            rows += 1
            if position - start >= part_bytes:
                yield replace(file, span=(start, position), first_row=first_row)
                start, first_row = position, rows + 1
    if position > start:
        yield replace(file, span=(start, position), first_row=first_row)


def _row_groups(file: FoundFile, part_bytes: int) -> list[FoundFile]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file.path) as table:
            groups = [table.metadata.row_group(k) for k in range(table.num_row_groups)]
            sizes = [(group.total_byte_size, group.num_rows) for group in groups]
    except (pa.ArrowException, OSError):
        return [file]  # reading it will say what is wrong
    spans, start, size, first_row, rows = [], 0, 0, 1, 0
    for k, (byte_size, n) in enumerate(sizes):
        size, rows = size + byte_size, rows + n
        if size >= part_bytes or k == len(sizes) - 1:
            spans.append(replace(file, span=(start, k + 1), first_row=first_row))
            start, size, first_row = k + 1, 0, rows + 1
    return spans or [file]

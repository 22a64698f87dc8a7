"""A part's files to batches of passages, as columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.documents.document import COLUMNS as DOCUMENT_COLUMNS
from stance.documents.document import Document, Failure, Unreadable
from stance.documents.finding import TABLES, FoundFile
from stance.documents.rows import column_names, iter_rows

if TYPE_CHECKING:
    from stance.documents.passage_set import Reading
    from stance.documents.passages import Passage

BATCH = 4096
WHOLE_NUMBERS = ("position", "start", "end", "year")
_PASSAGE = ("passage_id", "document_id", "position", "text", "start", "end")
_OF_DOCUMENT = tuple(name for name in DOCUMENT_COLUMNS if name != "document_id")


@dataclass(frozen=True)
class Batch:
    """Passages as columns of equal length, and what could not be read on the way."""

    columns: dict[str, list[Any]]
    failures: list[Failure] = field(default_factory=list)


def read_batches(
    files: tuple[FoundFile, ...], stated: Mapping[Path, dict[str, Any]], text_column: str = "text"
) -> Iterator[Batch]:
    """The passages of a part.

    A table with a column ``passage_id`` is one of passages and is scored as it is, with all its columns;
    everything else is documents, which are cleaned and split.

    Yields
    ------
    Batch
        Of at most 4,096 passages; every batch of a part has the same columns.
    """
    (first, *_) = files
    if first.suffix in TABLES and "passage_id" in _names(first):
        return _passages(first, text_column)
    # The patterns of page furniture take longer to compile than a small table to score.
    from stance.documents.passage_set import split_documents
    from stance.documents.reading import read_files

    return _documents(split_documents(read_files(files, stated, text_column)))


def _documents(readings: Iterator[Reading | Failure]) -> Iterator[Batch]:
    passages: list[Passage] = []
    documents: list[Document] = []  # of each passage
    failures: list[Failure] = []
    for item in readings:
        if isinstance(item, Failure):
            failures.append(item)
            continue
        passages += item.passages
        documents += [item.document] * len(item.passages)
        while len(passages) >= BATCH:
            yield Batch(_columns(passages[:BATCH], documents[:BATCH]), failures)
            passages, documents, failures = passages[BATCH:], documents[BATCH:], []
    yield Batch(_columns(passages, documents), failures)


def _columns(passages: list[Passage], documents: list[Document]) -> dict[str, list[Any]]:
    columns = {name: list(map(attrgetter(name), passages)) for name in _PASSAGE}
    return columns | {name: list(map(attrgetter(name), documents)) for name in _OF_DOCUMENT}


def _passages(file: FoundFile, text_column: str) -> Iterator[Batch]:
    names = list(dict.fromkeys("text" if name == text_column else name for name in _names(file)))
    batch = Batch({name: [] for name in names})
    try:
        for number, row in iter_rows(file, text_column):
            reason = str(row) if isinstance(row, Unreadable) else _wrong(row, text_column)
            if reason or isinstance(row, Unreadable):
                batch.failures.append(Failure(str(file.path), reason, number))
                continue
            row["text"] = row[text_column]
            for name in names:
                batch.columns[name].append(_plain(name, row.get(name)))
            if len(batch.columns["text"]) >= BATCH:
                yield batch
                batch = Batch({name: [] for name in names})
    except (Unreadable, OSError) as error:
        batch.failures.append(Failure(str(file.path), str(error)))
    yield batch


def _names(file: FoundFile) -> list[str]:
    try:
        return column_names(file.path)
    except (Unreadable, OSError):
        return []  # reading the rows will say what is wrong


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
        return float(value).is_integer()
    except (TypeError, ValueError, OverflowError):
        return False


def _plain(name: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    if name in WHOLE_NUMBERS:
        return int(float(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)

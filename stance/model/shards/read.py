"""A part's files to batches of passages, as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.documents.document import COLUMNS as DOCUMENT_COLUMNS
from stance.documents.document import Document, Failure, Unreadable
from stance.documents.finding import TABLES, FoundFile
from stance.documents.rows import column_names
from stance.model.shards.batch import BATCH, Batch
from stance.model.shards.passages import read_passages_table

if TYPE_CHECKING:
    from stance.documents.passage_set import Reading
    from stance.documents.passages import Passage

_PASSAGE = ("passage_id", "document_id", "position", "text", "start", "end")
_OF_DOCUMENT = tuple(name for name in DOCUMENT_COLUMNS if name != "document_id")


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
    if first.suffix in TABLES and "passage_id" in (names := _names(first)):
        return read_passages_table(first, names, text_column)
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
            yield Batch.of(_columns(passages[:BATCH], documents[:BATCH]), failures)
            passages, documents, failures = passages[BATCH:], documents[BATCH:], []
    yield Batch.of(_columns(passages, documents), failures)


def _columns(passages: list[Passage], documents: list[Document]) -> dict[str, list[Any]]:
    columns = {name: list(map(attrgetter(name), passages)) for name in _PASSAGE}
    return columns | {name: list(map(attrgetter(name), documents)) for name in _OF_DOCUMENT}


def _names(file: FoundFile) -> list[str]:
    try:
        return column_names(file.path)
    except (Unreadable, OSError):
        return []  # reading the rows will say what is wrong

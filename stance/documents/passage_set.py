"""Files to passages in one step: read, clean and split."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.documents.blocks import split_blocks
from stance.documents.document import Document, Failure
from stance.documents.document_set import documents_frame
from stance.documents.duplicates import find_duplicates
from stance.documents.furniture import RemovedLine, clean_blocks
from stance.documents.passages import LONGEST, SHORTEST, Passage, passages_frame, split_document
from stance.documents.reading import iter_documents
from stance.documents.repeats import Repeats

if TYPE_CHECKING:
    import pandas as pd

# What repeats is learnt from this much at a time, so that memory stays bounded.
_BATCH_DOCUMENTS, _BATCH_CHARACTERS = 1000, 50_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with its passages and what was removed from it."""

    document: Document
    passages: tuple[Passage, ...]
    removed: tuple[RemovedLine, ...]


@dataclass(frozen=True)
class PassageSet:
    """Documents and their passages as tables, the lines that were removed, and what could not be read.

    Parameters
    ----------
    documents : pandas.DataFrame
        document_id, source, source_type, title, author, year, date, url, path.
    passages : pandas.DataFrame
        passage_id, document_id, position, text, start, end; after `mark_duplicates` also duplicate_of.
    removed : pandas.DataFrame
        document_id, path, start, end, text, reason.
    failures : tuple of Failure
        Files and rows that could not be read.
    """

    documents: pd.DataFrame
    passages: pd.DataFrame
    removed: pd.DataFrame
    failures: tuple[Failure, ...]

    def __str__(self) -> str:
        head = (
            f"{len(self.documents):,} documents, {len(self.passages):,} passages, "
            f"{len(self.removed):,} lines removed, {len(self.failures):,} failures"
        )
        lines = [head]
        if "duplicate_of" in self.passages:
            lines.append(
                f"{int(self.passages['duplicate_of'].notna().sum()):,} passages repeat an earlier one"
            )
        return "\n".join([*lines, *(f"  {failure}" for failure in self.failures)])

    def to_dict(self) -> dict[str, Any]:
        """Counts per document, and the failures."""
        counts = self.passages["document_id"].value_counts()
        gone = self.removed["document_id"].value_counts()
        rows = self.documents.astype(object).where(self.documents.notna(), None).to_dict("records")
        return {
            "documents": [
                row
                | {
                    "passages": int(counts.get(row["document_id"], 0)),
                    "removed": int(gone.get(row["document_id"], 0)),
                }
                for row in rows
            ],
            "failures": [failure.to_dict() for failure in self.failures],
        }

    def mark_duplicates(self, threshold: float = 0.8) -> PassageSet:
        """The same with a column ``duplicate_of``: the first passage that an exact or near one repeats."""
        found = find_duplicates(self.passages["text"].tolist(), threshold)
        first = self.passages["passage_id"].take(found.first).reset_index(drop=True)
        return replace(self, passages=self.passages.assign(duplicate_of=first.where(found.repeated)))

    def to_frame(self) -> pd.DataFrame:
        """One row a passage, with what is known of its document."""
        return self.passages.merge(self.documents, on="document_id", how="left", sort=False)


def read_passages(
    paths: str | Path | Iterable[str | Path],
    sources: str | Path | None = None,
    text_column: str = "text",
    shortest: int = SHORTEST,
    longest: int = LONGEST,
    progress: bool = False,
) -> PassageSet:
    """Read files and folders, clean them and split them into passages.

    Parameters
    ----------
    paths, sources, text_column
        As for `read_documents`.
    shortest, longest : int
        The limits of a passage in words.
    progress : bool
        Show the files done on stderr.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "plan.txt"
    >>> _ = path.write_text("A Plan for the Courts\\n\\n" + "The ministry trains new judges. " * 9)
    >>> print(read_passages(path))
    1 documents, 1 passages, 1 lines removed, 0 failures
    """
    import pandas as pd

    documents, passages, removed, failures = [], [], [], []
    for item in iter_passages(paths, sources, text_column, shortest, longest, progress):
        if isinstance(item, Failure):
            failures.append(item)
            continue
        document = item.document
        documents.append(document.to_dict())
        passages.append(item.passages)
        removed += [
            (document.document_id, document.path, line.start, line.end, line.text, line.reason)
            for line in item.removed
        ]
    return PassageSet(
        documents_frame(documents),
        passages_frame(chain.from_iterable(passages)),
        pd.DataFrame(removed, columns=["document_id", "path", "start", "end", "text", "reason"]),
        tuple(failures),
    )


def iter_passages(
    paths: str | Path | Iterable[str | Path],
    sources: str | Path | None = None,
    text_column: str = "text",
    shortest: int = SHORTEST,
    longest: int = LONGEST,
    progress: bool = False,
) -> Iterator[Reading | Failure]:
    """As `read_passages`, one document at a time; memory does not grow with the number of documents.

    What repeats across the documents of a source is learnt in batches of 1,000 documents: a document is
    judged by those of its own batch and all before it.
    """
    stream = iter_documents(paths, sources, text_column, progress)
    return split_documents(stream, shortest, longest)


def split_documents(
    stream: Iterator[Document | Failure], shortest: int = SHORTEST, longest: int = LONGEST
) -> Iterator[Reading | Failure]:
    """Clean each document of a stream and split it into passages."""
    repeats = Repeats()
    for batch in _batches(stream):
        blocks = [split_blocks(item.text) if isinstance(item, Document) else [] for item in batch]
        repeats.learn(
            (item.source, parts)
            for item, parts in zip(batch, blocks, strict=True)
            if isinstance(item, Document)
        )
        for item, parts in zip(batch, blocks, strict=True):
            if isinstance(item, Failure):
                yield item
                continue
            cleaned = clean_blocks(item, parts, repeats)
            passages = split_document(item, cleaned.paragraphs, shortest, longest)
            yield Reading(item, tuple(passages), cleaned.removed)


def _batches(stream: Iterator[Document | Failure]) -> Iterator[list[Document | Failure]]:
    batch: list[Document | Failure] = []
    characters = 0
    for item in stream:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Document) else 0
        if len(batch) >= _BATCH_DOCUMENTS or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch

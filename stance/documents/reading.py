"""Files to documents: each with what is known of it, or the reason why it could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from stance.documents.blocks import split_blocks
from stance.documents.dates import parse_date
from stance.documents.decoding import decode, repair, tidy
from stance.documents.document import COLUMNS, Document, Failure, Unreadable, version
from stance.documents.document_set import Documents
from stance.documents.facts import checked_facts, merged_facts
from stance.documents.finding import TABLES, FoundFile, find_files
from stance.documents.furniture_head import read_head
from stance.documents.rows import iter_rows
from stance.documents.sources import read_sources
from stance.errors import StanceError

_MOST_BYTES = 200_000_000
_HEAD = 2_000


def read_documents(
    paths: str | Path | Iterable[str | Path],
    sources: str | Path | None = None,
    text_column: str = "text",
) -> Documents:
    """Read files and folders of documents.

    Parameters
    ----------
    paths : path or iterable of paths
        Files (.txt, .md, .html, .htm, .pdf, .docx, or tables .csv, .jsonl, .parquet with a row a
        document), or folders with such files at any depth.
    sources : path, optional
        A table with a column ``file`` and any of title, source, source_type, author, date, year,
        url. What it states wins over what a file states.
    text_column : str
        The column of tables that holds the text.

    Returns
    -------
    Documents
        A file or row that can not be read is among the failures and stops nothing.

    Raises
    ------
    StanceError
        When a path does not exist, nothing is found, or the side table is wrong.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> head = "A Plan for the Courts\\n\\nBy Jane Doe, May 3, 2017\\n\\n"
    >>> _ = (folder / "a.txt").write_text(head + "It is new. " * 9)
    >>> _ = (folder / "b.txt").write_text("")
    >>> read = read_documents(folder)
    >>> read.documents[0].title, read.documents[0].author, read.documents[0].date, read.documents[0].source
    ('A Plan for the Courts', 'Jane Doe', '2017-05-03', None)
    >>> read.failures[0].reason
    'it holds no text'
    """
    documents, failures = [], []
    for item in iter_documents(paths, sources, text_column):
        if isinstance(item, Document):
            documents.append(item)
        else:
            failures.append(item)
    return Documents(tuple(documents), tuple(failures))


def iter_documents(
    paths: str | Path | Iterable[str | Path],
    sources: str | Path | None = None,
    text_column: str = "text",
    progress: bool = False,
) -> Iterator[Document | Failure]:
    """As `read_documents`, one at a time, so that memory does not grow with the number of documents.

    Parameters
    ----------
    progress : bool
        Show the files done on stderr.

    Yields
    ------
    Document or Failure
        In the order of the paths; files of a folder sorted by name.
    """
    files, failures = find_files(paths, leave_out=Path(sources) if sources else None)
    stated = read_sources(sources, files) if sources else {}
    return chain(failures, read_files(files, stated, text_column, progress))


def read_files(
    files: Sequence[FoundFile],
    stated: Mapping[Path, dict[str, Any]],
    text_column: str = "text",
    progress: bool = False,
) -> Iterator[Document | Failure]:
    """The documents of files that were found, with the facts that a side table states."""
    seen: Counter[str] = Counter()
    for file in _shown(files) if progress else files:
        facts = stated.get(file.path, {})
        read = _read_table(file, facts, text_column) if file.suffix in TABLES else [_read_text(file, facts)]
        for item in read:
            yield _distinct(item, seen) if isinstance(item, Document) else item


def _shown(files: Sequence[FoundFile]) -> Iterable[FoundFile]:
    from tqdm import tqdm

    shown: Iterable[FoundFile] = tqdm(files, desc="read", unit="file", mininterval=0.5)
    return shown


def _distinct(document: Document, seen: Counter[str]) -> Document | Failure:
    """The document with an id of its own: a text that was read before gets one by its number."""
    given = document.document_id
    seen[given] += 1
    if seen[given] == 1:
        return document
    if given != version(document.text)[:16]:
        return Failure(document.path, f"'document_id' must be distinct; got {given!r} twice")
    again = version(f"{document.text}\n{seen[given]}")[:16]
    facts = {name: getattr(document, name) for name in COLUMNS if name not in ("document_id", "path")}
    return Document.of(document.text, document.path, {**facts, "document_id": again}, document.unrepaired)


def _read_text(file: FoundFile, stated: Mapping[str, Any]) -> Document | Failure:
    path = _printable(file.path)
    try:
        text, facts = _contents(file)
        return _document(text, path, merged_facts(facts, stated))
    except Unreadable as error:
        return Failure(path, str(error))
    except OSError as error:
        return Failure(path, f"it can not be opened ({error.strerror})")


def _contents(file: FoundFile) -> tuple[str, dict[str, Any]]:
    """The text of a file and the facts that the file and its head state."""
    _require_ordinary(file)
    size = file.path.stat().st_size
    if size > _MOST_BYTES:
        raise Unreadable(f"it is larger than {_MOST_BYTES // 1_000_000} MB")
    data = file.path.read_bytes()
    text, facts = _parse(file.suffix, data)
    head = text[: text.find("\n", _HEAD)] if len(text) > _HEAD and "\n" in text[_HEAD:] else text
    below = read_head(split_blocks(head))[1]
    below["date"] = parse_date(below.get("date", ""))
    facts = {**below, **{name: value for name, value in facts.items() if value}}
    return text, checked_facts({name: value for name, value in facts.items() if value}, file.name)


def _parse(suffix: str, data: bytes) -> tuple[str, dict[str, Any]]:
    # The parsers are imported when the first file of their kind is met.
    if suffix == ".pdf":
        from stance.documents.pdf import read_pdf

        return read_pdf(data)
    if suffix == ".docx":
        from stance.documents.word import read_word

        return read_word(data)
    if suffix in (".html", ".htm"):
        from stance.documents.webpage import read_webpage

        return read_webpage(data)
    return decode(data), {}


def _read_table(file: FoundFile, stated: Mapping[str, Any], text_column: str) -> Iterator[Document | Failure]:
    path = _printable(file.path)
    try:
        _require_ordinary(file)
        for number, row in iter_rows(file, text_column):
            yield _read_row(path, number, row, stated, text_column)
    except Unreadable as error:
        yield Failure(path, str(error))
    except OSError as error:
        yield Failure(path, f"it can not be opened ({error.strerror})")


def _read_row(
    path: str, number: int, row: Mapping[str, Any] | Unreadable, stated: Mapping[str, Any], text_column: str
) -> Document | Failure:
    if isinstance(row, Unreadable):
        return Failure(path, str(row), number)
    text = row[text_column]
    if not isinstance(text, str):
        return Failure(path, f"{text_column!r} must hold text; got {text!r:.60}", number)
    try:
        facts = merged_facts(checked_facts(row, f"row {number}"), stated)
        named = row.get("document_id")
        if named is not None and str(named).strip():
            facts["document_id"] = str(named).strip()
        return _document(text, f"{path}#{number}", facts)
    except StanceError as error:
        return Failure(path, str(error), number)


def _document(text: str, path: str, facts: Mapping[str, Any]) -> Document:
    text = tidy(text)
    if not text.strip():
        raise Unreadable("it holds no text")
    repaired = repair(text)
    return Document.of(repaired, path, facts, unrepaired=text if repaired != text else None)


def _require_ordinary(file: FoundFile) -> None:
    # A pipe or device would be waited for without end.
    if not file.path.is_file():
        raise Unreadable("it is no ordinary file")


def _printable(path: Path) -> str:
    """A path as text that can be written: names on disk need not be UTF-8."""
    return str(path).encode(errors="replace").decode()

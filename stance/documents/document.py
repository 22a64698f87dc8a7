"""One document as stored, and one that could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from stance.errors import StanceError

# The columns of the documents table, in order.
COLUMNS = ("document_id", "source", "source_type", "title", "author", "year", "date", "url", "path")


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is stated about it; what is not stated is None.

    Parameters
    ----------
    document_id : str
        Follows from the text alone, unless a table names its own.
    text : str
        The text as stored; every offset that the toolkit gives points into it.
    title, source, source_type, author, url : str or None
        As the side table, the file or the text's own heading and byline state them.
    date : str or None
        The day, month or year of publication: "2017-05-03", "2017-05" or "2017".
    year : int or None
        Of publication.
    path : str
        The file, followed by "#" and the row for a row of a table.
    unrepaired : str or None
        The text before wrongly decoded characters were repaired, where there were any.

    Examples
    --------
    >>> document = Document.of("A text.", "notes.txt", {"title": "Notes", "year": 2017})
    >>> document.document_id, document.title, document.author
    ('3b6444e203f18aca', 'Notes', None)
    """

    document_id: str
    text: str
    title: str | None = None
    source: str | None = None
    source_type: str | None = None
    author: str | None = None
    year: int | None = None
    date: str | None = None
    url: str | None = None
    path: str = ""
    unrepaired: str | None = None

    @classmethod
    def of(
        cls, text: str, path: str, facts: Mapping[str, Any] | None = None, unrepaired: str | None = None
    ) -> Document:
        """A document from its text and the facts that are known of it."""
        known = {"document_id": version(text)[:16], **(facts or {})}
        return cls(text=text, path=path, unrepaired=unrepaired, **known)

    def to_dict(self) -> dict[str, str | int | None]:
        """The row of the documents table."""
        return {name: getattr(self, name) for name in COLUMNS}


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a row of a table, that could not be read, and why.

    Examples
    --------
    >>> print(Failure("letters/old.pdf", "it is encrypted"))
    letters/old.pdf: it is encrypted
    """

    path: str
    reason: str
    row: int | None = None

    def __str__(self) -> str:
        where = self.path if self.row is None else f"{self.path}, row {self.row}"
        return f"{where}: {self.reason}"

    def to_dict(self) -> dict[str, str | int | None]:
        """The failure as a row."""
        return asdict(self)


class Unreadable(StanceError):
    """Why one file or row can not be read; a `Failure` once it is known which."""


def version(text: str) -> str:
    """The version hash of a stored text: SHA-256 of its UTF-8 bytes, 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()

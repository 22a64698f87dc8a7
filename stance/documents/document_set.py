"""Documents that were read together, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stance.documents.document import COLUMNS, Document, Failure

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Documents:
    """What was read, and what could not be."""

    documents: tuple[Document, ...]
    failures: tuple[Failure, ...]

    def __str__(self) -> str:
        lines = [f"{len(self.documents):,} documents, {len(self.failures):,} failures"]
        return "\n".join(lines + [f"  {failure}" for failure in self.failures])

    def to_dict(self) -> dict[str, list[dict[str, str | int | None]]]:
        """The rows of the documents table, and the failures."""
        return {
            "documents": [document.to_dict() for document in self.documents],
            "failures": [failure.to_dict() for failure in self.failures],
        }

    def to_frame(self) -> pd.DataFrame:
        """The documents table: one row a document, without the texts."""
        return documents_frame(document.to_dict() for document in self.documents)


def documents_frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The documents table, with missing values where nothing is stated."""
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(COLUMNS))
    return frame.astype({"year": "Int64"})

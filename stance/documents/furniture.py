"""Cleaning: an article's own paragraphs, and every other line with the reason to leave it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from stance.documents.blocks import Block, split_blocks
from stance.documents.document import Document
from stance.documents.furniture_between import mark_repeated, mark_subheads
from stance.documents.furniture_head import TITLE, read_head
from stance.documents.furniture_lines import reason_of_line
from stance.documents.furniture_tail import mark_tail
from stance.documents.page import Page
from stance.documents.repeats import Repeats, mark_recurring

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A stretch of a stored text that is not the article's, and why."""

    start: int
    end: int
    text: str
    reason: str

    def __str__(self) -> str:
        line = " ".join(self.text.split())
        return f"[{self.reason}] {line if len(line) <= 100 else line[:99] + '…'}"


@dataclass(frozen=True)
class Cleaned:
    """A document parted into its own paragraphs and what was removed.

    Examples
    --------
    >>> text = "A Way Out\\n\\n" + "The ministry has a new plan. " * 4 + "\\n\\nShare\\n\\nRelated\\n\\nA Map"
    >>> print(clean(Document.of(text, "a.txt")))
    a.txt: 1 paragraph kept, 4 lines removed
      [title] A Way Out
      [share buttons] Share
      [related stories] Related
      [teaser of another story] A Map
    """

    document: Document
    paragraphs: tuple[Block, ...]
    removed: tuple[RemovedLine, ...]

    def __str__(self) -> str:
        kept, gone = len(self.paragraphs), len(self.removed)
        head = (
            f"{self.document.path}: {kept:,} paragraph{'s' * (kept != 1)} kept, "
            f"{gone:,} line{'s' * (gone != 1)} removed"
        )
        return "\n".join([head, *(f"  {line}" for line in self.removed)])

    def to_dict(self) -> dict[str, object]:
        """The document's id, its paragraphs' offsets and the removed lines."""
        return {
            "document_id": self.document.document_id,
            "paragraphs": [{"start": block.start, "end": block.end} for block in self.paragraphs],
            "removed": [asdict(line) for line in self.removed],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a removed line."""
        import pandas as pd

        return pd.DataFrame(
            [asdict(line) for line in self.removed], columns=["start", "end", "text", "reason"]
        )


def clean(document: Document, repeats: Repeats | None = None) -> Cleaned:
    """Part a document into its own paragraphs and the furniture of its page.

    Rules go by position, shape and the common words of web pages, so that a document read alone is
    cleaned as well; what `repeats` across documents of its source is evidence that is added.
    When in doubt a block stays.

    Parameters
    ----------
    document : Document
        As read.
    repeats : Repeats, optional
        What repeats across the documents of each source.

    Returns
    -------
    Cleaned
        Every block of the text is either a paragraph or a removed line.
    """
    return clean_blocks(document, split_blocks(document.text), repeats)


def clean_blocks(document: Document, blocks: Sequence[Block], repeats: Repeats | None = None) -> Cleaned:
    """As `clean`, for a document whose blocks are known."""
    page = Page(blocks)
    for i, reason in read_head(blocks)[0].items():
        page.mark(i, reason)
    for i, text in enumerate(page.texts):
        if document.title and i < 12 and text.strip("#*_ ") == document.title:
            page.mark(i, TITLE)
        own = None if page.reasons[i] else reason_of_line(text)
        if own:
            page.mark(i, own)
    mark_repeated(page)
    if repeats:
        mark_recurring(page, repeats, document.source)
    mark_tail(page, document.author)
    mark_subheads(page)
    return _parted(document, page)


def _parted(document: Document, page: Page) -> Cleaned:
    kept, removed = [], []
    for block, reason in zip(page.blocks, page.reasons, strict=True):
        if reason is None:
            kept.append(block)
        else:
            removed.append(RemovedLine(block.start, block.end, block.text, reason))
    return Cleaned(document, tuple(kept), tuple(removed))

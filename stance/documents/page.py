"""The blocks of one document while the cleaning rules are at work on them."""

from __future__ import annotations

from collections.abc import Sequence

from stance.documents.blocks import Block
from stance.documents.shapes import is_prose


class Page:
    """Blocks, and for each the reason to remove it, or None.

    Examples
    --------
    >>> from stance.documents.blocks import split_blocks
    >>> page = Page(split_blocks("One.\\nTwo."))
    >>> page.mark(0, "a reason"), page.mark(0, "a later one"), page.reasons
    (None, None, ['a reason', None])
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.texts = [block.text for block in blocks]
        self.prose = [is_prose(text) for text in self.texts]
        self.reasons: list[str | None] = [None] * len(blocks)

    def __len__(self) -> int:
        return len(self.blocks)

    def mark(self, i: int, reason: str) -> None:
        """Remove block `i` for a reason; the first reason stands."""
        if self.reasons[i] is None:
            self.reasons[i] = reason

    def kept_prose(self) -> list[int]:
        """The paragraphs that no rule has removed."""
        return [i for i, prose in enumerate(self.prose) if prose and self.reasons[i] is None]

    def is_followed_by_gap(self, i: int) -> bool:
        """Whether a blank line, or the end of the text, follows block `i`."""
        return i + 1 >= len(self.blocks) or self.blocks[i + 1].gap

"""What repeats across the documents of one source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from stance.documents.blocks import Block
from stance.documents.page import Page
from stance.documents.shapes import is_salutation

RECURRING = "repeats across documents of the source"

_LONGEST = 600


class Repeats:
    """How many documents of each source hold a line.

    Parameters
    ----------
    fewest : int
        Documents of a source that must hold a line before it counts as repeated.
    share : float
        Share of the source's documents that must hold it, in (0, 1].

    Examples
    --------
    >>> from stance.documents.blocks import split_blocks
    >>> from stance.documents.document import Document
    >>> pages = [Document.of(f"Story {i}\\n\\nSent from the north desk", f"{i}.txt") for i in range(3)]
    >>> repeats = Repeats()
    >>> repeats.learn((page.source, split_blocks(page.text)) for page in pages)
    >>> repeats.recurs("Sent from the north desk", None), repeats.recurs("Story 1", None)
    (True, False)
    """

    def __init__(self, fewest: int = 3, share: float = 0.5) -> None:
        self.fewest = fewest
        self.share = share
        self._documents: Counter[str | None] = Counter()
        self._lines: defaultdict[str | None, Counter[str]] = defaultdict(Counter)

    def learn(self, pages: Iterable[tuple[str | None, Sequence[Block]]]) -> None:
        """Count the lines of pages, each its source and its blocks.

        Lines seen once are forgotten, so that memory stays bounded.
        """
        for source, blocks in pages:
            self._documents[source] += 1
            self._lines[source].update({_key(block.text) for block in blocks if len(block.text) <= _LONGEST})
        for source, lines in self._lines.items():
            self._lines[source] = Counter({line: n for line, n in lines.items() if n > 1})

    def recurs(self, text: str, source: str | None) -> bool:
        """Whether a line stands in enough documents of a source."""
        if len(text) > _LONGEST:
            return False
        times = self._lines[source][_key(text)]
        return times >= self.fewest and times >= self.share * self._documents[source]


def mark_recurring(page: Page, repeats: Repeats, source: str | None) -> None:
    """Mark recurring lines: short ones anywhere, whole sentences only at the edges of the page."""
    recurs = [repeats.recurs(text, source) and not is_salutation(text) for text in page.texts]
    if not any(recurs):
        return
    edge = [*_edge(page, recurs, range(len(page))), *_edge(page, recurs, range(len(page) - 1, -1, -1))]
    for i in {*edge, *(i for i, again in enumerate(recurs) if again and not page.prose[i])}:
        page.mark(i, RECURRING)


def _edge(page: Page, recurs: list[bool], order: range) -> list[int]:
    """The recurring blocks from one end of the page up to the first that is the article's."""
    found = []
    for i in order:
        if recurs[i]:
            found.append(i)
        elif page.prose[i] and page.reasons[i] is None:
            break
    return found


def _key(text: str) -> str:
    return " ".join(text.lower().split())

"""Documents to passages: a paragraph, long ones parted at sentence ends, short neighbours joined."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from stance.documents.blocks import Block
from stance.documents.document import Document
from stance.documents.furniture import clean
from stance.documents.sentences import split_sentences
from stance.errors import StanceError

if TYPE_CHECKING:
    import pandas as pd

SHORTEST, LONGEST = 25, 150

COLUMNS = ("passage_id", "document_id", "position", "text", "start", "end")


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is labelled: ``document.text[start:end]``.

    Parameters
    ----------
    passage_id : str
        Follows from the document's id and the offsets.
    document_id : str
        The document it is part of.
    position : int
        Its place among the document's passages, from 0.
    text : str
        As it stands in the document.
    start, end : int
        Character offsets into the document's stored text.
    """

    passage_id: str
    document_id: str
    position: int
    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, str | int]:
        """The row of the passages table."""
        return asdict(self)


def split_document(
    document: Document,
    paragraphs: Sequence[Block] | None = None,
    shortest: int = SHORTEST,
    longest: int = LONGEST,
) -> list[Passage]:
    """The passages of a document.

    A paragraph of more than `longest` words is parted at sentence ends into pieces of about equal length;
    a sentence longer than that is parted at a semicolon, a comma or, failing these, between words. One of
    fewer than `shortest` words is joined to its neighbour, unless that would be too long or a line was
    removed between them: then it stays short.

    Parameters
    ----------
    document : Document
        As read.
    paragraphs : sequence of Block, optional
        What to split; by default what `clean` keeps.
    shortest, longest : int
        Limits in words (stretches between white space), 1 <= shortest <= longest / 2.

    Returns
    -------
    list of Passage
        In order, not overlapping.

    Raises
    ------
    StanceError
        When the limits do not fit each other.

    Examples
    --------
    >>> document = Document.of("Mr. President,\\nWe must act now. The courts are slow.", "speech.txt")
    >>> [p.text for p in split_document(document, shortest=3, longest=6)]
    ['Mr. President,\\nWe must act now.', 'The courts are slow.']
    """
    if not 1 <= shortest <= longest / 2:
        raise StanceError(
            f"'shortest' must be at least 1 and at most half of 'longest'; got {shortest} and {longest}."
        )
    if paragraphs is None:
        paragraphs = clean(document).paragraphs
    pieces = [piece for block in paragraphs for piece in _pieces(block, longest)]
    passages = []
    for position, (start, end, _) in enumerate(_joined(document.text, pieces, shortest, longest)):
        key = f"{document.document_id}:{start}:{end}"
        passage_id = hashlib.sha256(key.encode()).hexdigest()[:16]
        passages.append(
            Passage(passage_id, document.document_id, position, document.text[start:end], start, end)
        )
    return passages


def passages_frame(passages: Iterable[Passage]) -> pd.DataFrame:
    """The passages table.

    Examples
    --------
    >>> table = passages_frame(split_document(Document.of("One line.", "a.txt")))
    >>> table[["position", "text", "start", "end"]]
       position       text  start  end
    0         0  One line.      0    9
    """
    import pandas as pd

    rows = [(p.passage_id, p.document_id, p.position, p.text, p.start, p.end) for p in passages]
    return pd.DataFrame(rows, columns=list(COLUMNS))


# A stretch of the stored text and its number of words.
_Piece = tuple[int, int, int]


def _pieces(block: Block, longest: int) -> list[_Piece]:
    words = len(block.text.split())
    if words <= longest:
        return [(block.start, block.end, words)]
    sentences: list[_Piece] = []
    for start, end in split_sentences(block.text):
        sentences += _clauses(block.text, start, end, longest)
    target = words / math.ceil(words / longest)
    pieces: list[_Piece] = []
    for start, end, size in sentences:
        if pieces and pieces[-1][2] < target and pieces[-1][2] + size <= longest:
            pieces[-1] = (pieces[-1][0], end, pieces[-1][2] + size)
        else:
            pieces.append((start, end, size))
    return [(block.start + start, block.start + end, size) for start, end, size in pieces]


def _clauses(text: str, start: int, end: int, longest: int) -> list[_Piece]:
    """A sentence, parted only if it is longer than a passage may be."""
    size = len(text[start:end].split())
    if size <= longest:
        return [(start, end, size)]
    words = [match.span() for match in re.finditer(r"\S+", text[start:end])]
    pieces, first = [], 0
    while len(words) - first > longest:
        candidates = range(first + longest // 2, first + longest)
        marked = [[i for i in candidates if text[start + words[i][1] - 1] in marks] for marks in (";:", ",")]
        last = (marked[0] or marked[1] or [first + longest - 1])[-1]
        pieces.append((start + words[first][0], start + words[last][1], last - first + 1))
        first = last + 1
    return [*pieces, (start + words[first][0], end, len(words) - first)]


def _joined(text: str, pieces: Sequence[_Piece], shortest: int, longest: int) -> list[_Piece]:
    joined: list[_Piece] = []
    for i, piece in enumerate(pieces):
        if joined and _fits(text, joined[-1], piece, longest):
            ahead = i + 1 < len(pieces) and _fits(text, piece, pieces[i + 1], longest)
            # A short piece goes with what follows it; only where it can not, with what precedes it.
            if joined[-1][2] < shortest or (piece[2] < shortest and not ahead):
                joined[-1] = (joined[-1][0], piece[1], joined[-1][2] + piece[2])
                continue
        joined.append(piece)
    return joined


def _fits(text: str, first: _Piece, second: _Piece, longest: int) -> bool:
    """Whether two pieces may be one: not too long, and nothing was removed between them."""
    return first[2] + second[2] <= longest and not text[first[1] : second[0]].strip()

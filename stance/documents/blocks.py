"""Lines to blocks: a paragraph, heading or list item, whether or not its lines were wrapped."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

_CLOSERS = "\"'”’»)]*_"
_ENDS = frozenset(".?!:;…")
# A page number or the running head of an official record: figures and capitals, no words.
_MARK = re.compile(r"(?=.*\d)[^a-zß-öø-ÿ]+")
_LONGEST_MARK = 24
_NO_WORDS = re.compile(r"[\W_]+")
_STARTS_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z])[.)]|[•▪●◦·*\-–—])\s")
_NARROWEST, _WIDEST = 30, 180

# A line: where it starts and ends without white space, its text, whether it touches the line before,
# and whether it stops mid-sentence.
_Line = tuple[int, int, str, bool, bool]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a stored text, without the white space around it; `gap`: a blank line precedes."""

    start: int
    end: int
    text: str
    gap: bool


def split_blocks(text: str) -> list[Block]:
    """The blocks of a text, in order.

    A line is a block of its own; but where lines were wrapped to a width, as in PDF files and old
    records, those of one paragraph are put together: up to a blank line, or a line that ends a sentence
    well before the margin. A line that stops mid-sentence goes on in the next one that begins in
    lower case, even after a page break.

    Examples
    --------
    >>> [block.text for block in split_blocks("A title\\n\\nOne paragraph.\\nAnother, which\\n\\ngoes on.")]
    ['A title', 'One paragraph.', 'Another, which\\n\\ngoes on.']
    """
    lines = _lines(text)
    width = _wrap_width(lines)
    blocks: list[Block] = []
    first = previous = None
    for line in lines:
        if first and previous and (width or previous[4]) and _goes_on(previous, line, width):
            previous = line
            continue
        if first and previous:
            blocks.append(_block(text, first, previous))
        first = previous = line
    if first and previous:
        blocks.append(_block(text, first, previous))
    return blocks


def _block(text: str, first: _Line, last: _Line) -> Block:
    return Block(first[0], last[1], first[2] if first is last else text[first[0] : last[1]], not first[3])


def ends_sentence(line: str) -> bool:
    """Whether a line stops where a sentence or clause does.

    Examples
    --------
    >>> ends_sentence("It is over.”"), ends_sentence("It is")
    (True, False)
    """
    last = line[-1]
    if last in _CLOSERS:
        last = line.rstrip(_CLOSERS)[-1:]
    return last in _ENDS


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    position, touches = 0, False
    for raw in text.replace("\f", "\n").split("\n"):
        line = raw.strip()
        if line:
            start = position if raw[0] == line[0] else position + raw.find(line[0])
            last = line[-1]
            mid_sentence = last not in _ENDS and (last not in _CLOSERS or not ends_sentence(line))
            lines.append((start, start + len(line), line, touches, mid_sentence))
            touches = True
        else:
            touches = False
        position += len(raw) + 1
    return lines


def _wrap_width(lines: list[_Line]) -> int:
    """The width that lines were wrapped to, or 0.

    Where lines were wrapped, most of them stop mid-sentence, and those that do are about equally long.
    """
    inner = [line for line, after in pairwise(lines) if after[3]]
    lengths = sorted([line[1] - line[0] for line in inner if line[4]])
    if len(lengths) < 4 or len(lengths) <= 0.5 * len(inner):
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    near = len(lengths) - bisect_left(lengths, 0.7 * width)
    return width if _NARROWEST <= width <= _WIDEST and near >= 0.6 * len(lengths) else 0


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    """Whether the paragraph of a line goes on in the following one."""
    text, mid_sentence = line[2], line[4]
    first = following[2]
    if mid_sentence and first[0].islower() and not _STARTS_ITEM.match(first):
        return not (_is_mark(text) or _NO_WORDS.fullmatch(text))
    if not (width and following[3]):
        return False
    # A short line ends its paragraph, whether with a stop or, as headings do, without; and so does one
    # that was not wrapped.
    if len(text) < (0.55 if mid_sentence else 0.8) * width or (len(text) > 1.5 * width and not mid_sentence):
        return False
    return not (_is_mark(text) or _is_mark(first) or _STARTS_ITEM.match(first))


def _is_mark(line: str) -> bool:
    return len(line) <= _LONGEST_MARK and _MARK.fullmatch(line) is not None

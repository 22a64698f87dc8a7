"""Where someone's words are quoted: straight, curly and angle marks, nested and over many paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

# What closes each mark that opens. A straight mark is its own partner; the low German mark is closed by
# the mark that opens in English.
_PAIRS = {'"': '"', "“": "”", "„": "“", "«": "»", "‹": "›", "‘": "’", "'": "'"}
_SINGLE = "‘'"
# French sets a space inside these.
_ANGLES = "«»‹›"
_PARAGRAPH = re.compile(r"\n\s*\n\s*")


class Quote(NamedTuple):
    """A quotation from its opening to its closing mark: ``text[start:end]``."""

    start: int
    end: int


def quotes(text: str) -> list[Quote]:
    """The outermost quotations of a text, in order.

    A quotation inside another is part of it. A quotation goes on over a paragraph's end when the next
    paragraph opens with the mark again, as newspapers do; one that is never closed ends with its paragraph.
    Marks that stand in a word (don't), behind a number (5") or alone are no quotations.

    Examples
    --------
    >>> text = 'She called it “a ‘hard’ year,” not "lost".'
    >>> [text[start:end] for start, end in quotes(text)]
    ['“a ‘hard’ year,”', '"lost"']
    """
    found: list[Quote] = []
    start, mark, depth = -1, "", 0
    breaks = {match.end(): match.start() for match in _PARAGRAPH.finditer(text)}
    partnered = _partnered(text, list(breaks.values()))
    for place, letter in enumerate(text):
        if mark and place in breaks and letter != mark:
            found.append(Quote(start, breaks[place]))
            mark = ""
        if not mark:
            if letter in _PAIRS and _opens(text, place) and (letter not in _SINGLE or place in partnered):
                start, mark, depth = place, letter, 1
        elif place in breaks and letter == mark:
            continue
        elif _closes(text, place, mark):
            depth -= 1
            if depth == 0:
                found.append(Quote(start, place + 1))
                mark = ""
        elif letter == mark and letter != _PAIRS[mark] and _opens(text, place):
            depth += 1
    if mark:
        found.append(Quote(start, len(text.rstrip())))
    return found


def _opens(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    spaced = after.isspace() and text[place] not in _ANGLES
    return not before.isalnum() and before not in (".", ",") and bool(after) and not spaced


def _closes(text: str, place: int, mark: str) -> bool:
    letter = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if after.isalnum() or (before.isspace() and letter not in _ANGLES):
        return False
    # Writers also close with the mark that opens: “so they say.“
    return letter == _PAIRS[mark] or (letter == mark and not _opens(text, place))


def _partnered(text: str, ends: list[int]) -> set[int]:
    """The single marks that have a partner in their paragraph; an apostrophe has none."""
    partnered = set()
    for mark in _SINGLE:
        closers = [
            match.start() for match in re.finditer(_PAIRS[mark], text) if _closes(text, match.start(), mark)
        ]
        for match in re.finditer(mark, text):
            after = bisect_left(closers, match.start() + 2)
            end = bisect_left(ends, match.start())
            stop = ends[end] if end < len(ends) else len(text)
            if after < len(closers) and closers[after] < stop:
                partnered.add(match.start())
    return partnered

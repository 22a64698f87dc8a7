"""Who wrote a text and when, as a byline states it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stance.documents.dates import find_date
from stance.documents.shapes import FUNCTION_WORDS, is_title_case

_PARTICLE = r"(?:de|del|da|dos|la|las|van|von|der|den|al|bin|bint|di|du|le|y)"
_NAME_WORD = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*"
_NAME = rf"{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_NAME_WORD}){{1,3}}"
_BY = re.compile(
    rf"(?:^|(?<=[\s|/·•,–—]))(?i:(?:written |posted |published )?(?:by|por))[ :]+"
    rf"(?P<names>{_NAME}(?:(?:, {_NAME}){{0,5}},? (?:(?i:and)|&|y) {_NAME})?)(?=$|[\s,|/·•–—])"
)
_LANGUAGE = re.compile(r" (?:EN|ES|PT|FR|DE|IT)$")
_CLOCK = re.compile(
    r"\b\d{1,2}:\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4}\b)?|\b\d+ min(?:ute)?s? read\b", re.IGNORECASE
)
_UPDATED = re.compile(r"\b(?:last )?(?:updated?|modified|actualizado)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|publication|date|publicado|fecha|on|el|at)\b", re.IGNORECASE)
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline states; the date is None when it only says when the text was updated."""

    author: str | None
    date: str | None


def parse_byline(line: str) -> Byline | None:
    """The byline that a line is, if nothing else is in it.

    Examples
    --------
    >>> parse_byline("MEXICO / 16 AUG 2018 BY A. B. WRITER EN")
    Byline(author='A. B. WRITER', date='2018-08-16')
    >>> parse_byline("By Jane Doe and Juan de la Cruz, May 3, 2017")
    Byline(author='Jane Doe and Juan de la Cruz', date='2017-05-03')
    >>> parse_byline("By 2017, the plan had failed.")
    """
    if len(line) > _LONGEST:
        return None
    line = line.strip("*_# ")
    rest, author, date = line, None, None
    found = find_date(line)
    if found:
        start, end, date = found
        rest = f"{line[:start]} | {line[end:]}"
    by = _BY.search(rest)
    if by:
        author = by["names"]
        if author.isupper() and author.count(" ") > 1:
            author = _LANGUAGE.sub("", author)
        rest = f"{rest[: by.start()]} | {rest[by.end() :]}"
    if not found and not by:
        return None
    if found and _UPDATED.search(rest) and not _PUBLISHED.search(rest):
        date = None
    for known in (_CLOCK, _UPDATED, _PUBLISHED, _LANGUAGE):
        rest = known.sub(" ", rest)
    return Byline(author, date) if _is_explained(rest) else None


def _is_explained(rest: str) -> bool:
    """Whether what is left is nothing, or a place or section before, or an agency after a separator."""
    parts = [part.strip(" ,:;-()\t") for part in re.split(r"[|/·•–—]", rest)]
    left = [(i, part) for i, part in enumerate(parts) if part]
    return len(left) <= 2 and all(
        len(part.split()) <= (4 if i == 0 else 2)
        and (part.isupper() or is_title_case(part))
        and part.split()[0].lower() not in FUNCTION_WORDS
        for i, part in left
    )

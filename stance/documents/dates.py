"""Dates as people write them, to ISO; what can be read two ways is not read."""

from __future__ import annotations

import datetime
import re

_NAMES = (
    ("january", "enero"),
    ("february", "febrero"),
    ("march", "marzo"),
    ("april", "abril"),
    ("may", "mayo"),
    ("june", "junio"),
    ("july", "julio"),
    ("august", "agosto"),
    ("september", "septiembre", "sept", "setiembre"),
    ("october", "octubre"),
    ("november", "noviembre"),
    ("december", "diciembre"),
)
_MONTHS = {form: i for i, names in enumerate(_NAMES, 1) for name in names for form in (name, name[:3])}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:18|19|20)\d\d)"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_SHAPES = [
    re.compile(rf"\b{_WEEKDAY}{shape}(?!\w)", re.IGNORECASE)
    for shape in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:\d\d\S*)?",
        rf"{_DAY}\s+(?:de\s+)?{_MONTH},?\s+(?:del?\s+)?{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]{_YEAR}",
    )
]
_HAS_YEAR = re.compile(r"(?:18|19|20)\d\d")
_PARTIAL = [
    re.compile(rf"{_YEAR}(?:-(?P<month>\d\d))?"),
    re.compile(rf"{_MONTH},?\s+{_YEAR}", re.IGNORECASE),
]


def find_date(line: str) -> tuple[int, int, str] | None:
    """The first full date in a line: where it starts and ends, and the day in ISO form.

    Examples
    --------
    >>> find_date("MEXICO / 16 AUG 2018 BY A. WRITER")
    (9, 20, '2018-08-16')
    >>> find_date("03/04/2017")  # March or April?
    """
    if not _HAS_YEAR.search(line):
        return None
    found = (match for shape in _SHAPES if (match := shape.search(line)))
    for match in sorted(found, key=lambda match: match.start()):
        iso = _iso(match, numeric_month_first="/" in match.group())
        if iso:
            return match.start(), match.end(), iso
    return None


def parse_date(text: str) -> str | None:
    """A cell that is a date, to ISO; the day or the month may be missing. None when it is no clear date.

    Examples
    --------
    >>> [parse_date(x) for x in ("May 3, 2017", "2017-05", "3 de mayo de 2017", "13/05/2017", "spring")]
    ['2017-05-03', '2017-05', '2017-05-03', '2017-05-13', None]
    """
    text = text.strip()
    for shape in _PARTIAL:
        match = shape.fullmatch(text)
        if match:
            month = _month(match)
            if month is None:
                return match["year"]
            return f"{match['year']}-{month:02d}" if 1 <= month <= 12 else None
    found = find_date(text)
    return found[2] if found and found[:2] == (0, len(text)) else None


def _iso(match: re.Match[str], numeric_month_first: bool) -> str | None:
    day, month = int(match["day"]), _month(match)
    if month is None:
        return None
    if numeric_month_first:
        # Only a number above twelve tells the day from the month.
        if day <= 12 and month <= 12 and day != month:
            return None
        if month > 12:
            day, month = month, day
    try:
        return datetime.date(int(match["year"]), month, day).isoformat()
    except ValueError:
        return None


def _month(match: re.Match[str]) -> int | None:
    name = match.groupdict().get("month")
    if name is None:
        return None
    return int(name) if name.isdigit() else _MONTHS[name.lower()]

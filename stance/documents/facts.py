"""What a table states about a document, checked: a year is a year, a date a date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stance.documents.dates import parse_date
from stance.errors import StanceError

# The columns that state something; any other column of a reader's table is left alone.
FACTS = ("title", "source", "source_type", "author", "date", "year", "url")


def checked_facts(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The stated facts of a row, with the year that a stated date implies; empty cells are left out.

    Raises
    ------
    StanceError
        When a date or a year can not be read, or when they disagree.

    Examples
    --------
    >>> checked_facts({"source": " The Herald", "date": "3 May 2017", "words": 900}, "row 1")
    {'source': 'The Herald', 'date': '2017-05-03', 'year': 2017}
    """
    facts: dict[str, Any] = {}
    for name in FACTS:
        value = _plain(row.get(name))
        if value is not None:
            facts[name] = value
    if "date" in facts:
        date = parse_date(facts["date"])
        if date is None:
            raise StanceError(f"'date' must be a date such as 2017-05-03; got {facts['date']!r} ({where}).")
        facts["date"] = date
    if "year" in facts:
        facts["year"] = _year(facts["year"], where)
    if "date" in facts:
        implied = int(facts["date"][:4])
        if facts.setdefault("year", implied) != implied:
            raise StanceError(
                f"'year' must be that of the date; got {facts['year']} and {facts['date']} ({where})."
            )
    return facts


def merged_facts(facts: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a file or row with those of the side table, which win: also over a date of another year.

    Examples
    --------
    >>> merged_facts({"title": "A Plan", "date": "2017-05-03", "year": 2017}, {"year": 2016})
    {'title': 'A Plan', 'year': 2016}
    """
    merged = {**facts, **stated}
    if "date" in merged and "year" in merged and int(merged["date"][:4]) != merged["year"]:
        del merged["date"]
    return merged


def _plain(value: Any) -> str | None:
    """A cell as text, or None: missing values of any table library are not equal to themselves."""
    if value is None or value != value:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split()) or None


def _year(value: str, where: str) -> int:
    number = value.removesuffix(".0")
    if not (number.isascii() and number.isdigit() and 1000 <= int(number) <= 2999):
        raise StanceError(f"'year' must be a year such as 2017; got {value!r} ({where}).")
    return int(number)

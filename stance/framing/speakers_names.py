"""One name for one speaker: "Trump", "President Trump" and "the president" are who was introduced."""

from __future__ import annotations

import re
from typing import NamedTuple

from stance.framing.speakers import Report
from stance.framing.speakers_phrases import tokens_of
from stance.framing.speakers_words import (
    DETERMINERS,
    LINKS,
    LONG_TITLES,
    OPENERS,
    PORTFOLIOS,
    SHORT_TITLE,
    TITLES,
)

_CAPITAL = rf"(?:{SHORT_TITLE}|(?:[^\W\d_a-zß-öø-ÿ]\.)+|[^\W\d_a-zß-öø-ÿ][\w’'-]*)"
_OF_WHAT = "|".join(sorted(PORTFOLIOS))
_PORTFOLIO = rf"of\s+(?:the\s+)?(?=(?:{_OF_WHAT})\b)"
_PARTICLE = "(?:de|del|la|los|y|von|van|da|di|al)"
_NAME = rf"{_CAPITAL}(?:\s+(?:{_PORTFOLIO}|(?:{_PARTICLE}\s+)*){_CAPITAL})*"
_TITLE = re.compile(
    rf"(?:.*\s)?(?:{'|'.join(TITLES)})\.?(?:\s+of(?:\s+(?:the|and|{_OF_WHAT}))+)?\s+(?={_CAPITAL})"
)
_INDEFINITE = re.compile(r"(?:an?|one|some|another)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


class _Named(NamedTuple):
    place: int
    name: str
    titles: frozenset[str]


class Speakers:
    """The people that a text introduces, and who spoke last.

    Parameters
    ----------
    text : str
        English; names are looked up in it.

    Notes
    -----
    A surname stands for the full name that it first occurs in. A title ("the president") stands for the
    name that last followed it, and a pronoun for the last speaker; both are guesses, right in most news.
    """

    def __init__(self, text: str) -> None:
        found = [(match.start(), match[0]) for match in re.finditer(_NAME, text)]
        self._names = [_Named(place, _without_title(name), _titles_of(name)) for place, name in found]
        self._last: str | None = None

    def resolve(self, report: Report, position: int) -> str | None:
        """Who `report` at `position` of the text is about; it becomes the last speaker.

        Examples
        --------
        >>> speakers = Speakers("Mayor Rosa Vega spoke. Vega said it. The mayor said so. She said no.")
        >>> [speakers.resolve(Report(*x, False), 30) for x in [("Vega", "name"), ("She", "pronoun")]]
        ['Rosa Vega', 'Rosa Vega']
        """
        if report.kind == "pronoun":
            people = report.speaker.lower() in ("he", "she", "his", "her")
            self._last = self._last or (self._titled("", position) if people else None)
            return self._last
        phrase = _ARTICLE.sub("", _without_possessive(report.speaker), count=1)
        known = not _INDEFINITE.match(report.speaker)
        if report.kind == "name":
            self._last = self._full(_without_title(phrase))
        else:
            self._last = (self._titled(phrase, position) if known else None) or _lowered(phrase)
        return self._last

    def _full(self, name: str) -> str:
        """The full name that first introduced this one."""
        ends = (introduced.name for introduced in self._names if f" {introduced.name}".endswith(f" {name}"))
        return next(ends, name)

    def _titled(self, role: str, position: int) -> str | None:
        """Who last before `position` had the title that ends `role`, or any title if that is empty."""
        wanted = set(role.lower().split()[-1:])
        held = [x.name for x in self._names if x.place < position and x.titles and wanted <= x.titles]
        return self._full(held[-1]) if held else None


def _without_title(name: str) -> str:
    words = _without_possessive(_TITLE.sub("", name, count=1)).rstrip(".").split()
    while len(words) > 1 and words[0].lower() in OPENERS | DETERMINERS | LINKS:
        words = words[1:]
    return " ".join(words)


def _without_possessive(phrase: str) -> str:
    return phrase.removesuffix("’s").removesuffix("'s")


def _titles_of(name: str) -> frozenset[str]:
    match = _TITLE.match(name)
    words = match[0].lower().split() if match else []
    return frozenset(LONG_TITLES.get(word.rstrip("."), word.rstrip(".")) for word in words)


def _lowered(role: str) -> str:
    """The role as inside a sentence: a capital that only opens one is none."""
    (first, *_) = tokens_of(role)
    return role[0].lower() + role[1:] if first.is_voice and first.text[1:].islower() else role

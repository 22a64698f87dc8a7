"""Phrases that name who speaks, read backwards from a verb or forwards after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from stance.framing.speakers_words import (
    BEFORE_TIMES,
    BEING,
    DETERMINERS,
    FORMS,
    HAVING,
    LINKS,
    OPENERS,
    OWN,
    PAPERS,
    PREPOSITIONS,
    PRONOUNS,
    SHORT_TITLE,
    TIMES,
    UNSAID,
    VOICES,
)

QUOTED = "¤"
"""Stands for every quoted character: what is said inside a quotation says nothing about who says it."""

# Quotations; initials and short titles with their full stop; words; marks.
_TOKEN = re.compile(rf"{QUOTED}+|(?:[^\W\d_]\.)+|{SHORT_TITLE}|[^\W_][\w’'.&-]*\w|[^\W_]|[^\w\s]")
_BRACKETS = {")": "(", "]": "["}
_LONGEST_ASIDE = 30
_LONGEST_PHRASE = 9


_TRADE = re.compile(r"\w{3,}(?:ist|ician|rian)")
_RELATIVE = frozenset(["who", "that", "which"])
_NO_END = OWN | DETERMINERS | PREPOSITIONS
_VERBAL = BEING | HAVING | UNSAID - {"to"}


class Token(NamedTuple):
    """A word, a mark, or a quotation in a row."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        """Whether it is no mark and no quotation."""
        return self.text[0].isalnum()

    @property
    def is_name(self) -> bool:
        """Whether it is capitalised."""
        return self.text[0].isupper()

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation."""
        return self.text[0] == QUOTED

    @property
    def is_voice(self) -> bool:
        """Whether it is a noun that can say something, in singular or plural."""
        word = self.low.removesuffix("’s").removesuffix("'s")
        word = word[:-3] + "man" if word.endswith("men") else word
        singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
        return word in VOICES or singular in VOICES or bool(_TRADE.fullmatch(singular))


class Phrase(NamedTuple):
    """Who speaks: tokens from `start` to before `end`, and whether that is a name, a role or a pronoun."""

    start: int
    end: int
    kind: str


def tokens_of(sentence: str) -> list[Token]:
    """Words, marks and quotations."""
    return [Token(match[0], *match.span()) for match in _TOKEN.finditer(sentence)]


def phrase_before(
    tokens: Sequence[Token], end: int, plural: bool = False, owner: bool = False
) -> Phrase | None:
    """The phrase before token `end`, as the subject of what follows; None where it can not speak.

    Asides are passed over: "Olson, an adviser to the institute," and "a report last year". `owner` asks
    for one that something belongs to: "the mayor's claim".
    """
    last = _without_time(tokens, _without_aside(tokens, end - 1))
    if not owner and last >= 0 and tokens[last].text.endswith(("’s", "'s")):
        return None
    if last >= 0 and tokens[last].low in ("that", "which"):
        # "sent the court a letter in May that said"
        papers = [k for k in range(max(0, last - _LONGEST_ASIDE), last) if tokens[k].low in PAPERS]
        last = papers[-1] if papers else -1
    elif last >= 0 and tokens[last].low == "who":
        last -= 2 if last and tokens[last - 1].text == "," else 1
    if last < 0 or not tokens[last].is_word or tokens[last].low in _NO_END:
        return None
    if tokens[last].low in PRONOUNS:
        return Phrase(last, last + 1, "pronoun")
    start, head = _start(tokens, last), last
    if not owner and start > 0 and tokens[start - 1].low in PREPOSITIONS:
        # "officials in the capital said"
        lowest = max(0, start - _LONGEST_PHRASE + 1)
        heads = [k for k in range(start - 2, lowest - 1, -1) if tokens[k].is_voice]
        if not heads and start > 1 and tokens[start - 2].is_name:
            # "Vega of the harbour board said"
            return _name(tokens, _start(tokens, start - 2), start - 2)
        if not heads or any(not x.is_word or x.low in _VERBAL for x in tokens[heads[0] + 1 : last]):
            return None
        head, start = heads[0], _start(tokens, heads[0])
    if tokens[start].low in OWN or (plural and not _is_plural(tokens[start : head + 1])):
        return None
    named = tokens[head].is_name and any(token.is_name for token in tokens[max(start, head - 1) : head])
    if tokens[head].is_voice and not (named and tokens[head - 1].low not in DETERMINERS):
        return Phrase(start, last + 1, "role")
    return _name(tokens, start, head) if tokens[head].is_name else None


def phrase_after(tokens: Sequence[Token], start: int, anything: bool = False) -> Phrase | None:
    """The phrase that begins at token `start`, as who speaks: a name, else a role, else `anything`."""
    end = start
    while end < len(tokens) and tokens[end].is_word and tokens[end].low not in PREPOSITIONS | _RELATIVE:
        end += 1
    if end == start or tokens[start].low in OWN:
        return None
    if tokens[start].low in PRONOUNS:
        return Phrase(start, start + 1, "pronoun")
    names = [k for k in range(start, end) if tokens[k].is_name]
    if names and not tokens[end - 1].is_voice:
        return _name(tokens, start, names[-1])
    owned = tokens[start].low in ("his", "her", "its", "their")
    if any(token.is_voice for token in tokens[start:end]) or (anything and not owned):
        return Phrase(start, end, "role")
    return None


def opening_phrase(tokens: Sequence[Token], before: int) -> Phrase | None:
    """The phrase that opens a sentence, as the subject of a later verb; it ends before token `before`."""
    for place in range(min(before - 1, _LONGEST_PHRASE + 4)):
        token, following = tokens[place], tokens[place + 1]
        if not token.is_word:
            return None
        head = (token.is_voice or token.is_name) and token.low not in OPENERS | DETERMINERS | OWN
        goes_on = following.is_name or following.is_voice or following.low in LINKS
        if head and not goes_on and not token.text.endswith(("’s", "'s")):
            return phrase_before(tokens, place + 1)
    return None


def _name(tokens: Sequence[Token], start: int, last: int) -> Phrase | None:
    first = last
    while first > start and (
        tokens[first - 1].is_name or (tokens[first - 1].low in LINKS and first - 1 > start)
    ):
        first -= 1
    while first < last and tokens[first].low in (OPENERS | LINKS) - {"the"}:
        first += 1
    if tokens[first].low in OPENERS | DETERMINERS | OWN and first == last:
        return None
    return Phrase(first, last + 1, "name")


def _without_aside(tokens: Sequence[Token], last: int) -> int:
    if last >= 0 and tokens[last].text in _BRACKETS:
        opened = [k for k in range(last) if tokens[k].text == _BRACKETS[tokens[last].text]]
        return opened[-1] - 1 if opened else -1
    if last < 0 or tokens[last].text != ",":
        return last
    commas = [k for k in range(max(0, last - _LONGEST_ASIDE), last) if tokens[k].text == ","]
    return commas[-1] - 1 if commas else -1


def _without_time(tokens: Sequence[Token], last: int) -> int:
    if last < 1 or not (tokens[last].low in TIMES or tokens[last].text.isdigit()):
        return last
    start = last - 1
    while start > max(0, last - 4) and tokens[start].low not in BEFORE_TIMES:
        start -= 1
    return start - 1 if tokens[start].low in BEFORE_TIMES else last


def _start(tokens: Sequence[Token], head: int) -> int:
    start = head
    while start > 0 and head - start < _LONGEST_PHRASE:
        token = tokens[start - 1]
        if token.low in DETERMINERS | OWN:
            return start - 1
        between = token.low in LINKS and start > 1 and tokens[start].is_name and tokens[start - 2].is_name
        plain = token.is_word and token.low not in PREPOSITIONS | OPENERS | PRONOUNS
        if not (between or plain) or (token.text in FORMS and not token.is_name):
            break
        start -= 1
    return start


def _is_plural(phrase: Sequence[Token]) -> bool:
    last = phrase[-1].low
    several = last.endswith(("s", "men")) or last in ("police", "people")
    return several or any(token.low == "and" for token in phrase)

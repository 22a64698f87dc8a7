"""Who is reported: "Olson said", "officials have warned", "according to the announcement" (English)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stance.framing.speakers_phrases import (
    Phrase,
    Token,
    opening_phrase,
    phrase_after,
    phrase_before,
    tokens_of,
)
from stance.framing.speakers_words import (
    ADVERBS,
    BEING,
    BELIEVING,
    CLAIMS,
    DETERMINERS,
    FORMS,
    HAVING,
    NEEDS_THAT,
    OWN,
    PRONOUNS,
    UNSAID,
    VIEWS,
)

_CONTENT = frozenset(["that", "for", "on", "upon", "out", "whether", ":"])
_CLAUSE = DETERMINERS | PRONOUNS | OWN
_NEAR = 4


class Report(NamedTuple):
    """Who a sentence reports, as it is written, and whether that is a name, a role or a pronoun.

    `beside` tells whether the verb stands beside a quotation.
    """

    speaker: str
    kind: str
    beside: bool


def find_report(sentence: str) -> Report | None:
    """The report that a sentence makes, quoted characters masked as "¤"; None if it makes none.

    A report beside a quotation is preferred to one elsewhere, then the first.

    Parameters
    ----------
    sentence : str
        English.

    Examples
    --------
    >>> find_report("The mayor, a former judge, has warned of delays.")
    Report(speaker='The mayor', kind='role', beside=False)
    >>> find_report("¤¤¤¤¤¤ said Rosa Vega of the Harbour Institute.")
    Report(speaker='Rosa Vega', kind='name', beside=True)
    >>> find_report("We warned of delays.") is None
    True
    """
    tokens = tokens_of(sentence)
    found = [
        Report(sentence[tokens[phrase.start].start : tokens[phrase.end - 1].end], phrase.kind, beside)
        for phrase, beside in _reports(tokens)
    ]
    return max(found, key=lambda report: report.beside) if found else None


def _reports(tokens: Sequence[Token]) -> Iterator[tuple[Phrase, bool]]:
    for place, token in enumerate(tokens):
        before, after = tokens[max(0, place - _NEAR) : place], tokens[place + 1 : place + 1 + _NEAR]
        following = after[0].low if after else ""
        phrase, beside = None, True
        if token.low == "according" and following == "to":
            phrase = phrase_after(tokens, place + 2, anything=True)
        elif token.low in VIEWS and any(x.low == "in" for x in before):
            phrase = _viewer(tokens, place)
        elif token.low in CLAIMS and before and before[-1].text.endswith(("’s", "'s")):
            phrase = phrase_before(tokens, place, owner=True) if following in ("that", "for") else None
        elif token.text in FORMS and not (FORMS[token.text] == "base" and following in FORMS):
            # A base form before another verb is a noun: "the police report says".
            beside = any(x.is_quote for x in (*before, *after))
            phrase = _subject(tokens, place) if beside or _reports_what_follows(tokens, place) else None
        if phrase is not None:
            yield phrase, beside


def _subject(tokens: Sequence[Token], verb: int) -> Phrase | None:
    form = FORMS[tokens[verb].text]
    if form in ("past", "third") and _follows_quote(tokens, verb):
        after = phrase_after(tokens, verb + 1)
        if after is not None:
            return after
    if form == "going" and verb and tokens[verb - 1].text == ",":
        # "Vega raised hopes, announcing that"
        return opening_phrase(tokens, verb) if _has_content(tokens[verb + 1 : verb + 3]) else None
    start = verb
    while start and (
        tokens[start - 1].low in ADVERBS | BEING | HAVING | UNSAID or tokens[start - 1].low.endswith("ly")
    ):
        start -= 1
    helpers = {token.low for token in tokens[start:verb]}
    # "was told" tells nothing of who told; "should say" is not said.
    if helpers & UNSAID or bool(helpers & BEING) != (form == "going"):
        return None
    if start and tokens[start - 1].low in ("and", "but"):
        # "The report lists five aims and calls for"
        clear = form == "past" or (form == "third" and tokens[verb].text in NEEDS_THAT)
        return opening_phrase(tokens, start) if clear else None
    return phrase_before(tokens, start, plural=form == "base")


def _reports_what_follows(tokens: Sequence[Token], verb: int) -> bool:
    form, after = tokens[verb].text, tokens[verb + 1 : verb + 3]
    if form not in NEEDS_THAT or _has_content(after):
        return True
    if not after or after[0].text in (",", "."):
        # "Trade fell, she added, and so did"
        return any(token.text == "," for token in tokens[max(0, verb - 2 * _NEAR) : verb])
    return form in BELIEVING and (after[0].low in _CLAUSE or after[0].is_name)


def _viewer(tokens: Sequence[Token], place: int) -> Phrase | None:
    """Whose view: "in his view", "in the mayor's words", "in the words of Vega"."""
    owner = tokens[place - 1]
    if owner.low in ("his", "her", "their"):
        return Phrase(place - 1, place, "pronoun")
    if owner.text.endswith(("’s", "'s", "s’", "s'")):
        return phrase_before(tokens, place, owner=True)
    followed = tokens[place + 1 : place + 2] and tokens[place + 1].low == "of"
    return phrase_after(tokens, place + 2) if followed else None


def _has_content(tokens: Sequence[Token]) -> bool:
    return any(token.low in _CONTENT for token in tokens)


def _follows_quote(tokens: Sequence[Token], place: int) -> bool:
    before = tokens[max(0, place - 2) : place]
    return bool(before) and (before[-1].is_quote or (before[0].is_quote and before[-1].text in ",—–-"))

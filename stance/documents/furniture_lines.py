"""Lines that say themselves that they are not the article's."""

from __future__ import annotations

import re

from stance.documents.blocks import ends_sentence
from stance.documents.page_language import (
    APPEAL,
    CAPTION,
    FEEDBACK,
    LANGUAGE,
    LICENCE,
    NAVIGATION,
    PLACEHOLDER,
    SEE_ALSO,
    SHARE,
    any_of,
    whole_line,
)

ABOUT = "about the publisher"
PAGE_NUMBER = "page number or running head"
RULE = "rule"

_LONGEST = 900
_WHOLE = {reason: whole_line(said["lines"]) for reason, said in LANGUAGE.items() if "lines" in said}
_AT_THE_END = whole_line(LANGUAGE[FEEDBACK]["at_the_end"])
_SHARE_CORE = frozenset(LANGUAGE[SHARE]["core"])
_SHARE_WORDS = _SHARE_CORE.union(LANGUAGE[SHARE]["others"])
_SEE_ALSO = re.compile(rf"\W*{any_of(LANGUAGE[SEE_ALSO]['openers'])}\s*[:|–—-]\s*\S", re.IGNORECASE)
_ABOUT = re.compile(
    r"[Aa]bout (?:us|the authors?|this (?:article|site|report|series)|the (?=[A-Z])|(?=[A-Z])).{0,50}"
)
_CLICK = re.compile(
    r"\bclick here (?:to|for)\b.*\b(?:send|comment|share|donat|subscrib|join|sign|read|see|view|more)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\W*(?:please |to )?"
    r"(?:sign up|subscribe|donate|support|join|help|follow|get|click|like|receive|if you)\b",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(r"newsletter|\binbox|subscri(?:be|ption)|\bdonat(?:e|ion)|email alerts|podcast", re.I)
_READER = re.compile(r"\b(?:our|us|your?|here)\b", re.IGNORECASE)
_NOTICE = re.compile(r"\W*(?:©|copyright (?:©|\(c\)|\d{4}|by)|all rights reserved\b)", re.IGNORECASE)
_PICTURED = any_of(LANGUAGE[CAPTION]["words"])
_AGENCY = rf"\b{any_of(LANGUAGE[CAPTION]['agencies'])}"
_CREDIT = re.compile(
    # "Photo: Jane Doe", "Photo by Jane Doe", "(AP Photo/Jane Doe)", "(Reuters)"
    rf"(?:^|[\s(\[|–—-]){_PICTURED}(?: (?:credit|courtesy|by))?\s*[:/©]\s*\S"
    rf"|\b{_PICTURED}(?: by| courtesy of) (?-i:[A-Z])"
    rf"|{_AGENCY}(?: Photo)?\s*[/|)].{{0,60}}$|[/|(©]\s*{_AGENCY}\b.{{0,20}}$",
    re.IGNORECASE,
)
_CREDIT_CHAIN = re.compile(r"(?:[.;] |[(])[A-Z][\w.&' -]{2,40}(?:/[A-Z][\w.&' -]{2,60}){1,4}\)?$")
_SEPARATED = re.compile(r"\s*(?:>|»|›|\|| / |•|·)\s*")
_PAGE_NUMBER = re.compile(r"(?:page\s*|p\.?\s*)?[-–— ]*\d{1,3}[-–— ]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
# The symbol or date of an official record: figures and short groups of capitals.
_RECORD = re.compile(r"(?=.*\d)(?=.*[/-])(?!.*[^\W\d_]{4})[^a-zß-öø-ÿ,;!?]{4,24}")
_NO_WORDS = re.compile(r"[\W_]+")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\([^)\s]*\)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def reason_of_line(text: str) -> str | None:
    """Why a line is furniture wherever it stands, or None.

    Examples
    --------
    >>> reason_of_line("SEE ALSO: Five Maps"), reason_of_line("Was this page useful?")
    ('see also', 'invitation to comment')
    >>> reason_of_line("We see also a need to share the costs of this plan.")
    """
    if len(text) > _LONGEST:
        return None
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if len(text) <= 90:
        for reason, pattern in _WHOLE.items():
            if pattern.fullmatch(text):
                return reason
        short = _short_line(text)
        if short:
            return short
    if len(text) < 120 and _NOTICE.match(text):
        return LICENCE
    if _SEE_ALSO.match(text) and len(text) < 220:
        return SEE_ALSO
    if _is_credit(text):
        return CAPTION
    if len(text) < 220 and _CLICK.search(text):
        return FEEDBACK if "comment" in text.lower() else APPEAL
    if _ASKS.match(text) and len(text) < 250 and _ASKS_FOR.search(text) and _READER.search(text):
        return APPEAL
    return None


def asks_the_reader(text: str) -> bool:
    """Whether a line asks what its reader thinks; an interview may hold the same question.

    Examples
    --------
    >>> asks_the_reader("What are your thoughts?"), asks_the_reader("What do they think?")
    (True, False)
    """
    return _AT_THE_END.fullmatch(text) is not None


def _short_line(text: str) -> str | None:
    if _NO_WORDS.fullmatch(text):
        return RULE
    if _PAGE_NUMBER.fullmatch(text) or _RECORD.fullmatch(text):
        return PAGE_NUMBER
    if _PICTURE.fullmatch(text):
        return PLACEHOLDER
    words = text.lower().replace(",", " ").split()
    if _SHARE_CORE.intersection(words) and _SHARE_WORDS.issuperset(words):
        return SHARE
    if _ABOUT.fullmatch(text) and not ends_sentence(text) and len(words) <= 6:
        return ABOUT
    parts = [part for part in _SEPARATED.split(text) if part]
    if len(parts) >= 3 and all(len(part.split()) <= 3 and part[0].isupper() for part in parts):
        return NAVIGATION
    return None


def _is_credit(text: str) -> bool:
    if len(text) > 400 or (text[-1] in ".?!:;" and not text[-12:].isupper()):
        return False
    return _CREDIT.search(text) is not None or _CREDIT_CHAIN.search(text) is not None

"""What stands below an article, from the first line that calls on the reader to the end of the page."""

from __future__ import annotations

import re

from stance.documents.bylines import parse_byline
from stance.documents.furniture_licence import is_licence
from stance.documents.furniture_lines import ABOUT, asks_the_reader
from stance.documents.page import Page
from stance.documents.page_language import APPEAL, FEEDBACK, LICENCE, RELATED, SHARE
from stance.documents.shapes import count_words, is_heading, is_label

TEASER = "teaser of another story"
BLURB = "organisation blurb"
AUTHOR_NOTE = "note on the author"
CUT_OFF = "cut off"
BELOW = "below the article"

# What can begin the end of a page. Any of these may also stand within an article.
_CLOSING = frozenset({SHARE, FEEDBACK, APPEAL, LICENCE, RELATED, ABOUT, BLURB, AUTHOR_NOTE})
_LONGEST = 1500
_LONGEST_TEASER, _LONGEST_UNDATED_TEASER, _LONGEST_BLURB = 90, 45, 150
_MORE = re.compile(r"\b(?:read|learn|find out|see) more\W*$", re.IGNORECASE)
_ORGANIZATION = re.compile(
    r"\b(?:non-?profit|non-?partisan|independent|organi[sz]ation|foundation|think tank|mission|founded in"
    r"|established in|dedicated to|seeks to|aims to|publishes|is committed to|headquartered|works to)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_WORKS_AS = r".{0,60}?\b(?:is|was|are|has been|writes|works|teaches|serves|covers|reports|joined)\b"
# What a page breaks off after; no writer's own ellipsis follows one of these.
_DANGLING = re.compile(
    r"\b(?:an?|and|as|at|by|for|from|in|into|its|of|on|or|our|the|their|to|under|with|whose|which)"
    r"\s?(?:…|\.\.\.)$",
    re.IGNORECASE,
)


def mark_tail(page: Page, author: str | None) -> None:
    """Mark what follows the article.

    Reading from the end, every block must be explained: as a line that calls on the reader, a short
    line, a teaser (a paragraph below a date or headline, after a line such as "Related"), a blurb, a note
    on the author. The tail begins at the first calling line among them; whatever prose is left
    unexplained is the article's.
    """
    _mark_blurbs(page)
    if author or not _CLOSING.isdisjoint(page.reasons) or any(map(_may_close, page.texts[-3:])):
        _mark_end_matter(page, author)
    _mark_cut_off(page)


def _may_close(text: str) -> bool:
    return asks_the_reader(text) or is_licence(text)


def _mark_end_matter(page: Page, author: str | None) -> None:
    explained = _explain(page, author)
    first = len(page)
    while first > 0 and explained[first - 1]:
        first -= 1
    calls = (i for i in range(first, len(page)) if explained[i] in _CLOSING)
    start = next(calls, len(page))
    body = sum(count_words(page.texts[i]) for i in page.kept_prose() if i < start)
    tail = sum(count_words(page.texts[i]) for i in range(start, len(page)) if page.prose[i])
    for i in range(1, start):
        # Within the article only the surest of shapes: a date and a text that breaks off.
        if (
            explained[i] == TEASER
            and page.texts[i].endswith(("…", "..."))
            and _is_dateline(page.texts[i - 1])
        ):
            page.mark(i - 1, TEASER)
            page.mark(i, TEASER)
    if tail <= 2 * body:
        for i in range(start, len(page)):
            page.mark(i, explained[i] or BELOW)


def _explain(page: Page, author: str | None) -> list[str | None]:
    explained: list[str | None] = []
    section: str | None = None
    for i, reason in enumerate(page.reasons):
        if reason in (RELATED, ABOUT):
            section = reason
        elif reason is None:
            reason = _explain_block(page, i, section, explained, author)
            if reason is None:
                section = None  # the article goes on
        explained.append(reason)
    return explained


def _explain_block(
    page: Page, i: int, section: str | None, before: list[str | None], author: str | None
) -> str | None:
    text = page.texts[i]
    if len(text) > _LONGEST:
        return None
    dated = _is_dateline(text)
    if dated or is_heading(text, longest=20) or is_label(text):
        return TEASER if section else BELOW
    words = count_words(text)
    previous = before[-1] if before else None
    if section == ABOUT and previous == ABOUT and words <= _LONGEST_BLURB:
        return BLURB
    if section and _is_teaser(page, i, words):
        return TEASER
    if asks_the_reader(text):
        return FEEDBACK
    if is_licence(text):
        return LICENCE
    # Between "Was this page useful?" and "Donate"; a share bar alone may stand within an article.
    if previous in (FEEDBACK, APPEAL) and _next_calls(page, i) and words <= 60 and _WE.search(text):
        return APPEAL
    if (
        author
        and words <= 80
        and re.match(rf"\W*(?:{re.escape(author)}|The author)\b{_WORKS_AS}", text, re.IGNORECASE)
    ):
        return AUTHOR_NOTE
    return None


def _is_teaser(page: Page, i: int, words: int) -> bool:
    if i == 0:
        return False
    above = page.texts[i - 1]
    if _is_dateline(above):
        return words <= _LONGEST_TEASER
    cut = page.texts[i].endswith(("…", "..."))
    return words <= _LONGEST_UNDATED_TEASER and (cut or is_heading(above, longest=20))


def _is_dateline(text: str) -> bool:
    byline = parse_byline(text)
    return byline is not None and byline.date is not None


def _next_calls(page: Page, i: int) -> bool:
    return i + 1 < len(page) and page.reasons[i + 1] in _CLOSING


def _mark_blurbs(page: Page) -> None:
    """A heading that is a name, and one paragraph that begins with that name and says what it is for."""
    for i in range(max(1, len(page) // 2), len(page) - 1):
        name, text = page.texts[i], page.texts[i + 1]
        if page.reasons[i] or page.reasons[i + 1] or not is_heading(name, longest=8) or is_heading(text):
            continue
        if not re.match(rf"\W*(?:the )?{re.escape(name)}\b", text, re.IGNORECASE):
            continue
        evidence = (
            len(_ORGANIZATION.findall(text))
            + 2 * bool(_MORE.search(text))
            + 2 * (name in page.texts[i + 2 :])
        )
        if evidence >= 2 and count_words(text) <= _LONGEST_BLURB:
            page.mark(i, BLURB)
            page.mark(i + 1, BLURB)


def _mark_cut_off(page: Page) -> None:
    """A last paragraph that the page broke off in the middle of a phrase."""
    kept = [i for i, reason in enumerate(page.reasons) if reason is None]
    if len(kept) > 1 and _DANGLING.search(page.texts[kept[-1]][-40:]):
        page.mark(kept[-1], CUT_OFF)

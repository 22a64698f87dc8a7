"""What stands above an article: where in the site, title, byline; and what these lines state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from stance.documents.blocks import Block
from stance.documents.bylines import parse_byline
from stance.documents.furniture_lines import reason_of_line
from stance.documents.page import Page
from stance.documents.page_language import NAVIGATION
from stance.documents.shapes import (
    count_words,
    is_address,
    is_heading,
    is_label,
    is_prose,
    is_salutation,
    is_title_case,
)

TITLE = "title"
BYLINE = "byline"
LABEL = "section label"
SUBTITLE = "subtitle"
FRONT_MATTER = "front matter"

_LONGEST_HEAD = 12
_LONGEST_TITLE = 25  # words
_LONGEST_LINE = 180  # characters
_STATED = re.compile(
    r"(?P<name>title|author|source|publisher|date|published|url|link)\s*:\s+(?P<value>\S.{0,200})",
    re.IGNORECASE,
)
_FIELDS = {"publisher": "source", "published": "date", "link": "url"}


def read_head(blocks: Sequence[Block]) -> tuple[dict[int, str], dict[str, Any]]:
    """Which of the first blocks are no paragraphs, and what they state.

    Parameters
    ----------
    blocks : sequence of Block
        The beginning of a document, at least.

    Returns
    -------
    reasons : dict of int to str
        Per block above the article, why it is no part of it.
    facts : dict
        title, author, source, date and url as far as stated; dates as written in a "Date:" line.

    Examples
    --------
    >>> from stance.documents.blocks import split_blocks
    >>> text = "OPINION\\n\\nA Way Out\\n\\nBy Jane Doe, May 3, 2017\\n\\n" + "The ministry has a plan. " * 5
    >>> reasons, facts = read_head(split_blocks(text))
    >>> reasons
    {0: 'section label', 2: 'byline', 1: 'title'}
    >>> facts
    {'author': 'Jane Doe', 'date': '2017-05-03', 'title': 'A Way Out'}
    """
    page = Page(blocks[: _LONGEST_HEAD + 1])
    reasons, facts = _front_matter(page.texts)
    begins = [prose or len(text) > _LONGEST_LINE for prose, text in zip(page.prose, page.texts, strict=True)]
    first = next((i for i, begun in enumerate(begins) if begun and i not in reasons), None)
    if first is None:
        return reasons, facts
    address = next((i for i in range(first) if is_address(page.texts[i])), first)
    for i in range(first):
        if i not in reasons:
            reason, stated = _line_above(page.texts[i])
            facts = {**stated, **facts}
            if reason:
                reasons[i] = reason
    titles = [i for i in range(address) if i not in reasons and _is_title(page, i)]
    glued = [i for i in titles if any(_ends_in(page.texts[i], page.texts[j]) for j in titles if j > i)]
    reasons |= dict.fromkeys(glued, NAVIGATION)
    titles = [i for i in titles if i not in glued]
    if titles:
        title = page.texts[titles[0]].strip("#*_ ")
        facts.setdefault("title", " ".join(title.split()))
        for i in titles:
            line = page.texts[i].strip("#*_ ")
            if line == title or not line.endswith(("?", "!")):
                reasons[i] = TITLE if line == title else SUBTITLE
    return reasons | _byline_below(page, first, facts), facts


def _line_above(text: str) -> tuple[str | None, dict[str, Any]]:
    byline = parse_byline(text)
    if byline:
        facts = {"author": byline.author, "date": byline.date}
        return BYLINE, {name: value for name, value in facts.items() if value}
    stated = _STATED.fullmatch(text)
    if stated:
        name = stated["name"].lower()
        return BYLINE, {_FIELDS.get(name, name): stated["value"].strip()}
    reason = reason_of_line(text)
    if reason is None and is_label(text) and not is_salutation(text):
        reason = LABEL
    return reason, {}


def _byline_below(page: Page, first: int, facts: dict[str, Any]) -> dict[int, str]:
    """A byline, and the date below it, that stand below a standfirst."""
    reasons: dict[int, str] = {}
    for i in range(first + 1, min(first + 4, len(page))):
        byline = parse_byline(page.texts[i])
        if byline is None or not (byline.author or reasons):
            break
        reasons[i] = BYLINE
        for name, value in (("author", byline.author), ("date", byline.date)):
            if value:
                facts.setdefault(name, value)
    return reasons


def _is_title(page: Page, i: int) -> bool:
    text = page.texts[i]
    if not is_heading(text.rstrip("?!"), _LONGEST_TITLE) or count_words(text) < 2 or is_prose(text):
        return False
    # In a text whose lines were broken anywhere, the first line may be the beginning of a sentence.
    return page.is_followed_by_gap(i) or (is_title_case(text) and _is_headed(page, i))


def _is_headed(page: Page, i: int) -> bool:
    """Whether a line without a blank line after it is a title: no line was wrapped, or a byline follows."""
    after = page.texts[i + 1]
    wrapped = any("\n" in text for text in page.texts)
    return not wrapped or page.texts[i].isupper() or is_label(after) or parse_byline(after) is not None


def _ends_in(text: str, title: str) -> bool:
    """Whether a line is a title with the names of the sections above it run into it."""
    return text != title and len(title) > 10 and text.endswith(title)


def _front_matter(texts: list[str]) -> tuple[dict[int, str], dict[str, Any]]:
    """The lines between two rules at the top of a Markdown file."""
    if not texts or texts[0] != "---" or "---" not in texts[1:]:
        return {}, {}
    end = texts.index("---", 1)
    facts = {}
    for line in "\n".join(texts[1:end]).split("\n"):
        stated = _STATED.fullmatch(line)
        if stated:
            name = stated["name"].lower()
            facts[_FIELDS.get(name, name)] = stated["value"].strip("\"' ")
    return dict.fromkeys(range(end + 1), FRONT_MATTER), facts

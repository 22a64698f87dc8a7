"""What stands between an article's paragraphs: subheads, adverts, lines that come again."""

from __future__ import annotations

import re
from collections import Counter

from stance.documents.blocks import ends_sentence
from stance.documents.page import Page
from stance.documents.shapes import (
    count_words,
    is_heading,
    is_marked_heading,
    is_salutation,
    is_title_case,
)

SUBHEAD = "subhead"
HEADLINE = "headline between paragraphs"
REPEATED = "repeated line"

_SHORTEST_HEADLINE = 7
_LONGEST_PLAIN_SUBHEAD = 6
_LONGEST_REPEATED = 12
_OPENS_PHRASE = re.compile(r"(?:in|on|at|by|for|from|with|as)\s(?:\S+\s+){5}", re.IGNORECASE)


def mark_repeated(page: Page) -> None:
    """A line that comes twice in a row, and a short one that runs through the document."""
    for i in range(1, len(page)):
        if page.texts[i] == page.texts[i - 1] and not is_salutation(page.texts[i]):
            page.mark(i, REPEATED)
            if not ends_sentence(page.texts[i]):
                page.mark(i - 1, REPEATED)
    short = [text for text in page.texts if len(text) < 90 and not ends_sentence(text)]
    for text, times in Counter(short).items():
        if times >= 3 and 2 <= count_words(text) <= _LONGEST_REPEATED and is_heading(text):
            for i, other in enumerate(page.texts):
                if other == text:
                    page.mark(i, REPEATED)


def mark_subheads(page: Page) -> None:
    """A heading between two paragraphs; a whole headline there belongs to another story."""
    for i, text in enumerate(page.texts):
        if page.reasons[i] is None and _is_subhead(page, i):
            foreign = (
                is_title_case(text)
                and not text.isupper()
                and not is_marked_heading(text)
                and count_words(text) >= _SHORTEST_HEADLINE
            )
            page.mark(i, HEADLINE if foreign else SUBHEAD)


def _is_subhead(page: Page, i: int) -> bool:
    text = page.texts[i]
    if is_marked_heading(text):
        return True
    following = next((j for j in range(i + 1, len(page)) if page.reasons[j] is None), None)
    if following is None or not page.prose[following] or not is_heading(text):
        return False
    if i and page.reasons[i - 1] is None and not ends_sentence(page.texts[i - 1]):
        return False
    if "\n" in text or _OPENS_PHRASE.match(text):
        return False
    if text.isupper() or is_title_case(text):
        return count_words(text) > 1 or page.is_followed_by_gap(i) or text.isupper()
    # In lower case only a few words that stand alone, or are in a text without any blank lines.
    gapless = not any(block.gap for block in page.blocks[1:])
    alone = page.blocks[i].gap and page.is_followed_by_gap(i)
    return count_words(text) <= _LONGEST_PLAIN_SUBHEAD and (alone or gapless)

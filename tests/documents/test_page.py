from __future__ import annotations

from stance.documents.blocks import split_blocks
from stance.documents.page import Page


def test_kept_prose_and_gaps() -> None:
    prose = "The ministry said that judges in the north would be trained for two years."
    page = Page(split_blocks(f"A title\n\n{prose}\n{prose}"))
    assert page.kept_prose() == [1, 2]
    page.mark(1, "a reason")
    assert page.kept_prose() == [2]
    assert [page.is_followed_by_gap(i) for i in range(len(page))] == [True, False, True]

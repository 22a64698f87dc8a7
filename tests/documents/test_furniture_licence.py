from __future__ import annotations

from stance.documents.furniture_licence import is_licence


def test_a_notice_needs_three_terms_and_a_reader() -> None:
    assert is_licence("You may republish this article under a Creative Commons licence, with attribution.")
    assert not is_licence("You may republish it.")
    assert not is_licence("Creative Commons licences let authors ask for attribution when work is reprinted.")
    assert not is_licence("You may republish this article with attribution and permission. " + "More. " * 200)

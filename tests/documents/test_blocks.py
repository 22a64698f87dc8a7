from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.documents.blocks import ends_sentence, split_blocks


def _texts(text: str) -> list[str]:
    return [block.text for block in split_blocks(text)]


def test_a_line_is_a_paragraph() -> None:
    assert _texts(" One. \n\n\nTwo.\nThree.\n") == ["One.", "Two.", "Three."]


def test_gaps() -> None:
    assert [block.gap for block in split_blocks("One.\nTwo.\n \nThree.")] == [True, False, True]


def test_wrapped_lines_are_put_together() -> None:
    text = (
        "The interior ministry said that judges in the north\n"
        "would be trained for two years before the new courts\n"
        "open.\n"
        "The plan needs money, and nobody knows yet where it\n"
        "will come from. Judges were hired in great haste for\n"
        "Prosecutors were not. The minister spoke to the press\n"
        "in the capital yesterday.\n"
        "12\n"
        "COURTS OF THE NORTH\n"
        "Nothing was said about the costs of the programme and\n"
        "its dates, or about the judges who will be appointed.\n"
    )
    assert _texts(text) == [
        text[: text.index("The plan") - 1],
        text[text.index("The plan") : text.index("12") - 1],
        "12",
        "COURTS OF THE NORTH",
        text[text.index("Nothing") :].strip(),
    ]


def test_short_lines_of_a_page_are_not_wrapped_lines() -> None:
    paragraph = "The ministry said that judges would be trained. " * 4
    lines = ["Skip to content", "Home | News", "A Way Out of the War", "Jane Doe", paragraph, "Sign up"]
    page = "\n".join([*lines, paragraph, "Terms"])
    assert len(split_blocks(page)) == 8


def test_a_sentence_goes_on_across_a_page_break() -> None:
    assert _texts("It was the end\n\nof the war. Then\f peace came.") == [
        "It was the end\n\nof the war. Then\f peace came."
    ]
    assert len(_texts("The end.\n\nof the war")) == 2


@pytest.mark.parametrize("item", ["(a) courts", "- courts", "• courts", "3. courts", "12.\tCourts"])
def test_items_stand_alone(item: str) -> None:
    assert _texts(f"The plan has parts\n{item}") == ["The plan has parts", item]


def test_ends_sentence() -> None:
    assert all(ends_sentence(x) for x in ("a.", "a?”", "a…", "a.)", "**a!**", "a:"))
    assert not any(ends_sentence(x) for x in ("a", "a,", "”", "a)"))


@settings(deadline=None, derandomize=True)
@given(st.text(alphabet="aB .\n\t\f\u00a012,;-“”", max_size=300))
def test_blocks_hold_every_character_once(text: str) -> None:
    blocks = split_blocks(text)
    assert all(text[block.start : block.end] == block.text == block.text.strip() for block in blocks)
    assert all(a.end < b.start for a, b in pairwise(blocks))
    seen = "".join(block.text for block in blocks)
    assert "".join(seen.split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["a" * 3_000_000, "a\n" * 300_000, "\n" * 1_000_000, "1/" * 500_000])
def test_huge_input_takes_no_time(text: str) -> None:
    start = time.process_time()
    split_blocks(text)
    assert time.process_time() - start < 10

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.documents.blocks import split_blocks
from stance.documents.document import Document
from stance.documents.furniture import clean

Paragraph = Callable[[str], str]


def test_a_whole_page_without_blank_lines(paragraph: Paragraph) -> None:
    own = [paragraph("One."), paragraph("Two."), paragraph("Three.")]
    page = "\n".join(
        [
            "Skip to main content",
            "Home | News | Opinion | Sport",
            "A Way Out of the War",
            "3 May 2017, 10:32 AM",
            own[0],
            "ADVERTISEMENT",
            own[1],
            "Sign up for our newsletter and get the best stories in your inbox.",
            own[2],
            "© 2017 The Herald. All rights reserved.",
            "Terms of use | Privacy | Contact",
        ]
    )
    cleaned = clean(Document.of(page, "page.txt"))
    assert [block.text for block in cleaned.paragraphs] == own
    assert len(cleaned.removed) == 8


def test_a_page_in_spanish() -> None:
    own = [
        f"El ministerio dijo {x} que los jueces del norte serán formados durante dos años."
        for x in ("hoy", "ayer")
    ]
    blocks = [
        "Una salida a la guerra",
        "Por Juan Pérez, 3 de mayo de 2017",
        own[0],
        "Lea también: Los tribunales",
    ]
    blocks += [own[1], "Compartir", "Suscríbete", "Artículos relacionados", "Por qué importa el puerto"]
    cleaned = clean(Document.of("\n\n".join(blocks), "es.txt"))
    assert [block.text for block in cleaned.paragraphs] == own


def test_an_interview_keeps_its_questions(paragraph: Paragraph) -> None:
    blocks = [
        paragraph("A."),
        "What do you think should change?",
        paragraph("B."),
        "Was this useful?",
        paragraph("C."),
    ]
    assert clean(Document.of("\n\n".join(blocks), "a.txt")).removed == ()


def test_notes_and_references_stay(paragraph: Paragraph) -> None:
    blocks = [paragraph("A."), "Notes", "1. See Doe, The Courts of the North (1999), p. 5."]
    assert clean(Document.of("\n\n".join(blocks), "a.txt")).removed == ()


def test_the_result_prints_and_turns_into_tables(paragraph: Paragraph) -> None:
    cleaned = clean(Document.of(f"A Way Out\n\n{paragraph('One.')}\n\nShare", "a.txt"))
    assert (
        str(cleaned)
        == "a.txt: 1 paragraph kept, 2 lines removed\n  [title] A Way Out\n  [share buttons] Share"
    )
    assert cleaned.to_frame()["reason"].tolist() == ["title", "share buttons"]
    removed = cleaned.to_dict()["removed"]
    assert isinstance(removed, list)
    assert removed[0] == {"start": 0, "end": 9, "text": "A Way Out", "reason": "title"}


LINES = st.sampled_from(
    [
        "Share",
        "Related",
        "By Jane Doe, May 3, 2017",
        "A Way Out",
        "",
        "The ministry said that judges in the north would be trained for two years.",
        "We need your help.",
        "12",
        "---",
        "# Next",
        "it went on and",
        "2 JUN 2023",
        "Was this page helpful?",
        "Read more",
        "BRIEF",
        "The end…",
    ]
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(LINES, max_size=25), st.booleans())
def test_every_block_is_kept_or_removed(lines: list[str], gaps: bool) -> None:
    document = Document.of(("\n\n" if gaps else "\n").join(lines), "a.txt", {"author": "Jane Doe"})
    cleaned = clean(document)
    parts = sorted(
        [(b.start, b.end) for b in cleaned.paragraphs] + [(r.start, r.end) for r in cleaned.removed]
    )
    assert parts == [(b.start, b.end) for b in split_blocks(document.text)]
    assert all(document.text[r.start : r.end] == r.text and r.reason for r in cleaned.removed)


@pytest.mark.parametrize(
    "text", ["Share " * 200_000, "a. " * 300_000, "By A" * 100_000, "By Jane Doe " * 50_000, "|" * 10**6]
)
def test_huge_lines_take_no_time(text: str) -> None:
    start = time.process_time()
    clean(Document.of(text, "a.txt"))
    assert time.process_time() - start < 10

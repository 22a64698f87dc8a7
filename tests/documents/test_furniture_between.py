from __future__ import annotations

from collections.abc import Callable

from stance.documents.document import Document
from stance.documents.furniture import clean

Paragraph = Callable[[str], str]


def _reasons(*blocks: str, joint: str = "\n\n") -> list[tuple[str, str]]:
    cleaned = clean(Document.of(joint.join(blocks), "a.txt"))
    return [(line.text, line.reason) for line in cleaned.removed]


def test_subheads_and_headlines(paragraph: Paragraph) -> None:
    headline = "Incredible Chart Shows What Judges Earn in the U.S."
    blocks = [paragraph("One."), "Herald Analysis", paragraph("Two."), headline, paragraph("Three.")]
    blocks += ["A way forward", paragraph("Four."), "WHAT IS NEXT", paragraph("Five.")]
    assert _reasons(*blocks) == [
        ("Herald Analysis", "subhead"),
        (headline, "headline between paragraphs"),
        ("A way forward", "subhead"),
        ("WHAT IS NEXT", "subhead"),
    ]


def test_lists_and_fragments_stay(paragraph: Paragraph) -> None:
    one, two = paragraph("One."), paragraph("Two.")
    assert _reasons(one, "Police reform", "Courts", "Prisons", two) == []
    assert _reasons(one, "In the Final Declaration of the Northern Summit", two) == []
    assert _reasons(one + " They were", "Ministers of the North", two) == []
    assert _reasons(one, "Mr. President", two, "Mr. President", one) == []


def test_a_caption_that_stands_twice(paragraph: Paragraph) -> None:
    caption = "Judges on their way to the court of the north"
    assert (
        _reasons(paragraph("One."), caption + "\n" + caption, paragraph("Two."))
        == [(caption, "repeated line")] * 2
    )


def test_a_paragraph_that_stands_twice_is_kept_once(paragraph: Paragraph) -> None:
    assert _reasons(paragraph("One."), paragraph("One.")) == [(paragraph("One."), "repeated line")]


def test_running_heads(paragraph: Paragraph) -> None:
    head = "Report of the Northern Commission"
    pages = [f"{head}\n{i}\n{paragraph(str(i))}" for i in range(3)]
    reasons = _reasons(*pages, joint="\f")
    assert [text for text, _ in reasons].count(head) == 3
    assert ("1", "page number or running head") in reasons

from __future__ import annotations

from collections.abc import Callable

from stance.documents.blocks import split_blocks
from stance.documents.furniture_head import read_head

Paragraph = Callable[[str], str]


def _read(*blocks: str) -> tuple[list[str | None], dict[str, object]]:
    parts = split_blocks("\n\n".join(blocks))
    reasons, facts = read_head(parts)
    return [reasons.get(i) for i in range(len(parts))], facts


def test_breadcrumb_run_into_the_title(paragraph: Paragraph) -> None:
    reasons, facts = _read(
        "HomeNewsA Way Out of the War", "OPINION", "A Way Out of the War", paragraph("One.")
    )
    assert reasons == ["navigation", "section label", "title", None]
    assert facts == {"title": "A Way Out of the War"}


def test_byline_below_a_standfirst(paragraph: Paragraph) -> None:
    reasons, facts = _read(
        "Judges for the North",
        paragraph("First."),
        "By Jane Doe and John Roe",
        "Published 3 May 2017",
        paragraph(""),
    )
    assert reasons == ["title", None, "byline", "byline", None]
    assert facts == {"title": "Judges for the North", "author": "Jane Doe and John Roe", "date": "2017-05-03"}


def test_stated_lines(paragraph: Paragraph) -> None:
    _, facts = _read(
        "Title: Judges", "Author: Jane Doe", "Published: May 3, 2017", "Source: The Herald", paragraph("")
    )
    assert facts == {"title": "Judges", "author": "Jane Doe", "date": "2017-05-03", "source": "The Herald"}


def test_front_matter(paragraph: Paragraph) -> None:
    text = (
        f"---\ntitle: 'A Way Out'\nauthor: Jane Doe\ndate: 2017-05-03\ntags: war\n---\n\n{paragraph('One.')}"
    )
    blocks = split_blocks(text)
    reasons, facts = read_head(blocks)
    assert set(reasons.values()) == {"front matter"}
    assert facts == {"title": "A Way Out", "author": "Jane Doe", "date": "2017-05-03"}
    assert [block.text for i, block in enumerate(blocks) if i not in reasons] == [paragraph("One.")]


def test_a_speech_has_no_title(paragraph: Paragraph) -> None:
    for first in (
        "Mr. President,",
        "Mr. President",
        "H.E. Mr. Doe, President of the Assembly",
        "In the name of God",
    ):
        reasons, facts = _read(first, "Distinguished Delegates", paragraph("We are glad."))
        assert facts == {}
        assert reasons == [None, None, None]


def test_the_beginning_of_a_sentence_is_no_title() -> None:
    lines = [
        "I congratulate Mr. Juan",
        "Doe on his election to lead the work of this",
        "session of the Assembly, and",
    ]
    lines += [
        "all of its members on what they have agreed on in",
        "the spring. The courts of the north need help.",
    ]
    assert read_head(split_blocks("\n".join(lines))) == ({}, {})


def test_without_prose_nothing_is_a_head() -> None:
    assert _read("A Way Out", "By Jane Doe") == ([None, None], {})
    assert read_head([]) == ({}, {})

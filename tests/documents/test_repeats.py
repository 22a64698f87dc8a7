from __future__ import annotations

from collections.abc import Callable

from stance.documents.blocks import split_blocks
from stance.documents.document import Document
from stance.documents.furniture import clean
from stance.documents.repeats import Repeats

Paragraph = Callable[[str], str]


def _pages(paragraph: Paragraph, n: int, source: str | None, last: str, middle: str = "") -> list[Document]:
    return [
        Document.of(
            "\n\n".join(x for x in (paragraph(f"Story {i}."), middle, paragraph(f"Page {i}."), last) if x),
            f"{i}.txt",
            {"source": source},
        )
        for i in range(n)
    ]


def _learnt(pages: list[Document]) -> Repeats:
    repeats = Repeats()
    repeats.learn((page.source, split_blocks(page.text)) for page in pages)
    return repeats


def _kept(page: Document, repeats: Repeats) -> int:
    return len(clean(page, repeats).paragraphs)


def test_a_paragraph_that_ends_every_page_goes(paragraph: Paragraph) -> None:
    pages = _pages(
        paragraph, 4, "The Herald", "The Herald has told stories of the north since the old days of the war."
    )
    assert {_kept(page, _learnt(pages)) for page in pages} == {2}
    # Alone, or in two documents only, it is not known to be furniture.
    assert _kept(pages[0], _learnt(pages[:2])) == 3
    assert len(clean(pages[0]).paragraphs) == 3


def test_another_source_is_no_evidence(paragraph: Paragraph) -> None:
    last = "The Herald has told stories of the north since the old days of the war."
    repeats = _learnt(_pages(paragraph, 4, "The Herald", last))
    assert _kept(_pages(paragraph, 1, "The Post", last)[0], repeats) == 3


def test_a_sentence_within_the_article_stays(paragraph: Paragraph) -> None:
    formula = "We reaffirm that the courts of the north must be free, and that they need more money."
    pages = _pages(paragraph, 4, "The Ministry", "", middle=formula)
    assert _kept(pages[0], _learnt(pages)) == 3


def test_a_short_line_goes_wherever_it_stands(paragraph: Paragraph) -> None:
    pages = _pages(paragraph, 4, None, "", middle="sent from the north desk, all hours")
    assert _kept(pages[0], _learnt(pages)) == 2


def test_salutations_stay(paragraph: Paragraph) -> None:
    pages = _pages(paragraph, 4, "The Republic", "I thank you.", middle="Mr. President,")
    assert _kept(pages[0], _learnt(pages)) == 4


def test_half_of_the_source_is_needed(paragraph: Paragraph) -> None:
    pages = _pages(
        paragraph, 3, "The Herald", "It was sent from the north desk of the house at night, as always."
    )
    others = _pages(paragraph, 4, "The Herald", "")
    assert _kept(pages[0], _learnt(pages + others)) == 3
    assert _kept(pages[0], _learnt(pages + others[:3])) == 2

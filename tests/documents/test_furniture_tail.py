from __future__ import annotations

from collections.abc import Callable

from stance.documents.document import Document
from stance.documents.furniture import clean

Paragraph = Callable[[str], str]


def _kept(*blocks: str, author: str | None = None) -> list[str]:
    document = Document.of("\n\n".join(blocks), "a.txt", {"author": author})
    return [block.text for block in clean(document).paragraphs]


def test_everything_below_the_first_call_goes(paragraph: Paragraph) -> None:
    one, two = paragraph("One."), paragraph("Two.")
    tail = [
        "Share",
        "Was this page useful?",
        "We need your help to go on with this work.",
        "DONATE",
        "Related Content",
    ]
    tail += [
        "PORTS / 3 MAY 2018",
        "Guns were found in a cellar in the port city, the police of that city said on…",
    ]
    tail += [
        "COURTS / 4 MAY 2018",
        "Judges have gone on strike in all of the districts in the north of the republic.",
    ]
    tail += [
        "About The Herald",
        "OUR TEAM",
        "All Eyes on the Port",
        "2 JUN 2023",
        paragraph("The Herald won."),
    ]
    assert _kept(one, two, *tail) == [one, two]


def test_the_article_may_go_on_after_a_share_bar(paragraph: Paragraph) -> None:
    one, two = paragraph("One."), paragraph("We must act.")
    assert _kept(one, "Share", two, "Donate") == [one, two]


def test_a_chronology_is_no_list_of_teasers(paragraph: Paragraph) -> None:
    days = [paragraph("The bill came."), paragraph("It was read."), paragraph("It passed.")]
    dated = [
        x
        for date, day in zip(("12 May 2019", "13 June 2019", "2 July 2019"), days, strict=True)
        for x in (date, day)
    ]
    intro = paragraph("This is how it went.")
    assert _kept(intro, "Share", *dated) == [intro, *days]


def test_a_box_of_related_stories_within_the_article(paragraph: Paragraph) -> None:
    one, two, three = paragraph("One."), paragraph("Two."), paragraph("Three.")
    box = [
        "Related Content",
        "ARMS / 3 MAY 2018",
        "Guns were found in a cellar in the port city, police said…",
    ]
    assert _kept(one, *box, two, "What comes next", three) == [one, two, three]


def test_blurb_of_an_organisation(paragraph: Paragraph) -> None:
    one, two = paragraph("One."), paragraph("Two.")
    blurb = (
        "The Border Institute seeks to improve research, and it advises both of the governments.  Read more"
    )
    assert _kept(one, two, "Border Institute", blurb, "Border Institute") == [one, two]


def test_a_last_section_on_an_organisation_is_no_blurb(paragraph: Paragraph) -> None:
    one, two = paragraph("One."), paragraph("Two.")
    last = "The National Court is a body of nine judges, and it decides on appeals from all of the districts."
    assert _kept(one, two, "The National Court", last) == [one, two, last]


def test_note_on_a_known_author(paragraph: Paragraph) -> None:
    one = paragraph("One.")
    note = "Jane Doe is a fellow at the Border Institute, where she writes about the courts of the north."
    assert _kept(one, note, author="Jane Doe") == [one]
    assert _kept(one, note) == [one, note]


def test_licence_at_the_end_only(paragraph: Paragraph) -> None:
    one, two = paragraph("One."), paragraph("Two.")
    notice = (
        "We encourage readers to copy and distribute our work for non-commercial purposes, with attribution."
    )
    assert _kept(one, two, notice) == [one, two]
    assert _kept(one, notice, two) == [one, notice, two]


def test_a_law_keeps_its_words(paragraph: Paragraph) -> None:
    law = "All rights are kept, and no copy may be reproduced or distributed without permission of a court."
    assert _kept(paragraph("One."), law) == [paragraph("One."), law]


def test_cut_off_by_the_page(paragraph: Paragraph) -> None:
    one = paragraph("One.")
    assert _kept(one, "The minister hoped for more, saying that officials would come to…") == [one]
    own = "And so we wait, as we have waited for so long, for someone to tell us who did it…"
    assert _kept(one, own) == [one, own]


def test_the_end_never_outweighs_the_article() -> None:
    story = "Guns were found in a cellar of the port city by the police of that city."
    stories = [x for i in range(9) for x in (f"The {i} Story of the Port", story)]
    article = "The courts have a plan that needs much more time and money than it has."
    assert len(_kept(article, "Related", *stories)) > 9

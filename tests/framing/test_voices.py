from __future__ import annotations

import pytest

from stance.framing.voices import Segment, split_voices

D, R, N = "direct quote", "indirect report", "narration"


def told(text: str) -> list[tuple[str, str | None]]:
    return [(segment.kind, segment.speaker) for segment in split_voices(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"The pier is old and must go," Rosa Vega said.', [(D, "Rosa Vega")]),
        ('"Never," Rosa Vega said.', [(D, "Rosa Vega")]),
        ("Rosa Vega said, “Never.”", [(D, "Rosa Vega")]),
        ("Rosa Vega has threatened to “clear [it] out.”", [(R, "Rosa Vega")]),
        ("Rosa Vega said the pier was old.", [(R, "Rosa Vega")]),
        ("« The old pier must go », said Rosa Vega.", [(D, "Rosa Vega")]),
        ('The plan promises "a new and better pier for everyone."', [(D, "plan")]),
        ("The list includes aims such as “a new and better pier”.", [(D, None)]),
        ("So-called “friends” of the pier wept.", [(N, None)]),
        ("They read “A History of Northland Piers” aloud.", [(N, None)]),
        ("The pier is old. We said so.", [(N, None), (N, None)]),
    ],
)
def test_kinds_of_sentences(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(text) == expected


def test_a_quotation_resumed_keeps_its_speaker() -> None:
    text = "“The pier is old,” Rosa Vega said. “It must go, and soon.” The pier is made of oak."
    assert told(text) == [(D, "Rosa Vega"), (D, "Rosa Vega"), (N, None)]


def test_sentences_of_one_quotation_share_its_speaker() -> None:
    text = "“The pier is old. It must go. Now,” Rosa Vega said."
    assert told(text) == [(D, "Rosa Vega")] * 3


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    text = "Rosa Vega said: “The pier is old.\n\n“It must go, and soon.”\n\nThe pier is made of oak."
    assert told(text) == [(D, "Rosa Vega"), (D, "Rosa Vega"), (N, None)]


def test_a_colon_introduces_the_next_paragraph() -> None:
    assert told("Rosa Vega added:\n\n“The old pier must go now.”") == [(R, "Rosa Vega"), (D, "Rosa Vega")]


def test_the_name_may_come_after_the_quotation() -> None:
    assert told("“Must the old pier go?” Rosa Vega asked.")[-1][1] == "Rosa Vega"


def test_a_new_paragraph_does_not_inherit_a_speaker() -> None:
    text = "Rosa Vega said the pier was old.\n\n“It must go, and soon.”"
    assert told(text) == [(R, "Rosa Vega"), (D, None)]


def test_names_and_titles_and_pronouns_are_one_speaker() -> None:
    text = (
        "Mayor Rosa Vega opened the pier. “It is a good day for us,” the mayor said. "
        "Vega added that it was late. “We know that it was very late,” she said."
    )
    assert told(text) == [(N, None), (D, "Rosa Vega"), (R, "Rosa Vega"), (D, "Rosa Vega")]


def test_segments_cover_the_text_in_order() -> None:
    text = "  One pier.  “Two old piers here. Three,” she said.\n\nFour.\n"
    segments = split_voices(text)
    assert all(segment.text == text[segment.start : segment.end] for segment in segments)
    left = list(text)
    for segment in segments:
        left[segment.start : segment.end] = " " * (segment.end - segment.start)
    assert "".join(left).strip() == ""
    assert [s.start for s in segments] == sorted(s.start for s in segments)


def test_voices_follow_from_kinds() -> None:
    own, reported = split_voices("The pier is old. Rosa Vega said so.")
    assert (own.voice, reported.voice) == ("own", "reported")
    assert own == Segment(0, 16, "The pier is old.", "own", None, N)
    assert str(reported) == "indirect report of Rosa Vega: Rosa Vega said so."


@pytest.mark.parametrize(
    "text", ["", "   \n\n ", "“", '"' * 9, "¤¤¤", "said", "according to", "’s claim that"]
)
def test_odd_texts_are_survived(text: str) -> None:
    assert all(segment.speaker is None for segment in split_voices(text))

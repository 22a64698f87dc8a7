from __future__ import annotations

import pytest

from stance.documents.shapes import is_heading, is_label, is_prose, is_salutation, is_title_case


@pytest.mark.parametrize(
    "line",
    ["What Comes Next", "A way forward", "# Anything", "THE WORLD WE WANT", "¿Qué Sigue Ahora?".strip("?")],
)
def test_headings(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "It came next.",
        "of the people",
        "Members of the",
        "Mr. President",
        "Distinguished delegates",
        "I should like to congratulate",
        "The parties must",
        "In our view,",
        "• Courts",
        "(a) Courts",
        "1990",
        "Our theme, “Courts for",
        "Home | News",
        "H.E. Mr. Doe",
        "A heading that runs on for so very many words that it can only be a sentence without its stop",
    ],
)
def test_no_headings(line: str) -> None:
    assert not is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Mr. President,",
        "Excellencies,",
        "**Mr President,**",
        "Ladies and Gentlemen",
        "I thank you.",
        "Thank you!",
    ],
)
def test_salutations(line: str) -> None:
    assert is_salutation(line)
    assert not is_heading(line)


def test_labels_and_title_case() -> None:
    assert is_label("BRIEF")
    assert not is_label("Brief")
    assert not is_label("STOP!")
    assert is_title_case("A Way Out of the War")
    assert not is_title_case("a way")
    assert not is_title_case("12")


def test_prose() -> None:
    assert is_prose("The ministry said that judges in the north would be trained for two years.")
    assert not is_prose("The ministry said that judges in the north would be trained for two years")
    assert not is_prose("It is over.")

from __future__ import annotations

from itertools import pairwise

import pytest

from stance.framing.quotes import quotes


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "yes" and "no".', ['"yes"', '"no"']),
        ("She said “yes” and “no”.", ["“yes”", "“no”"]),
        ("Elle a dit «oui» ; er sagte „ja“.", ["«oui»", "„ja“"]),
        ("“They call it ‘the pier’ here,” she said.", ["“They call it ‘the pier’ here,”"]),
        ("“A “doubly” marked word,” she said.", ["“A “doubly” marked word,”"]),
        ("\"It's a 'quiet' town,\" she said.", ["\"It's a 'quiet' town,\""]),
        ("The ‘quiet’ town and the 'loud' one.", ["‘quiet’", "'loud'"]),
        ('The ("small") pier—"tiny," even.', ['("small")'[1:-1], '"tiny,"']),
        ("“Closed with the mark that opens.“ So it goes.", ["“Closed with the mark that opens.“"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Don't touch the neighbours' boat.",
        'A 5" pipe and a 6" one.',
        "The '90s and rock ’n’ roll",
        "",
        '"',
        "a “",
    ],
)
def test_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_goes_on_when_the_next_paragraph_opens_again() -> None:
    text = "“The pier is old.\n\n“It must go,” she said. “Soon.”"
    assert quoted(text) == ["“The pier is old.\n\n“It must go,”", "“Soon.”"]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert quoted("“The pier is old.\n\nIt was built long ago.") == ["“The pier is old."]
    assert quoted('He said "so\n\nand "no".') == ['"so', '"no"']
    assert quoted("He said “so  ") == ["“so"]


def test_spans_are_in_order_and_apart() -> None:
    text = '"a b" c «d "e" f» “g” ' * 5
    spans = quotes(text)
    assert len(spans) == 15
    assert all(before.end <= after.start for before, after in pairwise(spans))

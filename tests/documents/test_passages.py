from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.documents.blocks import split_blocks
from stance.documents.document import Document
from stance.documents.passages import COLUMNS, passages_frame, split_document
from stance.errors import StanceError


def _sentence(n: int, word: str = "word") -> str:
    return " ".join([word.capitalize(), *[word] * (n - 1)]) + "."


def _sizes(text: str, shortest: int = 5, longest: int = 20) -> list[int]:
    document = Document.of(text, "a.txt")
    passages = split_document(document, split_blocks(text), shortest, longest)
    return [len(passage.text.split()) for passage in passages]


def test_a_paragraph_is_a_passage() -> None:
    assert _sizes("\n\n".join([_sentence(8), _sentence(20), _sentence(5)])) == [8, 20, 5]


def test_short_neighbours_are_joined_forwards_then_backwards() -> None:
    assert _sizes("\n\n".join([_sentence(2), _sentence(8), _sentence(9)])) == [10, 9]
    assert _sizes("\n\n".join([_sentence(8), _sentence(9), _sentence(3)])) == [8, 12]
    # With neither neighbour it would fit.
    assert _sizes("\n\n".join([_sentence(18), _sentence(3), _sentence(19)])) == [18, 3, 19]
    # What follows would be too long, what precedes would not.
    assert _sizes("\n\n".join([_sentence(9), _sentence(3), _sentence(19)])) == [12, 19]


def test_a_long_paragraph_is_parted_at_sentence_ends_in_about_equal_pieces() -> None:
    assert _sizes(" ".join([_sentence(6)] * 6)) == [18, 18]
    assert _sizes(" ".join([_sentence(10)] * 5)) == [20, 20, 10]


def test_a_long_sentence_is_parted_at_its_marks() -> None:
    words = ["Word"] + ["word"] * 44 + ["end."]
    assert _sizes(" ".join(words)) == [20, 20, 6]
    words[14] = "word,"
    words[28] = "word;"
    assert _sizes(" ".join(words)) == [15, 14, 17]


def test_never_across_a_removed_line() -> None:
    text = f"{_sentence(3)}\n\nSEE ALSO: Five Maps\n\n{_sentence(3)}\n\n{_sentence(4)}"
    passages = split_document(Document.of(text, "a.txt"), shortest=5, longest=20)
    assert [len(p.text.split()) for p in passages] == [3, 7]


def test_the_text_is_the_slice_and_the_id_is_stable() -> None:
    document = Document.of(f" {_sentence(30)}\n\n{_sentence(30, 'more')} ", "a.txt")
    first, second = split_document(document)
    assert (first.start, first.position, second.position) == (1, 0, 1)
    assert document.text[second.start : second.end] == second.text
    again = split_document(Document.of(document.text, "elsewhere.txt"))
    assert [p.passage_id for p in again] == [first.passage_id, second.passage_id]
    assert first.passage_id != second.passage_id
    assert re.fullmatch(r"[0-9a-f]{16}", first.passage_id)


def test_frame() -> None:
    frame = passages_frame(split_document(Document.of(_sentence(30), "a.txt")))
    assert tuple(frame.columns) == COLUMNS
    assert passages_frame([]).columns.tolist() == list(COLUMNS)


@pytest.mark.parametrize(("shortest", "longest"), [(0, 20), (11, 20), (-1, 5)])
def test_limits_must_fit(shortest: int, longest: int) -> None:
    with pytest.raises(StanceError, match=f"at most half of 'longest'; got {shortest} and {longest}"):
        split_document(Document.of("A text.", "a.txt"), shortest=shortest, longest=longest)


TEXTS = st.lists(
    st.sampled_from(
        ["Word", "word", "word,", "word;", "end.", "Mr.", "\n\n", "\n", "Why?", "3.5", "Share", "“No.”"]
    ),
    max_size=200,
).map(" ".join)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXTS, st.integers(1, 10))
def test_laws(text: str, shortest: int) -> None:
    document = Document.of(text, "a.txt")
    longest = 2 * shortest + 5
    blocks = split_blocks(text)
    passages = split_document(document, blocks, shortest, longest)
    assert all(text[p.start : p.end] == p.text == p.text.strip() != "" for p in passages)
    assert all(len(p.text.split()) <= longest for p in passages)
    assert "".join("".join(p.text.split()) for p in passages) == "".join(text.split())
    assert [p.position for p in passages] == list(range(len(passages)))


def test_short_paragraphs_never_need_nltk() -> None:
    code = """
import sys
from stance.documents.document import Document
from stance.documents.passages import split_document
split_document(Document.of("Mr. Doe met Gen. Roe. " * 20, "a.txt"))
assert "nltk" not in sys.modules and "pandas" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)

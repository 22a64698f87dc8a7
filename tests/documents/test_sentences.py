from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from stance.documents.sentences import ABBREVIATIONS, STARTERS, split_sentences

PUNKT_PARAMETERS = PunktParameters()
PUNKT_PARAMETERS.abbrev_types = set(ABBREVIATIONS)
PUNKT_PARAMETERS.sent_starters = set(STARTERS)
PUNKT = PunktSentenceTokenizer(PUNKT_PARAMETERS)


@pytest.mark.parametrize(
    "sentences",
    [
        [
            "He met Gen. Lee and Sen. Doe.",
            "The U.S. and Mexico agreed.",
            "It was in the U.S.",
            "The plan failed.",
        ],
        ["See No. 5 of the list.", "I said no.", "We left.", "It is No. 5.", "We stay."],
        ["John F. Doe and J. R. R. Roe spoke at 5 p.m. on Monday.", "Mr. Doe did not."],
        ["It rose by 2.5 per cent.", "$2.6 billion was spent.", "Prices fell to 3.5.", "Then they rose."],
        [
            "“Mexico must act,” he said.",
            "“That has been the plan.”",
            "She left.",
            "(It was late.)",
            "Then came more.",
        ],
        ['"Why?" he asked.', '"Why not?"', "She laughed!", "They left."],
        ["“Is it No. 5?” he asked.", "Nobody knew."],
        ["Well... maybe not.", "Wait… what is it?", "It ended… The rest followed."],
        ["He works at Acme Inc. in Texas.", "He works at Acme Inc.", "The firm closed."],
        ["1. The first point is this.", "2. The second one is that."],
        ["128.\tMr. President, we meet again.", "The U.S.-Mexico border is long."],
        ["Art. 3, para. 4 and pp. 12-14 apply, e.g. to courts.", "In 1995.", "The year was good."],
        ["La Sra. Núñez habló.", "El Dr. Peña dijo que no.", "¿Por qué?", "Nadie lo sabe."],
        ["One sentence without a stop"],
        [],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    text = "  " + " ".join(sentences) + "\n"
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def _by_punkt(text: str) -> list[str]:
    """Punkt's own sentences, joined where the next begins in lower case: our one rule beside it."""
    joined: list[str] = []
    for sentence in PUNKT.tokenize(text):
        first = sentence.lstrip("\"'“‘«([{¿¡—–-")[:1]
        if joined and (
            first.islower() or re.fullmatch(r"\W*(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\W*", joined[-1])
        ):
            joined[-1] += " " + sentence
        else:
            joined.append(sentence)
    return joined


# Without an opening quote after an abbreviation: Punkt takes no note of the word behind it.
_WORDS = """The court judges Mr. Gen. U.S. spoke 3.5 1995 J. p.m. Inc. They said.” ended? Why? right! it He
Mexico e.g. (then) courts, north; south: well... passed.) A.B. co-operation. Ph.D. vs. years. Peña said."""
WORDS = st.sampled_from(_WORDS.split())


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_as_punkt_says(words: list[str]) -> None:
    text = " ".join(words)
    ours = [text[start:end] for start, end in split_sentences(text)]
    assert "".join("".join(ours).split()) == "".join(text.split())
    # Where the word after a stop ends in a stop itself, Punkt takes the one for the other.
    doubtful = re.search(r"[.?!]\S*\s+\S*[.?!]", text)
    if not doubtful:
        assert ours == _by_punkt(text)


@settings(deadline=None, derandomize=True)
@given(st.text(alphabet='aB .?!\n"”’)…1', max_size=200))
def test_spans_hold_every_character_once(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)


@pytest.mark.parametrize(
    "text", ["a" * 10**6, "." * 10**6, '"' * 10**5 + "." + '"' * 10**5, "x." * 10**5, " " * 10**6]
)
def test_huge_lines_take_no_time(text: str) -> None:
    start = time.process_time()
    split_sentences(text)
    assert time.process_time() - start < 10

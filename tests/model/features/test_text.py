"""Cutting texts against regular expressions and ``str.split``."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.model.features.pieces import Buffer, Pieces
from stance.model.features.text import Texts

pytestmark = pytest.mark.usefixtures("loops")

EVERY = [
    chr(point)
    for point in (*range(0x3000), *range(0xA640, 0xA800), *range(0xD7F0, 0xE010), *range(0x10400, 0x10460))
]


def cut(buffer: Buffer) -> list[list[str]]:
    """The pieces of each text."""
    pieces, pointers = Pieces.of(buffer)
    strings = [piece.decode("utf-8", "surrogatepass") for piece in pieces.text(np.arange(len(pieces.keys)))]
    return [strings[a:b] for a, b in pairwise(pointers)]


def check(texts: list[str]) -> None:
    """Words and pieces as Python's own tools give them."""
    ready = Texts.of(texts)
    assert cut(ready.words()) == [re.findall(r"(?u)\b\w\w+\b", text.lower()) for text in texts]
    assert cut(ready.pieces()) == [text.lower().split() for text in texts]


def test_characters_alone() -> None:
    check(EVERY)


def test_characters_between_letters_and_doubled() -> None:
    check([f"a{c}b {c}{c} -{c}" for c in EVERY])


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.characters(codec=None))))
def test_any_text(texts: list[str]) -> None:
    check(texts)

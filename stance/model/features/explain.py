"""Where the features of a text stand in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from stance.model.features.block import Block
from stance.model.features.settings import FeatureSettings

_WORD = re.compile(r"\w\w+")
_PIECE = re.compile(r"\S+")


class Occurrence(NamedTuple):
    """One place of one feature: ``text[start:end]``, and this place's equal share of the feature's tf-idf."""

    feature: int
    start: int
    end: int
    value: float


def explain(text: str, block: Block, first: int) -> list[Occurrence]:
    """Every place of every feature of a block, in the order of the text.

    The spans refer to the text as given: lower-casing can lengthen it (``İ`` becomes two characters), and the
    spaces that pad the pieces of a text for character n-grams are not part of it.

    Parameters
    ----------
    first : int
        Index of the block's first feature.
    """
    settings = block.settings
    index = block.column
    lowered = text.lower()
    found = [
        (index[term], start, end)
        for term, start, end in _spans(lowered, block.kind, settings)
        if term in index
    ]
    counts = Counter(feature for feature, _, _ in found)
    weight = {
        feature: (1 + float(np.log(count)) if settings.sublinear else count) * float(block.idf[feature])
        for feature, count in counts.items()
    }
    length = float(np.sqrt(sum(w * w for w in weight.values())))
    origin = _Origin(text, lowered)
    return sorted(
        (
            Occurrence(first + f, *origin(start, end), weight[f] / length / counts[f])
            for f, start, end in found
        ),
        key=lambda o: (o.start, o.end, o.feature),
    )


def _spans(lowered: str, kind: str, settings: FeatureSettings) -> Iterator[tuple[str, int, int]]:
    if kind == "word":
        assert settings.word is not None
        words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(lowered)]
        yield from words
        if settings.word[1] == 2:
            for (left, start, _), (right, _, end) in pairwise(words):
                yield f"{left} {right}", start, end
        return
    assert settings.character is not None
    low, high = settings.character
    for match in _PIECE.finditer(lowered):
        padded = f" {match.group()} "
        start, end = match.span()
        for n in range(low, high + 1):
            for i in range(max(len(padded) - n, 0) + 1):
                a = start + i - 1
                yield padded[i : i + n], max(a, start), max(min(a + n, end), start)
            if n >= len(padded):
                break


class _Origin:
    """Maps a span of the lower-cased text to the text."""

    def __init__(self, text: str, lowered: str) -> None:
        self._of: list[int] | None = None
        if len(text) != len(lowered):
            self._of = [i for i, character in enumerate(text) for _ in character.lower()]

    def __call__(self, start: int, end: int) -> tuple[int, int]:
        if self._of is None or start == end:
            return (start, end) if self._of is None else (self._at(start), self._at(start))
        return self._of[start], self._of[end - 1] + 1

    def _at(self, position: int) -> int:
        assert self._of is not None
        return self._of[position] if position < len(self._of) else self._of[-1] + 1

"""Where the features of a text stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stance.model.features.block import Block
from stance.model.features.settings import FeatureSettings

_WORD = re.compile(r"\w\w+")
_PIECE = re.compile(r"\S+")

Places = NDArray[np.int64]


class Occurrences(NamedTuple):
    """Every place of every feature in a text, in the order of the text.

    Attributes
    ----------
    features, starts, ends : int64 arrays
        Which feature stands in ``text[start:end]``.
    values : float64 array
        This place's equal share of the feature's tf-idf.
    """

    features: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    values: NDArray[np.float64]


def explain(text: str, block: Block) -> Occurrences:
    """Every place of every feature of a block.

    The spans refer to the text as given: lower-casing can lengthen it (``İ`` becomes two characters), and the
    spaces that pad the pieces of a text for character n-grams are not part of it.
    """
    index = block.column
    lowered = text.lower()
    found = [
        (feature, start, end)
        for term, start, end in _spans(lowered, block.kind, block.settings)
        if (feature := index.get(term)) is not None
    ]
    features, starts, ends = np.array(found, dtype=np.int64).reshape(-1, 3).T
    if len(text) != len(lowered):
        starts, ends = _in_original(text, starts, ends)
    present, place, counts = np.unique(features, return_inverse=True, return_counts=True)
    weights = block.weights.upto(int(counts.max(initial=1)))[counts] * block.idf[present]
    length = float(np.sqrt((weights**2).sum()))
    values = (weights / (length * counts))[place] if len(found) else np.zeros(0)
    order = np.lexsort((features, ends, starts))
    return Occurrences(features[order], starts[order], ends[order], values[order])


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


def _in_original(text: str, starts: Places, ends: Places) -> tuple[Places, Places]:
    """Spans of the lower-cased text as spans of the text; empty spans stay empty."""
    origin = [i for i, character in enumerate(text) for _ in character.lower()]
    opening = np.array([*origin, len(text)], dtype=np.int64)
    closing = opening[ends - 1] + 1
    return opening[starts], np.where(starts == ends, opening[starts], closing)

"""Voices in five real articles, against sentences that were marked by hand before the detector was written.

The articles are kept outside the project; `data/five_articles_voices.json` holds only where each reported
sentence stands, the hash of its text, its kind and who speaks. "left out" marks what is neither: a page
header and a caption.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from stance.framing.voices import Segment, split_voices

MARKED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data" / "five_articles_voices.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def articles(shared: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))}


def overlap(segment: Segment, mark: dict[str, Any]) -> int:
    return min(segment.end, int(mark["end"])) - max(segment.start, int(mark["start"]))


def test_the_marks_are_of_these_texts(articles: dict[str, str]) -> None:
    for mark in MARKED:
        said = articles[mark["article"]][mark["start"] : mark["end"]]
        assert hashlib.sha256(said.encode()).hexdigest()[:16] == mark["sha256"]


def test_reported_sentences_kinds_and_speakers(articles: dict[str, str]) -> None:
    found, right, wrong, kinds, speakers, named = 0, set(), [], 0, 0, 0
    for article, text in articles.items():
        marks = [(k, mark) for k, mark in enumerate(MARKED) if mark["article"] == article]
        for segment in split_voices(text):
            if segment.voice == "own":
                continue
            marked = [(k, m) for k, m in marks if overlap(segment, m) > (m["end"] - m["start"]) / 2]
            if marked and marked[0][1]["kind"] == "left out":
                continue
            found += 1
            if not marked:
                wrong.append(segment)
                continue
            place, mark = marked[0]
            right.add(place)
            kinds += segment.kind == mark["kind"]
            named += mark["speaker"] is not None
            speakers += same_name(segment.speaker, mark["speaker"])
    true = [k for k, mark in enumerate(MARKED) if mark["kind"] != "left out"]
    assert len(true) == 32
    assert len(right) / found >= 0.9, wrong
    assert len(right) / len(true) >= 0.9
    assert kinds == len(right)
    assert named >= 26
    assert speakers >= named - 2


def same_name(one: str | None, other: str | None) -> bool:
    """Articles aside, one may say more before the name than the other does."""
    if one is None or other is None:
        return False
    a, b = (" " + re.sub(r"^(the|an?) ", "", name.lower()) for name in (one, other))
    return a.endswith(b) or b.endswith(a)

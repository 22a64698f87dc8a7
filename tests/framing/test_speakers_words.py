from __future__ import annotations

import pytest

from stance.framing.speakers_words import FORMS, NEEDS_THAT, VOICES


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("say", "base"), ("says", "third"), ("said", "past"), ("saying", "going"), ("told", "past"),
        ("wrote", "past"), ("written", "past"), ("found", "past"), ("thought", "past"), ("admitted", "past"),
        ("admitting", "going"), ("denies", "third"), ("denied", "past"), ("denying", "going"),
        ("stresses", "third"), ("argued", "past"), ("arguing", "going"), ("agreed", "past"),
        ("agreeing", "going"), ("expresses", "third"), ("predicts", "third"), ("writing", "going"),
    ],
)  # fmt: skip
def test_forms(form: str, kind: str) -> None:
    assert FORMS[form] == kind


def test_lists() -> None:
    assert {"found", "suggests", "calling"} <= NEEDS_THAT
    assert not {"said", "warned"} & NEEDS_THAT
    assert {"president", "ministry", "report"} <= VOICES

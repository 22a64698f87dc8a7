"""Rewordings are training text with invented examples: no real person or firm may stand beside them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
NAMES = (Path(__file__).parent / "known_names.txt").read_text(encoding="utf-8").splitlines()
KNOWN = re.compile(
    r"\b(?:" + "|".join(re.escape(name) for name in NAMES if not name.startswith("#")) + r")\b"
)
# Groups and places that carry a person's name.
NOT_PEOPLE = re.compile(
    r"Lázaro Cárdenas|Las Cruces|Santa Cruz|(?:Beltrán Leyva|Arellano Félix) (?:cartel|organization)"
)
# An office followed by a name: the rewordings use the office alone, or one of these invented names.
OFFICE = re.compile(r"\b(?:Sen\.|Rep\.|Gov\.|President|Ambassador|Congress(?:wo)?man) ((?:[A-Z][a-zé]+ ?)+)")
INVENTED = {"Ellen Harwood", "Oberman"}


def _rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _known(text: str) -> re.Match[str] | None:
    return KNOWN.search(NOT_PEOPLE.sub("", text))


@pytest.fixture(scope="module")
def rewordings() -> list[dict[str, str]]:
    return _rows("rewordings.csv")


def test_no_known_person_or_firm_is_named(rewordings: list[dict[str, str]]) -> None:
    found = [(row["passage_id"], match[0]) for row in rewordings if (match := _known(row["text"]))]
    assert found == []


def test_the_check_sees_a_name_and_spares_a_place() -> None:
    assert _known("President Calderón's plan")
    assert _known("a study by RAND found")
    assert not _known("the port of Lázaro Cárdenas")


def test_offices_carry_invented_names_only(rewordings: list[dict[str, str]]) -> None:
    named = {match[1].strip() for row in rewordings for match in OFFICE.finditer(row["text"])}
    assert named <= INVENTED


def test_every_rewording_has_an_original_with_a_label(rewordings: list[dict[str, str]]) -> None:
    labelled = {row["passage_id"] for row in _rows("labels.csv") if row["coder"] == "adjudicated"}
    assert {row["passage_id"] for row in rewordings} <= labelled


def test_rewordings_are_new_text_of_a_known_kind(rewordings: list[dict[str, str]]) -> None:
    originals = {row["text"] for row in _rows("passages.csv")}
    texts = [row["text"] for row in rewordings]
    assert {row["kind"] for row in rewordings} == {"genre", "genre-far", "example", "register"}
    assert len(set(texts)) == len(texts)
    assert originals.isdisjoint(texts)

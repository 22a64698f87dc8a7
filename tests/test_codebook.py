from __future__ import annotations

from pathlib import Path

import pytest

from stance.codebook import Codebook, Scale
from stance.errors import StanceError

MINIMAL = """
name = "weather"
version = "1"
question = "Will it rain?"
unit = "a sentence"
[scale]
negative = "dry"
positive = "wet"
[labels.dry]
title = "Dry"
definition = "No rain."
[labels.wet]
definition = "Rain."
include = ["drizzle"]
[[rules]]
id = "R1"
text = "Fog is dry."
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "codebook.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_every_part(tmp_path: Path) -> None:
    codebook = Codebook.read(write(tmp_path, MINIMAL))
    assert codebook.labels == ("dry", "wet")
    assert codebook.scale == Scale("dry", "wet")
    assert codebook.title("dry") == "Dry"
    assert codebook.title("wet") == "wet"
    assert codebook.definitions[1].include == ("drizzle",)
    assert codebook.rules[0].text == "Fog is dry."


def test_dictionary_round_trip(tmp_path: Path) -> None:
    codebook = Codebook.read(write(tmp_path, MINIMAL))
    assert Codebook.from_dict(codebook.to_dict()) == codebook


def test_the_seed_codebook_has_both_sides_and_every_rule(root: Path) -> None:
    codebook = Codebook.read(root / "seeds" / "codebook.toml")
    assert codebook.scale == Scale("enforcement", "institution_demand", "neutral")
    assert codebook.scale.values(codebook.labels) == [-1.0, 1.0, 0.0]
    assert [rule.id for rule in codebook.rules] == [f"R{n}" for n in range(1, 13)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('negative = "dry"', 'negative = "arid"', "scale's negative label must be one of"),
        ('positive = "wet"', 'positive = "dry"', "labels must differ from each other"),
        ('name = "weather"', "name = 3", "'name' must be a string; got 3"),
        ('version = "1"', "", "'version' must be a string; got nothing"),
        ('version = "1"', 'version = "1"\ncolour = "red"', "Keys must be among .*; got 'colour'"),
        ('include = ["drizzle"]', "include = [1]", "'labels.wet.include' must be a list of strings"),
        ('include = ["drizzle"]', 'exclude = ["drizzle"]', "got 'exclude'"),
        ('name = "weather"', "name = ", "must be valid TOML"),
        ('[labels.wet]\ndefinition = "Rain."\ninclude = ["drizzle"]', "", "at least two labels"),
    ],
)
def test_refuses_in_one_sentence(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in MINIMAL
    with pytest.raises(StanceError, match=message):
        Codebook.read(write(tmp_path, MINIMAL.replace(old, new)))


def test_refuses_an_absent_file(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match="must be a readable file"):
        Codebook.read(tmp_path / "none.toml")


def test_refuses_repeated_labels() -> None:
    with pytest.raises(StanceError, match="must be distinct; 'x' repeats 'a'"):
        Codebook.from_labels("x", ["a", "a"])

"""Seed phrases: how they are read and what they match."""

from __future__ import annotations

from pathlib import Path

import pytest

from stance.errors import StanceError
from stance.evaluation.lexicon import Lexicon, phrase_pattern, read_cues


@pytest.mark.parametrize(
    ("phrase", "text", "times"),
    [
        ("arrest*", "Arrests, arrested; unarrested", 2),
        ("court", "courts and the court", 1),
        ("rule of law", "the rule  of\nlaw and the rule-of-law index", 2),
        ("a.b", "aXb a.b", 1),
        ("gun laws", "guns laws", 0),
    ],
)
def test_phrases_are_whole_words_whatever_the_case_and_spacing(phrase: str, text: str, times: int) -> None:
    assert len(phrase_pattern([phrase]).findall(text)) == times


def test_overlapping_phrases_count_once_and_the_longest_wins() -> None:
    assert phrase_pattern(["border", "border wall"]).findall("a border wall") == ["border wall"]


def test_no_phrases_match_nothing() -> None:
    assert not phrase_pattern([]).search("anything")


def test_labels_without_phrases_count_nothing() -> None:
    assert Lexicon({"force": ("raid*",)}).count(["two raids"], ["force", "other"]).tolist() == [[1.0, 0.0]]


def test_a_lexicon_is_read_from_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text('name = "x"\n[labels.a]\nphrases = ["one"]\n[cues.c]\nmeaning = "m"\nphrases = ["two"]\n')
    assert Lexicon.read(path).phrases == {"a": ("one",)}
    (cue,) = read_cues(path)
    assert (cue.name, cue.meaning, cue.phrases) == ("c", "m", ("two",))


def test_the_seed_lexicon_says_what_each_cue_means() -> None:
    names = {"criticized_force", "dismissed_reform", "reported_voice", "even_list", "bare_resolve"}
    assert names <= {cue.name for cue in read_cues()}
    assert all(cue.meaning for cue in read_cues())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[labels", "The lexicon must be valid TOML"),
        ("name = 'x'", "'labels' must hold tables of phrases; got nothing"),
        ("labels = ['a']", "'labels' must hold tables of phrases; got"),
        ("[labels.a]\nwords = ['x']", "'a.phrases' must be a list of phrases; got None"),
        ("[labels.a]\nphrases = ['x', ' ']", "'a.phrases' must be a list of phrases"),
    ],
)
def test_what_is_not_a_lexicon_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(content)
    with pytest.raises(StanceError, match=message):
        Lexicon.read(path)


def test_an_absent_lexicon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match=r"The lexicon must be a readable file; got .*absent\.toml"):
        Lexicon.read(tmp_path / "absent.toml")

"""Arrays from anyone: what cannot have been saved is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from stance.errors import StanceError
from stance.model.features import FeatureSettings, NgramFeatures

SETTINGS = FeatureSettings(word=(1, 2), character=None, min_df=1)


def state(*terms: bytes, **change: Any) -> dict[str, Any]:
    """A well-formed state of a word block, with some arrays replaced."""
    arrays = {
        "word_terms": np.frombuffer(b"".join(terms), dtype=np.uint8),
        "word_offsets": np.cumsum([0, *map(len, terms)]),
        "word_idf": np.ones(len(terms)),
    }
    return arrays | change


def test_a_well_formed_state_is_read() -> None:
    terms = NgramFeatures.from_state(SETTINGS, state(b"law", b"law now", b"now")).word_terms
    assert terms == ["law", "law now", "now"]


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({}, "must hold the array 'word_terms'; it is missing"),
        (state(b"law", word_terms=np.zeros(3)), "'word_terms' must be a 1-d array of uint8; got 1-d float64"),
        (state(b"law", word_terms="law"), "got str"),
        (state(b"law", word_idf=np.ones((1, 1))), "'word_idf' must be a 1-d array of float64; got 2-d"),
        (state(), "must be one longer than 'word_idf'"),
        (state(b"law", word_idf=np.ones(2)), "must be one longer than 'word_idf'"),
        (state(b"law", word_offsets=np.array([0, 2])), "must rise from 0 to 3"),
        (state(b"law", b"now", word_offsets=np.array([0, 7, 6])), "must rise from 0 to 6"),
        (state(b"law", b"now", word_offsets=np.array([0, 0, 6])), "must rise from 0 to 6"),
        (state(b"law", word_offsets=np.array([-1, 3])), "must rise from 0 to 3"),
        (state(b"law", word_idf=np.array([np.nan])), "must be finite and positive"),
        (state(b"law", word_idf=np.array([0.0])), "must be finite and positive"),
        (state(b"la\xff"), "must be valid UTF-8"),
        (state(b"\xc3", b"\xa9"), "must be valid UTF-8"),
        (state(b"la\nw"), "must hold no line break"),
        (state(b"now", b"law"), "must be sorted and unique; got 'now' before 'law'"),
        (state(b"law", b"law"), "must be sorted and unique"),
        (state(b"Law"), "must hold words and pairs of words; got 'Law'"),
        (state(b"a law"), "must hold words and pairs of words"),
        (state(b"law  now"), "must hold words and pairs of words"),
        (state(b"law now then"), "must hold words and pairs of words"),
    ],
)
def test_refusals(arrays: dict[str, Any], message: str) -> None:
    with pytest.raises(StanceError, match=message):
        NgramFeatures.from_state(SETTINGS, arrays)


def test_more_terms_than_the_settings_allow_are_refused() -> None:
    with pytest.raises(StanceError, match="at most 1 terms; got 2"):
        NgramFeatures.from_state(FeatureSettings(character=None, max_features=1), state(b"law", b"now"))


def test_pairs_are_refused_where_settings_want_words() -> None:
    with pytest.raises(StanceError, match="must hold words; got 'law now'"):
        NgramFeatures.from_state(FeatureSettings(word=(1, 1), character=None), state(b"law now"))


def test_character_terms_have_the_right_length() -> None:
    arrays = {name.replace("word", "character"): a for name, a in state(b"lawful").items()}
    with pytest.raises(StanceError, match="1 to 5 characters; got 'lawful'"):
        NgramFeatures.from_state(FeatureSettings(word=None), arrays)

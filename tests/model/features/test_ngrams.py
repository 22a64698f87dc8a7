"""The features against scikit-learn's vectorizers, on any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from stance.errors import StanceError
from stance.model.features import FeatureSettings, NgramFeatures

# letters whose lower case is longer, shorter or depends on neighbours; marks, spaces, NUL, surrogates
TRICKY = (
    "abAB \n\t.,'-_09éÉßſ\u212a\u0130\u0131Σσς\u1e9e\u2c65\u023a\u0301\u200b\u200d"
    "\u00a0\u3000\x00\x1c\x85\ud800\udfff漢字ไทย𝒜𝟘٣"
)
TEXTS = st.lists(
    st.text(st.one_of(st.sampled_from(TRICKY), st.characters(codec=None)), max_size=40), max_size=8
)
SETTINGS = st.builds(
    FeatureSettings,
    word=st.sampled_from([None, (1, 1), (1, 2)]),
    character=st.sampled_from([(1, 1), (3, 5), (2, 7)]),
    min_df=st.integers(1, 2),
    max_features=st.sampled_from([None, 1, 5, 17]),
    sublinear=st.booleans(),
)
COLLIDING = ["aaaaakaiaaaaeaa", "aaaamagaaaaaadi", "mciaabaaaahhcca", "aaaaaajaebaaaaj"]
"""Two pairs of words whose 63-bit digests are equal, found by lattice reduction."""


def oracle(chosen: FeatureSettings, kind: str) -> Any:
    """scikit-learn's own vectorizer for one block."""
    return TfidfVectorizer(
        analyzer={"word": "word", "character": "char_wb"}[kind],
        ngram_range=getattr(chosen, kind),
        min_df=chosen.min_df,
        max_features=chosen.max_features,
        sublinear_tf=chosen.sublinear,
    )


def assert_equal_to_sklearn(chosen: FeatureSettings, fitted_on: list[str], new: list[str]) -> None:
    """Same refusal, or same vocabulary, idf and matrix; also after saving, and handed to scikit-learn."""
    ours = NgramFeatures(chosen)
    kinds = [kind for kind in ("word", "character") if getattr(chosen, kind) is not None]
    theirs = [oracle(chosen, kind) for kind in kinds]
    try:
        train = np.hstack([vectorizer.fit_transform(fitted_on).toarray() for vectorizer in theirs])
    except ValueError:
        with pytest.raises(StanceError, match="min_df"):
            ours.fit_transform(fitted_on)
        return
    matrix = ours.fit_transform(fitted_on)
    for kind, vectorizer in zip(kinds, theirs, strict=True):
        assert getattr(ours, f"{kind}_terms") == list(vectorizer.get_feature_names_out())
    np.testing.assert_array_equal(ours.idf, np.concatenate([vectorizer.idf_ for vectorizer in theirs]))
    assert matrix.has_canonical_format
    again = NgramFeatures.from_state(chosen, ours.state())
    for found in (matrix, again.transform(fitted_on)):
        np.testing.assert_allclose(found.toarray(), train, rtol=0, atol=1e-12)
    if new:
        expected = np.hstack([vectorizer.transform(new).toarray() for vectorizer in theirs])
        np.testing.assert_allclose(ours.transform(new).toarray(), expected, rtol=0, atol=1e-12)
        np.testing.assert_array_equal(again.to_sklearn().transform(new).toarray(), expected)


@pytest.mark.usefixtures("loops")
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=SETTINGS, fitted_on=TEXTS, new=TEXTS)
@example(FeatureSettings(min_df=1, max_features=3), ["b a ab", "ab ba", "ba ab"], ["ab"])
@example(
    FeatureSettings(min_df=1, max_features=2), ["ab cd ab cd"] * 2, ["cd ab"]
)  # a pair without its words
def test_equal_to_sklearn_on_any_text(chosen: FeatureSettings, fitted_on: list[str], new: list[str]) -> None:
    assert_equal_to_sklearn(chosen, fitted_on, new)


@pytest.mark.usefixtures("loops")
@pytest.mark.parametrize(
    "texts",
    [
        [" ".join(COLLIDING), " ".join(reversed(COLLIDING)), COLLIDING[0], COLLIDING[3]],
        ["x" * n + " " + "é" * n + " " + "漢" * n for n in range(1, 45)],
        ["\x00" * n + "a" for n in range(40)],
        ["ab " * 70_000, "cd " + "ab cd " * 3],
        ["ab", "", " ", "\n\n", "a b c", "é", "ab"],
        [word + end for word in ("ΟΔΟΣ", "ΣΟΦΟΣ") for end in ("", "'", "'Α", " Α", "\u0301", "\u0301Α")],
    ],
    ids=["collisions", "lengths", "nul", "repeats", "empty", "sigma"],
)
def test_equal_to_sklearn_on_hostile_text(texts: list[str]) -> None:
    assert_equal_to_sklearn(FeatureSettings(min_df=1), texts, texts[::-1])


@pytest.mark.slow
@pytest.mark.usefixtures("loops")
def test_a_token_of_ten_million_characters() -> None:
    """A further copy of a word adds the same n-grams: counts of a giant token follow from two small ones."""
    copies = 1_400_000
    chosen = FeatureSettings(min_df=1)
    ours = NgramFeatures(chosen)
    row = ours.fit_transform(["Kartell" * copies]).toarray()[0]
    counter = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5))
    few, more = counter.fit_transform(["kartell" * 4, "kartell" * 5]).toarray()
    values = 1 + np.log(few + (copies - 4) * (more - few))
    assert ours.word_terms == ["kartell" * copies]
    assert ours.character_terms == list(counter.get_feature_names_out())
    np.testing.assert_allclose(row[0], 1)
    np.testing.assert_allclose(row[1:], values / np.linalg.norm(values), rtol=0, atol=1e-12)


@pytest.mark.usefixtures("loops")
def test_batches_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"Passage {i % 7} on law, police and Straße number {i % 13}." for i in range(60)]
    chosen = FeatureSettings(min_df=2)
    whole = NgramFeatures(chosen).fit_transform(texts)
    for limit in ("_COMPILED", "_NUMPY", "_UNDIVIDED"):
        monkeypatch.setattr(f"stance.model.features.inputs.{limit}", 100)
    cut = NgramFeatures(chosen)
    assert (cut.fit_transform(texts) != whole).nnz == 0
    assert (cut.transform(texts) != whole).nnz == 0


def test_state_survives_a_file(tmp_path: Path) -> None:
    chosen = FeatureSettings(min_df=1)
    features = NgramFeatures(chosen).fit(["Courts, not camps. \ud800", "Καλός λόγος"])
    np.savez(tmp_path / "weights.npz", **dict(features.state()))  # type: ignore[arg-type]
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as stored:
        again = NgramFeatures.from_state(chosen, dict(stored))
    assert again.word_terms == features.word_terms
    assert again.character_terms == features.character_terms


def test_use_before_fit_is_refused() -> None:
    with pytest.raises(StanceError, match="call fit first"):
        NgramFeatures(FeatureSettings()).transform(["a"])

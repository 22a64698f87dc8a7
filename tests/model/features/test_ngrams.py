"""The features against scikit-learn's vectorizers, on any text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from stance.errors import StanceError
from stance.model.features import FeatureSettings, NgramFeatures

ALPHABET = st.one_of(
    st.sampled_from(
        "abAB \n\t.,'-_09éÉßſK\u0130\u0131Σσς\u0301\u200b\u200d\u00a0\u3000\x00\x1c\x85\ud800\udfff漢字ไทย𝒜𝟘٣"
    ),
    st.characters(codec=None),
)
TEXTS = st.lists(st.text(ALPHABET, max_size=40), max_size=8)
SETTINGS = st.builds(
    FeatureSettings,
    word=st.sampled_from([None, (1, 1), (1, 2)]),
    character=st.sampled_from([(1, 1), (3, 5), (2, 7)]),
    min_df=st.integers(1, 2),
    max_features=st.sampled_from([None, 1, 5, 17]),
    sublinear=st.booleans(),
)


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
    ours = NgramFeatures(chosen)
    kinds = [kind for kind in ("word", "character") if getattr(chosen, kind) is not None]
    theirs = [oracle(chosen, kind) for kind in kinds]
    try:
        train = [vectorizer.fit_transform(fitted_on) for vectorizer in theirs]
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
    for found in (matrix, ours.transform(fitted_on), again.transform(fitted_on)):
        expected = np.hstack([part.toarray() for part in train])
        np.testing.assert_allclose(found.toarray(), expected, rtol=0, atol=1e-12)
    expected = np.hstack([vectorizer.transform(new).toarray() for vectorizer in theirs])
    np.testing.assert_allclose(ours.transform(new).toarray(), expected, rtol=0, atol=1e-12)
    np.testing.assert_array_equal(again.to_sklearn().transform(new).toarray(), expected)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=SETTINGS, fitted_on=TEXTS, new=TEXTS)
def test_equal_to_sklearn_on_any_text(chosen: FeatureSettings, fitted_on: list[str], new: list[str]) -> None:
    if new:
        assert_equal_to_sklearn(chosen, fitted_on, new)


def test_state_survives_a_file(tmp_path: Any) -> None:
    chosen = FeatureSettings(min_df=1)
    features = NgramFeatures(chosen).fit(["Courts, not camps.", "Καλός λόγος"])
    np.savez(tmp_path / "weights.npz", **dict(features.state()))  # type: ignore[arg-type]
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as stored:
        again = NgramFeatures.from_state(chosen, dict(stored))
    assert again.word_terms == features.word_terms
    assert again.character_terms == features.character_terms


def test_texts_must_be_strings() -> None:
    with pytest.raises(StanceError, match=r"got NoneType \(row 1\)"):
        NgramFeatures(FeatureSettings()).fit(["a", None])  # type: ignore[list-item]
    with pytest.raises(StanceError, match="got one string"):
        NgramFeatures(FeatureSettings()).fit("a text")


def test_use_before_fit_is_refused() -> None:
    with pytest.raises(StanceError, match="call fit first"):
        NgramFeatures(FeatureSettings()).transform(["a"])

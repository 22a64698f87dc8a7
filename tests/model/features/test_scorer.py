"""Decision values and their explanation against scikit-learn's transformers."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.errors import StanceError
from stance.model.features import FeatureSettings, NgramFeatures, Scorer

PIECES = [
    "police",
    "Courts",
    "law",
    "İstanbul",
    "ΣΟΦΟΣ",
    "straße",
    "a",
    "é",
    "-",
    "...",
    "not",
    "\u0301",
    "  ",
]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), min_size=1, max_size=6)
SETTINGS = st.builds(
    FeatureSettings,
    word=st.sampled_from([None, (1, 1), (1, 2)]),
    character=st.sampled_from([(1, 2), (3, 5)]),
    min_df=st.just(1),
    sublinear=st.booleans(),
)


def model(chosen: FeatureSettings, labels: int = 3) -> Scorer:
    features = NgramFeatures(chosen).fit([" ".join(PIECES), " ".join(reversed(PIECES)), "police law courts"])
    random = np.random.default_rng(5)
    return Scorer(features, random.normal(size=(features.n_features, labels)), random.normal(size=labels))


@pytest.mark.usefixtures("loops")
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=SETTINGS, texts=TEXTS, threads=st.integers(1, 3))
def test_decision_equals_matrix_product(chosen: FeatureSettings, texts: list[str], threads: int) -> None:
    scorer = model(chosen)
    matrix = scorer.features.to_sklearn().transform(texts).toarray()
    expected = matrix @ scorer.coefficients + scorer.intercept
    few = scorer.decision(texts, threads=threads)
    np.testing.assert_allclose(few, expected, rtol=0, atol=1e-9)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stance.model.features.scorer._FEW", -1)
        for limit in ("_COMPILED", "_NUMPY", "_UNDIVIDED"):
            patch.setattr(f"stance.model.features.inputs.{limit}", 40)
        np.testing.assert_array_equal(scorer.decision(texts, threads=threads), few)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=SETTINGS, texts=TEXTS)
def test_explanation_sums_to_the_tfidf(chosen: FeatureSettings, texts: list[str]) -> None:
    scorer = model(chosen)
    text = texts[0]
    expected = scorer.features.to_sklearn().transform([text]).toarray()[0]
    found = np.zeros(len(expected))
    terms = scorer.features.word_terms + scorer.features.character_terms
    for feature, start, end, value in zip(*scorer.explain(text), strict=True):
        found[feature] += value
        assert 0 <= start <= end <= len(text)
        # the words of the span, lower-cased, hold what the feature is made of
        term = terms[feature].strip()
        if feature >= len(scorer.features.word_terms) and "İ" not in text and "Σ" not in text:
            assert text[start:end].lower() == term
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)


def test_spans_refer_to_the_text_before_lower_casing() -> None:
    features = NgramFeatures(FeatureSettings(word=(1, 2), character=None, min_df=1)).fit(["blue house"])
    scorer = Scorer(features, np.ones((3, 1)), np.zeros(1))
    text = "İİ The BLUE -- House"
    found = scorer.explain(text)
    spans = [
        (text[start:end], features.word_terms[feature])
        for feature, start, end in zip(found.features, found.starts, found.ends, strict=True)
    ]
    assert spans == [("BLUE", "blue"), ("BLUE -- House", "blue house"), ("House", "house")]


def test_no_texts_give_no_rows() -> None:
    assert model(FeatureSettings(min_df=1)).decision([]).shape == (0, 3)


@pytest.mark.parametrize(
    ("coefficients", "intercept", "message"),
    [
        (np.ones((2, 1)), np.zeros(1), "one row for each of 1 features; got 2"),
        (np.ones((1, 2)), np.zeros(1), "one column for each of 1 intercepts; got 2"),
        (np.ones(1), np.zeros(1), "'coefficients' must have 2 dimension"),
        (np.full((1, 1), np.nan), np.zeros(1), "'coefficients' must be finite"),
    ],
)
def test_refusals(coefficients: np.ndarray, intercept: np.ndarray, message: str) -> None:
    features = NgramFeatures(FeatureSettings(word=(1, 1), character=None, min_df=1)).fit(["law"])
    with pytest.raises(StanceError, match=message):
        Scorer(features, coefficients, intercept)


def test_scoring_imports_numpy_only() -> None:
    program = (
        "import sys, numpy as np; from stance.model.features import *\n"
        "f = NgramFeatures(FeatureSettings(min_df=1)).fit(['law and courts'])\n"
        "f = NgramFeatures.from_state(f.settings, f.state())\n"
        "Scorer(f, np.ones((f.n_features, 2)), np.zeros(2)).decision(['A law.'] * 3)\n"
        "print(*{'scipy', 'sklearn', 'pandas', 'pyarrow', 'numba', 'joblib'} & set(sys.modules))"
    )
    output = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert output.stdout.strip() == ""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import FeatureUnion, make_pipeline

from stance.codebook import Codebook, Scale
from stance.errors import StanceError
from stance.model.classifier import StanceClassifier

TEXTS = [
    "Soldiers seized drugs at the border and the soldiers stayed",
    "Courts and judges need clean police",
    "The minister travelled to the coast on Monday",
    "More soldiers and more seizures at the border",
    "Clean courts, trained judges and treatment",
    "The conference ended on Monday at noon",
    "Drugs were seized by the police at sea",
    "Treatment and prevention work, the judges said",
    "A hotel on the coast hosted the conference",
]
LABELS = ["force", "law", "other"] * 3


def plain(**settings: Any) -> Any:
    """The pipeline that anyone would write with scikit-learn."""
    union = FeatureUnion(
        [
            ("word", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)),
            ("character", TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)),
        ]
    )
    return make_pipeline(union, LogisticRegression(solver="newton-cg", tol=1e-12, max_iter=1000, **settings))


@pytest.mark.parametrize("class_weight", [None, "balanced"])
@pytest.mark.parametrize("n_labels", [2, 3])
def test_probabilities_are_those_of_the_plain_pipeline(class_weight: str | None, n_labels: int) -> None:
    kept = [row for row in range(8) if row % 3 < n_labels]
    texts, labels = [TEXTS[row] for row in kept], [LABELS[row] for row in kept]
    ours = StanceClassifier(C=2.0, min_df=1, class_weight=class_weight).fit(texts, labels)
    oracle = plain(C=2.0, class_weight=class_weight).fit(texts, labels)
    np.testing.assert_allclose(ours.predict_proba(TEXTS), oracle.predict_proba(TEXTS), atol=1e-7)
    assert ours.classes_.tolist() == oracle.classes_.tolist()
    assert ours.predict(TEXTS).tolist() == oracle.predict(TEXTS).tolist()


@pytest.mark.parametrize("n_labels", [2, 3])
def test_to_sklearn_has_the_same_probabilities(n_labels: int) -> None:
    kept = [row for row in range(9) if row % 3 < n_labels]
    codebook = Codebook.from_labels("x", ["other", "law", "force"][3 - n_labels :])
    classifier = StanceClassifier(min_df=1, codebook=codebook).fit(
        [TEXTS[row] for row in kept], [LABELS[row] for row in kept]
    )
    pipeline = classifier.to_sklearn()
    columns = [list(pipeline.classes_).index(label) for label in codebook.labels]
    np.testing.assert_allclose(
        pipeline.predict_proba(TEXTS)[:, columns], classifier.predict_proba(TEXTS), atol=1e-12
    )


def test_sample_weights_are_those_of_the_plain_regression() -> None:
    weighted = StanceClassifier(min_df=1, class_weight=None, word=(1, 1), character=None)
    weights = np.ones(9)
    weights[[3, 4]] = 2
    weighted.fit(TEXTS, LABELS, sample_weight=weights)
    oracle = LogisticRegression(solver="newton-cg", tol=1e-12, max_iter=1000)
    matrix = weighted.model_.features.transform(TEXTS)
    oracle.fit(matrix, LABELS, sample_weight=weights)
    np.testing.assert_allclose(weighted.predict_proba(TEXTS), oracle.predict_proba(matrix), atol=1e-7)


def test_the_codebook_gives_the_order_and_the_scale() -> None:
    codebook = Codebook.from_labels("x", ["other", "law", "force"], Scale("force", "law", "other"))
    classifier = StanceClassifier(min_df=1, codebook=codebook).fit(TEXTS, LABELS)
    assert classifier.classes_.tolist() == ["other", "law", "force"]
    probabilities = classifier.predict_proba(TEXTS)
    np.testing.assert_allclose(classifier.position(TEXTS), probabilities[:, 1] - probabilities[:, 2])
    assert classifier.predict(TEXTS).tolist() == LABELS


def test_explanations_sum_to_the_logit() -> None:
    classifier = StanceClassifier(min_df=1).fit(TEXTS, LABELS)
    for text in [*TEXTS, "", "unknown words: ŵŵŵ", "İstanbul judges, judges and judges\u200b!"]:
        explanation = classifier.explain(text)
        logits = classifier.model_.decision_function([text])[0]
        np.testing.assert_allclose(explanation.logits, logits, atol=1e-9)
        by_word = explanation.intercept + np.sum([w for _, _, w in explanation.words()], axis=0)
        np.testing.assert_allclose(by_word, logits, atol=1e-9)
        np.testing.assert_allclose(explanation.probabilities, classifier.predict_proba([text])[0], atol=1e-12)


def test_an_explanation_points_into_the_text() -> None:
    explanation = (
        StanceClassifier(min_df=1, character=None).fit(TEXTS, LABELS).explain("Clean COURTS and judges")
    )
    said = {
        term: explanation.text[a:b] for term, (a, b) in zip(explanation.terms, explanation.spans, strict=True)
    }
    assert said["courts"] == "COURTS"
    assert said["clean courts"] == "Clean COURTS"
    assert set(explanation.to_frame().columns) == {"term", "start", "end", "force", "law", "other"}
    assert "COURTS" in str(explanation)


def test_grid_search_and_clone() -> None:
    search = GridSearchCV(StanceClassifier(min_df=1), {"C": [0.1, 10.0], "character": [None, (3, 4)]}, cv=3)
    search.fit(TEXTS, LABELS)
    assert search.best_estimator_.get_params()["C"] in (0.1, 10.0)
    assert clone(search.best_estimator_).get_params() == search.best_estimator_.get_params()


def test_deterministic() -> None:
    one, two = (StanceClassifier(min_df=1).fit(TEXTS, LABELS).predict_proba(TEXTS) for _ in range(2))
    assert (one == two).all()


@pytest.mark.parametrize(
    ("texts", "labels", "settings", "message"),
    [
        ("one string", ["a"], {}, "must be a sequence of texts"),
        (["a", 3], ["a", "b"], {}, r"must hold text alone; got int \(row 2\)"),
        (TEXTS, LABELS[:-1], {}, r"one label for each of the 9 texts; got the shape \(8,\)"),
        (TEXTS, ["a"] * 9, {}, r"at least two labels; got only \['a'\]"),
        (TEXTS, LABELS, {"class_weight": "even"}, "must be 'balanced' or None; got 'even'"),
        (TEXTS, LABELS, {"C": -1.0}, "'C' must be"),
        (TEXTS, LABELS, {"codebook": Codebook.from_labels("x", ["force", "law"])}, "labels of the codebook"),
        (
            TEXTS,
            LABELS,
            {"codebook": Codebook.from_labels("x", ["force", "law", "other", "none"])},
            "every label of the codebook; got no 'none'",
        ),
    ],
)
def test_refusals(texts: Any, labels: Any, settings: dict[str, Any], message: str) -> None:
    with pytest.raises(StanceError, match=message):
        StanceClassifier(min_df=1, **settings).fit(texts, labels)


def test_weights_are_checked() -> None:
    with pytest.raises(StanceError, match="'sample_weight' must hold one finite number"):
        StanceClassifier(min_df=1).fit(TEXTS, LABELS, sample_weight=[-1.0] * 9)

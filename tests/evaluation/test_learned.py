"""Top features and the leaks among them."""

from __future__ import annotations

from typing import Any

import pytest
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import FeatureUnion, make_pipeline

from stance.errors import StanceError
from stance.evaluation.data import read
from stance.evaluation.learned import leak_finder, learned
from stance.model.classifier import StanceClassifier


def test_the_strongest_words_of_each_label_come_first(corpus: Any, logistic: Any) -> None:
    frame = corpus(200)
    found = learned(logistic().fit(frame["text"], frame["label"]), top=3)
    assert [x.rank for x in found.features] == [1, 2, 3] * 3
    leaning = {"force": {"raid", "troops", "seized", "arrested", "patrol"}}
    assert {x.feature for x in found.features if x.label == "force"} <= leaning["force"]
    weights = [x.weight for x in found.features if x.label == "force"]
    assert weights == sorted(weights, reverse=True)


def test_weights_are_relative_to_the_other_labels() -> None:
    texts, labels = ["aa", "bb", "cc"] * 5, ["x", "y", "z"] * 5
    model = make_pipeline(CountVectorizer(), LogisticRegression()).fit(texts, labels)
    before = learned(model, top=1)
    model[-1].coef_ = model[-1].coef_ + 7  # the same for every label, so it says nothing
    assert [x.weight for x in learned(model, top=1).features] == pytest.approx(
        [x.weight for x in before.features]
    )


def test_two_labels_have_opposite_weights() -> None:
    model = make_pipeline(CountVectorizer(), LogisticRegression()).fit(["aa", "bb"] * 5, ["x", "y"] * 5)
    first, second = learned(model, top=1).features
    assert (first.feature, second.feature) == ("aa", "bb")
    assert first.weight == pytest.approx(second.weight)


def test_kinds_of_features_are_told_apart() -> None:
    union = FeatureUnion(
        [("word", TfidfVectorizer()), ("character", TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3)))]
    )
    model = make_pipeline(union, LogisticRegression()).fit(["raid", "court"] * 5, ["x", "y"] * 5)
    found = {(x.kind, x.feature) for x in learned(model).features}
    assert ("word", "raid") in found
    assert ("character", " ra") in found


def test_the_stance_classifier_says_what_it_learned(corpus: Any) -> None:
    frame = corpus()
    model = StanceClassifier().fit(frame["text"].tolist(), frame["label"])
    found = learned(model, read(frame), top=5)
    assert {x.label for x in found.features} == {"force", "law", "other"}
    assert {x.kind for x in found.features} <= {"word", "character"}
    assert found.features == learned(model.model_, read(frame), top=5).features


@pytest.mark.parametrize(
    ("feature", "leak"),
    [
        ("2019", "year"),
        ("in 1998", "year"),
        ("201", "year"),
        (" 20", "year"),
        ("120", ""),
        ("20000", ""),
        ("20 tons", ""),
        ("Subscribe now", "page furniture"),
        ("herald", "source name"),
        ("the herald", "source name"),
        ("south", ""),
        ("her", ""),
        ("border", ""),
    ],
)
def test_leaks_are_flagged(feature: str, leak: str) -> None:
    texts = ["The Herald reports from the south", "The south again", "Trade with the south", "A border"]
    sources = ["South Herald", "North Post", None, "North Post"]
    assert leak_finder(texts, sources)(feature) == leak


def test_a_leaky_corpus_is_caught_in_the_features(corpus: Any, logistic: Any) -> None:
    frame = corpus()
    frame["text"] = [
        f"{text} for the herald in 2019" if label == "force" else text
        for text, label in zip(frame["text"], frame["label"], strict=True)
    ]
    frame["source"] = ["South Herald" if x == "force" else "North Post" for x in frame["label"]]
    found = learned(logistic().fit(frame["text"], frame["label"]), read(frame), top=4)
    assert {(x.feature, x.leak) for x in found.leaks} == {("herald", "source name"), ("2019", "year")}
    assert str(found).endswith("2 of 12 may be leaks")


def test_a_model_without_coefficients_is_refused(corpus: Any) -> None:
    frame = corpus()
    model = make_pipeline(CountVectorizer(), MultinomialNB()).fit(frame["text"], frame["label"])
    with pytest.raises(StanceError, match=r"The model must be linear on named features.*got Pipeline"):
        learned(model)
    with pytest.raises(StanceError, match="got LogisticRegression"):
        learned(LogisticRegression())

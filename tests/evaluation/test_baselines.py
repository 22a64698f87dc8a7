"""The baselines: what they guess, and where scikit-learn can say what is right."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from stance.errors import StanceError
from stance.evaluation.baselines import LexiconCount, Majority, NBWeightedLogistic, Prior, baselines
from stance.evaluation.lexicon import Lexicon

TEXTS = [
    "troops raid labs",
    "raids and arrests",
    "troops again",
    "courts try cases",
    "judges sit",
    "it rained",
] * 4
LABELS = ["force", "force", "force", "law", "law", "other"] * 4
LEXICON = Lexicon({"force": ("troops", "raid*"), "law": ("court*", "judge*")})


@pytest.mark.parametrize("name", baselines(LEXICON))
def test_every_baseline_fits_predicts_and_knows_its_labels(name: str) -> None:
    model = baselines(LEXICON)[name]().fit(TEXTS, LABELS)
    predicted = model.predict(["troops raid", "a court"])
    assert set(predicted) <= {"force", "law", "other"}
    assert list(model.classes_) == ["force", "law", "other"]
    if hasattr(model, "predict_proba"):
        np.testing.assert_allclose(model.predict_proba(TEXTS).sum(axis=1), 1)


def test_the_lexicon_is_shown_only_where_there_is_one() -> None:
    assert "lexicon" not in baselines()
    assert list(baselines(LEXICON))[:3] == ["majority", "prior", "lexicon"]


def test_majority_and_prior_are_scikit_learns_dummies() -> None:
    dummy = DummyClassifier(strategy="prior").fit(TEXTS, LABELS)
    assert (Majority().fit(TEXTS, LABELS).predict(TEXTS) == dummy.predict(TEXTS)).all()
    np.testing.assert_allclose(Prior().fit(TEXTS, LABELS).predict_proba(TEXTS), dummy.predict_proba(TEXTS))


def test_prior_guesses_in_proportion_and_by_the_text_alone() -> None:
    model = Prior().fit(TEXTS, LABELS)
    texts = [f"text number {k}" for k in range(4000)]
    guessed = model.predict(texts)
    # Three standard errors of a share of one half, of 4,000.
    assert (guessed == "force").mean() == pytest.approx(0.5, abs=0.024)
    assert (model.predict(texts[::-1])[::-1] == guessed).all()


def test_lexicon_probabilities_by_hand() -> None:
    model = LexiconCount(LEXICON).fit(TEXTS, LABELS)
    # Two phrases for force, one for law, none for other; training shares 1/2, 1/3, 1/6.
    expected = [[2.5 / 4, (1 + 1 / 3) / 4, (1 / 6) / 4]]
    np.testing.assert_allclose(model.predict_proba(["troops raid a court"]), expected)


def test_a_lexicon_tie_goes_to_the_more_frequent_label() -> None:
    model = LexiconCount(LEXICON).fit(TEXTS, LABELS)
    assert model.predict(["troops at court", "nothing said"]).tolist() == ["force", "force"]


def test_a_lexicon_of_other_labels_is_refused() -> None:
    message = r"The lexicon must name labels of the table, \['x', 'y'\]; got \['force', 'law'\]"
    with pytest.raises(StanceError, match=message):
        LexiconCount(LEXICON).fit(["a", "b"], ["x", "y"])


def test_nb_weights_are_the_log_count_ratios_of_the_paper() -> None:
    model = NBWeightedLogistic().fit(["aa aa bb", "aa cc", "bb cc", "cc"], ["x", "x", "y", "y"])
    # Presence, smoothed by 1, of three words and four pairs (aa aa, aa bb, aa cc, bb cc):
    # x holds aa twice and 7 in all, so 3 / (7 + 7); y holds no aa and 4 in all, so 1 / (4 + 7).
    ratio = model.ratios_[0][model.words_.features_.word_terms.index("aa")]
    assert ratio == pytest.approx(np.log(3 / 14) - np.log(1 / 11))


def test_nb_weighted_logistic_is_logistic_regression_on_weighted_presence() -> None:
    model = NBWeightedLogistic().fit(TEXTS, LABELS)
    x = CountVectorizer(ngram_range=(1, 2), binary=True).fit(TEXTS).transform(TEXTS).toarray()
    oracle = LogisticRegression(solver="liblinear", dual=True, random_state=0).fit(
        x * model.ratios_[1], np.array(LABELS) == "law"
    )
    np.testing.assert_allclose(model.models_[1].coef_, oracle.coef_, atol=1e-4)

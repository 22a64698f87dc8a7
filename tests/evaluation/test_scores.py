"""Scores of predictions, each with its interval."""

from __future__ import annotations

import json

import numpy as np
import pytest
from sklearn import metrics as oracle

from stance.evaluation.intervals import ratio
from stance.evaluation.scores import score


def _predictions() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    documents = np.repeat(np.arange(40), rng.integers(1, 6, 40))
    truth = rng.integers(0, 3, len(documents))
    scores = rng.normal(size=(len(documents), 3)) + np.eye(3)[truth]
    probabilities = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return truth, probabilities.argmax(axis=1), probabilities, documents


def test_estimates_are_scikit_learns() -> None:
    truth, predicted, probabilities, documents = _predictions()
    found = score(truth, predicted, probabilities, documents, ("a", "b", "c"))
    expected = {
        "accuracy": oracle.accuracy_score(truth, predicted),
        "macro_f1": oracle.f1_score(truth, predicted, average="macro"),
        "balanced_accuracy": oracle.balanced_accuracy_score(truth, predicted),
        "mcc": oracle.matthews_corrcoef(truth, predicted),
        "log_loss": oracle.log_loss(truth, probabilities),
        "brier": oracle.brier_score_loss(truth, probabilities, labels=[0, 1, 2], scale_by_half=False),
    }
    for name, value in expected.items():
        assert found.overall[name].estimate == pytest.approx(value), name
    for k, label in enumerate("abc"):
        row = found.per_label[label]
        assert row["recall"].estimate == pytest.approx(oracle.recall_score(truth == k, predicted == k))
        assert row["precision"].estimate == pytest.approx(oracle.precision_score(truth == k, predicted == k))
        assert row["f1"].estimate == pytest.approx(oracle.f1_score(truth == k, predicted == k))
        assert row["auc"].estimate == pytest.approx(oracle.roc_auc_score(truth == k, probabilities[:, k]))


def test_every_interval_holds_its_estimate_and_counts_documents() -> None:
    truth, predicted, probabilities, documents = _predictions()
    found = score(truth, predicted, probabilities, documents, ("a", "b", "c"))
    for x in found.overall.values():
        assert x.low is not None
        assert x.high is not None
        assert x.low <= x.estimate <= x.high
        assert (x.n_documents, x.n_passages) == (40, len(truth))


def test_a_recall_rests_on_the_documents_that_have_the_label() -> None:
    truth, predicted, probabilities, documents = _predictions()
    found = score(truth, predicted, probabilities, documents, ("a", "b", "c")).per_label["b"]["recall"]
    own = truth == 1
    hits = np.bincount(documents, weights=own & (predicted == 1))
    assert found == ratio(hits, np.bincount(documents, weights=own), n_passages=int(own.sum()))
    assert found.n_documents == len(set(documents[own]))


def test_without_probabilities_there_is_nothing_about_them() -> None:
    truth, predicted, _, documents = _predictions()
    found = score(truth, predicted, None, documents, ("a", "b", "c"))
    assert set(found.overall) == {"accuracy", "macro_f1", "balanced_accuracy", "mcc"}
    assert set(found.per_label["a"]) == {"precision", "recall", "f1"}


def test_a_label_that_never_occurs_is_undefined_and_travels_as_null() -> None:
    truth, predicted, _, documents = _predictions()
    found = score(truth, predicted, None, documents, ("a", "b", "c", "never"))
    assert str(found.per_label["never"]["recall"]) == "undefined"
    assert (
        json.loads(json.dumps(found.to_dict(), allow_nan=False))["per_label"]["never"]["f1"]["estimate"]
        is None
    )
    assert found.overall["macro_f1"].estimate == pytest.approx(
        oracle.f1_score(truth, predicted, average="macro")
    )

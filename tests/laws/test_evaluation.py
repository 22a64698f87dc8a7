"""What holds for any evaluation."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from stance.corpus import Structure
from stance.evaluation.baselines import Majority, Prior
from stance.evaluation.evaluate import evaluate
from stance.evaluation.paired import document_counts, swap_test
from stance.evaluation.scores import Scores, score
from stance.evaluation.splits import by_document, forward_in_time, leave_one_source_out, optimistic_random

LABELS = ("a", "b", "c")


def _predictions(seed: int, n_documents: int = 30) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    documents = np.repeat(np.arange(n_documents), rng.integers(1, 5, n_documents))
    truth = rng.integers(0, 3, len(documents))
    scores = rng.normal(size=(len(documents), 3)) + np.eye(3)[truth]
    probabilities = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return truth, probabilities.argmax(axis=1), probabilities, documents


def _estimates(scores: Scores) -> dict[str, tuple[float, float | None, float | None]]:
    flat = dict(scores.overall)
    for label, row in scores.per_label.items():
        flat |= {f"{label} {name}": x for name, x in row.items()}
    return {name: (x.estimate, x.low, x.high) for name, x in flat.items()}


def _assert_same(one: Scores, other: Scores, rename: Callable[[str], str] = str) -> None:
    first, second = _estimates(one), _estimates(other)
    assert {rename(name) for name in first} == set(second)
    for name, values in first.items():
        for x, y in zip(values, second[rename(name)], strict=True):
            assert (x is None) == (y is None), name
            if x is not None:
                assert x == pytest.approx(y, abs=1e-9, nan_ok=True), name


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    truth, predicted, probabilities, documents = _predictions(seed)
    order = np.random.default_rng(seed).permutation(len(truth))
    one = score(truth, predicted, probabilities, documents, LABELS, resamples=200)
    other = score(
        truth[order], predicted[order], probabilities[order], documents[order], LABELS, resamples=200
    )
    _assert_same(one, other)


@given(st.integers(0, 10**6), st.permutations([0, 1, 2]))
@settings(max_examples=15, deadline=None)
def test_the_names_of_labels_do_not_matter(seed: int, names: list[int]) -> None:
    truth, predicted, probabilities, documents = _predictions(seed)
    code = np.array(names)
    renamed = np.empty_like(probabilities)
    renamed[:, code] = probabilities
    one = score(truth, predicted, probabilities, documents, LABELS, resamples=200)
    other = score(code[truth], code[predicted], renamed, documents, LABELS, resamples=200)

    def rename(name: str) -> str:
        return LABELS[names[LABELS.index(name[0])]] + name[1:] if name[1:2] == " " else name

    _assert_same(one, other, rename)


@given(st.integers(0, 10**6), st.integers(2, 4))
@settings(max_examples=15, deadline=None)
def test_repeating_the_passages_of_every_document_narrows_nothing(seed: int, times: int) -> None:
    made = _predictions(seed)
    one = score(*made, LABELS, resamples=200)
    truth, predicted, probabilities, documents = (np.concatenate([x] * times) for x in made)
    other = score(truth, predicted, probabilities, documents, LABELS, resamples=200)
    _assert_same(one, other)


@given(st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_a_perfect_classifier_scores_one(seed: int) -> None:
    truth, _, _, documents = _predictions(seed)
    found = score(truth, truth, np.eye(3)[truth], documents, LABELS, resamples=200)
    for name in ("macro_f1", "balanced_accuracy", "mcc"):
        x = found.overall[name]
        assert (x.estimate, x.low, x.high) == (1, 1, 1), name
    for name in ("brier", "calibration_error"):
        x = found.overall[name]
        assert (x.estimate, x.low, x.high) == (0, 0, 0), name
    # A proportion at 1 keeps the doubt that few documents leave.
    assert found.overall["accuracy"].estimate == found.overall["accuracy"].high == 1


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_with_one_passage_a_document_grouped_and_random_splits_are_one(seed: int) -> None:
    labels = np.random.default_rng(seed).integers(0, 3, 60)
    grouped = by_document(labels, np.arange(60), folds=4, seed=seed)
    random = optimistic_random(labels, folds=4, seed=seed)
    assert [fold.test.tolist() for fold in grouped] == [fold.test.tolist() for fold in random]
    assert [fold.train.tolist() for fold in grouped] == [fold.train.tolist() for fold in random]


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_no_split_but_the_optimistic_one_divides_a_document_or_a_cluster(seed: int) -> None:
    rng = np.random.default_rng(seed)
    documents = rng.integers(0, 25, 80)
    documents = np.unique(documents, return_inverse=True)[1]
    labels = rng.integers(0, 3, 80)
    duplicates = np.where(rng.random(80) < 0.1, rng.integers(0, 4, 80), -1)
    sources = np.array(["north", "south", "east"])[documents % 3]
    years = 2000 + documents % 7
    for split in (
        by_document(labels, documents, folds=3, seed=seed, duplicates=duplicates),
        leave_one_source_out(labels, documents, sources, duplicates=duplicates),
        forward_in_time(documents, years, duplicates=duplicates),
    ):
        for fold in split:
            assert not set(documents[fold.train]) & set(documents[fold.test])
            shared = set(duplicates[fold.train]) & set(duplicates[fold.test])
            assert shared <= {-1}


@given(st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_comparing_backwards_gives_the_same_p_value(seed: int) -> None:
    truth, predicted, probabilities, documents = _predictions(seed)
    other = probabilities[:, [1, 2, 0]].argmax(axis=1)
    one, two = (document_counts(truth, x, documents, 3) for x in (predicted, other))
    # Swapping every coin swaps the models, so only Monte Carlo error is left.
    assert swap_test(one, two, permutations=499) == pytest.approx(
        swap_test(two, one, permutations=499), abs=0.1
    )


def _table(seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = []
    for d in range(30):
        for k in range(int(rng.integers(1, 4))):
            label = ["a", "b", "c"][rng.integers(3)]
            words = [
                f"{label}word{rng.integers(4)}",
                *(f"word{x}" for x in rng.integers(0, 9, 5)),
                f"own{d}x{k}",
            ]
            rows.append({"document_id": f"d{d:02}", "text": " ".join(words), "label": label})
    return pd.DataFrame(rows)


STRUCTURE = Structure(source=None, time=None)


def _model() -> Pipeline:
    return make_pipeline(CountVectorizer(), LogisticRegression(tol=1e-9, max_iter=5000))


def test_a_whole_evaluation_does_not_depend_on_the_order_of_rows() -> None:
    frame = _table()
    mixed = frame.sample(frac=1, random_state=3).reset_index(drop=True)
    beside: dict[str, Any] = {"majority": Majority, "prior": Prior}
    one, other = (evaluate(x, _model, STRUCTURE, baselines=beside) for x in (frame, mixed))
    assert [fold.held_out for fold in one.split] == [fold.held_out for fold in other.split]
    for name in one.scores:
        np.testing.assert_array_equal(one.scores[name].confusion, other.scores[name].confusion)
        assert one.scores[name].overall["macro_f1"] == other.scores[name].overall["macro_f1"]


def test_a_whole_evaluation_does_not_depend_on_the_names_of_labels() -> None:
    frame = _table()
    names = {"a": "zeta", "b": "alpha", "c": "mu"}
    one = evaluate(frame, _model, STRUCTURE, labels=list(names))
    other = evaluate(
        frame.assign(label=[names[x] for x in frame["label"]]), _model, STRUCTURE, labels=list(names.values())
    )
    assert [fold.test.tolist() for fold in one.split] == [fold.test.tolist() for fold in other.split]
    np.testing.assert_array_equal(one.scores["model"].confusion, other.scores["model"].confusion)


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (json.dumps(evaluate(_table(), _model, STRUCTURE).to_dict()) for _ in range(2))
    assert first == second

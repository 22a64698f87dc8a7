"""Paired comparison of models."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from stance.errors import StanceError
from stance.evaluation.metrics import macro_f1
from stance.evaluation.paired import compare_all, compare_models, difference, document_counts, holm, swap_test
from stance.evaluation.result import Evaluation


def _counts(seed: int, n: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 4, size=(n, 4)).astype(float)


def test_the_swap_test_nears_the_exact_one() -> None:
    first, second = _counts(0, 10), _counts(1, 10)

    def gap(swap: np.ndarray) -> float:
        one = np.where(swap[:, None], second, first).sum(axis=0).reshape(2, 2)
        two = np.where(swap[:, None], first, second).sum(axis=0).reshape(2, 2)
        return abs(float(macro_f1(one) - macro_f1(two)))

    swaps = [gap(np.array(s)) for s in itertools.product([False, True], repeat=10)]
    exact = np.mean([x >= swaps[0] - 1e-12 for x in swaps])
    # Four standard errors of a share from 20,000 swaps.
    found = swap_test(first, second, permutations=20_000)
    assert found == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / 20_000) + 1e-4)


def test_equal_models_do_not_differ() -> None:
    counts = _counts(0, 15)
    assert swap_test(counts, counts, permutations=99) == 1
    found = difference(counts, counts, n_passages=100)
    assert (found.estimate, found.low, found.high) == (0, 0, 0)


def test_under_the_null_small_p_values_are_as_rare_as_they_say() -> None:
    rng = np.random.default_rng(7)
    small = 0
    for seed in range(200):
        pair = rng.integers(0, 4, size=(2, 20, 4)).astype(float)
        small += swap_test(pair[0], pair[1], permutations=199, seed=seed) <= 0.1
    # 20 expected of 200; a binomial exceeds 33 once in a thousand.
    assert 8 <= small <= 33


def test_document_counts_add_up() -> None:
    truth, predicted = np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1])
    counts = document_counts(truth, predicted, np.array([5, 5, 9, 9]), 2)
    assert counts.toarray().tolist() == [[1, 1, 0, 0], [0, 0, 0, 2]]


def test_models_of_an_evaluation_are_compared(evaluation: Evaluation) -> None:
    found = compare_models(evaluation, "model", "logistic", permutations=199)
    scores = [evaluation.scores[name].overall["macro_f1"].estimate for name in ("model", "logistic")]
    assert found.difference.estimate == pytest.approx(scores[0] - scores[1])
    other = compare_models(evaluation, "logistic", "model", permutations=199)
    assert other.p_value == pytest.approx(found.p_value, abs=0.1)
    assert other.difference.estimate == pytest.approx(-found.difference.estimate)
    assert str(found).startswith("model - logistic: macro_f1 ")


def test_unknown_models_and_metrics_are_refused(evaluation: Evaluation) -> None:
    with pytest.raises(StanceError, match=r"A model must be one of \['model', 'logistic'\]; got 'svm'"):
        compare_models(evaluation, "model", "svm")
    with pytest.raises(StanceError, match=r"'metric' must be one of .*; got 'f1'"):
        compare_models(evaluation, "model", "logistic", metric="f1")


def test_all_others_are_compared_with_one(evaluation: Evaluation) -> None:
    found = compare_all(evaluation, "model")
    assert [x.first for x in found] == [name for name in evaluation.predictions if name != "model"]
    alone = [compare_models(evaluation, x.first, "model") for x in found]
    assert [(x.difference, x.p_value) for x in found] == [(x.difference, x.p_value) for x in alone]
    assert [x.p_holm for x in found] == holm(np.array([x.p_value for x in alone])).tolist()


def test_holm_by_hand() -> None:
    # Sorted .01, .02, .03, .5 times 4, 3, 2, 1: .04, .06, .06, .5.
    assert holm(np.array([0.02, 0.5, 0.01, 0.03])) == pytest.approx([0.06, 0.5, 0.04, 0.06])
    assert holm(np.array([0.6, 0.7])) == pytest.approx([1.0, 1.0])
    assert holm(np.empty(0)).tolist() == []

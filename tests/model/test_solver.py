from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.sparse import csr_matrix, random_array
from sklearn.linear_model import LogisticRegression

from stance.errors import StanceError
from stance.model.solver import fit_logistic


@pytest.mark.parametrize("n_labels", [2, 3, 7])
@pytest.mark.parametrize("weighted", [False, True])
def test_every_point_of_the_path_is_scikit_learns_optimum(n_labels: int, weighted: bool) -> None:
    rng = np.random.default_rng(n_labels)
    X = csr_matrix(random_array((120, 300), density=0.1, rng=rng))
    codes = rng.integers(n_labels, size=120)
    weights = rng.uniform(0.2, 3.0, size=120) if weighted else None
    path = [0.1, 1.0, 30.0]
    for strength, (coefficients, intercept) in zip(
        path, fit_logistic(X, codes, n_labels, path, weights), strict=True
    ):
        oracle = LogisticRegression(C=strength, solver="newton-cg", tol=1e-12, max_iter=1000)
        oracle.fit(X, codes, sample_weight=weights)
        logits = X @ coefficients + intercept
        ours = logits[:, 1] - logits[:, 0] if n_labels == 2 else logits - logits.mean(axis=1, keepdims=True)
        theirs = oracle.decision_function(X)
        if n_labels > 2:
            theirs = theirs - theirs.mean(axis=1, keepdims=True)
        np.testing.assert_allclose(ours, theirs, atol=1e-5)


def test_two_texts_by_hand() -> None:
    """x = +1 and -1, C = 1: the logit's weight w solves w = 2 / (1 + exp(w))."""
    ((coefficients, intercept),) = fit_logistic(csr_matrix([[1.0], [-1.0]]), np.array([1, 0]), 2, [1.0])
    weight = brentq(lambda w: w - 2 / (1 + np.exp(w)), 0, 2, xtol=1e-14)
    assert coefficients[0, 1] - coefficients[0, 0] == pytest.approx(weight, abs=1e-8)
    assert intercept == pytest.approx([0, 0], abs=1e-8)


def test_separable_data_under_a_weak_penalty() -> None:
    X = csr_matrix(np.vstack([np.eye(5), -np.eye(5)]))
    ((coefficients, _),) = fit_logistic(X, np.repeat([0, 1], 5), 2, [1e6])
    assert (np.sign(coefficients[:, 0]) == 1).all()


def test_numbers_that_are_not_finite_are_refused() -> None:
    with np.errstate(all="ignore"), pytest.raises(StanceError, match="must reach the optimum"):
        fit_logistic(csr_matrix([[np.nan], [1.0]]), np.array([0, 1]), 2, [1.0])

"""Calibration against scikit-learn and against what was simulated."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.calibration import _TemperatureScaling
from sklearn.linear_model import LogisticRegression

from stance.errors import StanceError
from stance.model.calibration import Calibrator, fit_calibration


def _softmax(z: np.ndarray) -> np.ndarray:
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def _scores(n: int = 4000, n_labels: int = 3, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Logits, and truth drawn from softmax(logit / 2 + offsets)."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(scale=3, size=(n, n_labels))
    p = _softmax(logits / 2 + np.array([0.8, -0.8, 0.0, 0.0])[:n_labels])
    return logits, (p.cumsum(axis=1) < rng.random((n, 1))).sum(axis=1)


def test_temperature_is_scikit_learns() -> None:
    logits, truth = _scores()
    oracle = _TemperatureScaling().fit(logits, truth)
    found = fit_calibration(_softmax(logits), truth, "temperature")
    assert found.slope == pytest.approx(oracle.beta_, rel=1e-3)
    assert found.offsets == (0.0, 0.0, 0.0)


def test_sigmoid_of_two_labels_is_logistic_regression_on_the_logit() -> None:
    logits, truth = _scores(n_labels=2)
    z = logits[:, 1] - logits[:, 0]
    oracle = LogisticRegression(C=np.inf, tol=1e-8).fit(z[:, None], truth)
    found = fit_calibration(_softmax(logits), truth)
    assert found.slope == pytest.approx(oracle.coef_[0, 0], rel=1e-3)
    assert found.offsets[1] - found.offsets[0] == pytest.approx(oracle.intercept_[0], abs=2e-3)


def test_what_was_simulated_is_found() -> None:
    logits, truth = _scores(n=40_000)
    found = fit_calibration(_softmax(logits), truth)
    assert found.slope == pytest.approx(0.5, abs=0.02)
    assert np.array(found.offsets) == pytest.approx(np.array([0.8, -0.8, 0.0]), abs=0.05)


def test_offsets_undo_balanced_label_weights() -> None:
    rng = np.random.default_rng(2)
    x, prior = rng.normal(size=(30_000, 1)), np.array([0.9, 0.1])
    p = 1 / (1 + np.exp(-(x[:, 0] * 1.5 - 2.8)))
    truth = (rng.random(30_000) < p).astype(np.int64)
    balanced = LogisticRegression(C=np.inf, class_weight="balanced").fit(x, truth).predict_proba(x)
    found = fit_calibration(balanced, truth).apply(balanced)
    assert balanced[:, 1].mean() > truth.mean() + 0.15
    assert found.mean(axis=0)[1] == pytest.approx(truth.mean(), abs=0.003)
    assert prior[1] == pytest.approx(truth.mean(), abs=0.02)


def test_a_linear_model_stays_linear() -> None:
    rng = np.random.default_rng(0)
    x, coefficients, intercept = rng.normal(size=(50, 4)), rng.normal(size=(4, 3)), rng.normal(size=3)
    calibrator = Calibrator(0.6, (0.2, -0.3, 0.1))
    scaled, moved = calibrator.weights(coefficients, intercept)
    expected = calibrator.apply(_softmax(x @ coefficients + intercept))
    np.testing.assert_allclose(_softmax(x @ scaled + moved), expected, atol=1e-12)


def test_scores_that_separate_the_labels_stay_finite() -> None:
    sure = np.tile([[0.99, 0.01], [0.01, 0.99]], (50, 1))
    found = fit_calibration(sure, np.tile([0, 1], 50))
    assert 1 < found.slope < 100
    assert np.isfinite(found.apply(np.array([[1.0, 0.0]]))).all()


def test_the_order_of_labels_does_not_matter() -> None:
    logits, truth = _scores(500)
    found = fit_calibration(_softmax(logits), truth)
    other = fit_calibration(_softmax(logits[:, ::-1]), 2 - truth)
    assert other.slope == pytest.approx(found.slope, abs=1e-8)
    assert other.offsets[::-1] == pytest.approx(found.offsets, abs=1e-8)


def test_a_label_that_is_never_true_is_refused() -> None:
    logits, truth = _scores(100)
    with pytest.raises(
        StanceError, match="every one of the 3 labels; label number 3 is true for none of 100"
    ):
        fit_calibration(_softmax(logits), truth % 2)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(
        StanceError, match=r"'kind' must be one of \['temperature', 'sigmoid'\]; got 'isotonic'"
    ):
        fit_calibration(np.array([[0.5, 0.5]]), np.array([0]), "isotonic")

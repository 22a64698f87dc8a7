"""Metrics against scikit-learn, and where they are undefined."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn import metrics as oracle

from stance.evaluation import metrics


def _predictions(n: int = 300, n_labels: int = 4, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truth = rng.choice(n_labels, size=n, p=[0.55, 0.25, 0.15, 0.05])
    scores = rng.normal(size=(n, n_labels)) + 1.2 * np.eye(n_labels)[truth]
    probabilities = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return truth, probabilities.argmax(axis=1), probabilities


def test_counts_are_scikit_learns() -> None:
    truth, predicted, _ = _predictions()
    assert (metrics.confusion(truth, predicted, 4) == oracle.confusion_matrix(truth, predicted)).all()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (metrics.accuracy, oracle.accuracy_score),
        (metrics.balanced_accuracy, oracle.balanced_accuracy_score),
        (metrics.macro_f1, lambda t, p: oracle.f1_score(t, p, average="macro")),
        (metrics.mcc, oracle.matthews_corrcoef),
        (metrics.recall, lambda t, p: oracle.recall_score(t, p, average=None)),
        (metrics.precision, lambda t, p: oracle.precision_score(t, p, average=None)),
        (metrics.f1, lambda t, p: oracle.f1_score(t, p, average=None)),
    ],
)
def test_counts_give_scikit_learns_metrics(ours: object, theirs: object) -> None:
    truth, predicted, _ = _predictions()
    counts = metrics.confusion(truth, predicted, 4)
    np.testing.assert_allclose(ours(counts), theirs(truth, predicted), rtol=1e-12)  # type: ignore[operator]


def test_leading_axes_are_separate_tables() -> None:
    tables = np.array([[[3, 1], [1, 3]], [[5, 0], [0, 5]]])
    assert metrics.macro_f1(tables).tolist() == [0.75, 1.0]
    assert metrics.recall(tables).shape == (2, 2)


def test_losses_are_scikit_learns() -> None:
    truth, _, probabilities = _predictions()
    expected = oracle.log_loss(truth, probabilities)
    assert metrics.log_losses(truth, probabilities).mean() == pytest.approx(expected, rel=1e-12)
    expected = oracle.brier_score_loss(truth, probabilities, labels=range(4), scale_by_half=False)
    assert metrics.brier_scores(truth, probabilities).mean() == pytest.approx(expected, rel=1e-12)


def test_a_probability_of_zero_costs_what_it_costs_in_scikit_learn() -> None:
    certain = np.array([[1.0, 0.0], [1.0, 0.0]])
    expected = oracle.log_loss([0, 1], certain)
    assert metrics.log_losses(np.array([0, 1]), certain).mean() == pytest.approx(expected)


def test_calibration_error_by_hand() -> None:
    # Two passages at .8, one right: |.5 - .8| on 2 of 4; two at .6, both right: |1 - .6| on 2 of 4.
    probabilities = np.array([[0.8, 0.2], [0.8, 0.2], [0.6, 0.4], [0.6, 0.4]])
    bins = metrics.calibration_bins(np.array([0, 1, 0, 0]), probabilities)
    assert float(metrics.calibration_error(bins.sum(axis=0))) == pytest.approx(0.3 / 2 + 0.4 / 2)


def test_a_confidence_of_one_is_in_the_last_bin() -> None:
    bins = metrics.calibration_bins(np.array([0]), np.array([[1.0, 0.0]]))
    assert bins[0, :, -1].tolist() == [1.0, 1.0, 1.0]


def test_what_is_undefined_is_nan() -> None:
    counts = np.array([[4, 0, 0], [1, 0, 0], [0, 0, 0]])
    assert np.isnan(metrics.recall(counts)[2])
    assert np.isnan(metrics.precision(counts)[[1, 2]]).all()
    assert metrics.f1(counts)[1] == 0
    assert np.isnan(metrics.f1(counts)[2])
    # The third label occurs neither as truth nor as prediction, so it does not count.
    assert float(metrics.macro_f1(counts)) == pytest.approx((8 / 9 + 0) / 2)
    assert float(metrics.mcc(counts)) == 0

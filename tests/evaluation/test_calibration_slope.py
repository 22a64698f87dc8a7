"""Slope and intercept against scikit-learn's logistic regression and by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq
from sklearn.linear_model import LogisticRegression

from stance.evaluation.calibration_slope import calibration_slope


def _sample(
    n: int = 2000, slope: float = 0.6, intercept: float = 0.4, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    logit = rng.normal(scale=1.5, size=n)
    true = rng.random(n) < 1 / (1 + np.exp(-(intercept + slope * logit)))
    return 1 / (1 + np.exp(-logit)), true


def test_slope_is_scikit_learns() -> None:
    p, true = _sample()
    slope, _ = calibration_slope(p, true, np.arange(2000))
    oracle = LogisticRegression(C=np.inf, tol=1e-10).fit(np.log(p / (1 - p))[:, None], true)
    assert slope.estimate == pytest.approx(oracle.coef_[0, 0], abs=1e-4)


def test_intercept_makes_the_mean_probability_right() -> None:
    p, true = _sample()
    _, intercept = calibration_slope(p, true, np.arange(2000))
    logit = np.log(p / (1 - p))
    expected = brentq(lambda a: (1 / (1 + np.exp(-(a + logit)))).mean() - true.mean(), -5, 5)
    assert intercept.estimate == pytest.approx(expected, abs=1e-6)


def test_probabilities_that_mean_what_they_say_have_slope_one_and_intercept_zero() -> None:
    p, true = _sample(20_000, slope=1, intercept=0)
    slope, intercept = calibration_slope(p, true, np.arange(20_000))
    assert slope.low is not None
    assert intercept.low is not None
    assert slope.low < 1 < (slope.high or 0)
    assert intercept.low < 0 < (intercept.high or -1)


def test_repeating_passages_inside_documents_does_not_narrow() -> None:
    p, true = _sample(400)
    once = calibration_slope(p, true, np.arange(400))
    tripled = calibration_slope(np.tile(p, 3), np.tile(true, 3), np.tile(np.arange(400), 3))
    for one, three in zip(once, tripled, strict=True):
        assert [three.estimate, three.low, three.high] == pytest.approx([one.estimate, one.low, one.high])


@pytest.mark.parametrize(
    ("p", "true"),
    [
        (np.linspace(0.1, 0.9, 20), np.zeros(20, dtype=bool)),
        (np.full(20, 0.5), np.arange(20) % 2 == 0),
        (np.linspace(0.1, 0.9, 20), np.arange(20) >= 10),
    ],
    ids=["label absent", "one probability", "separated"],
)
def test_what_can_not_be_fitted_is_undefined(p: np.ndarray, true: np.ndarray) -> None:
    slope, _ = calibration_slope(p, true, np.arange(20))
    assert np.isnan(slope.estimate)
    assert str(slope) == "undefined"


def test_few_documents_give_no_interval() -> None:
    p, true = _sample(60)
    slope, intercept = calibration_slope(p, true, np.arange(60) % 6)
    assert (slope.low, intercept.low) == (None, None)
    assert np.isfinite(slope.estimate)

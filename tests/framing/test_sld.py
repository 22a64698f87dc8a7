from __future__ import annotations

import numpy as np
import pytest

from stance.errors import StanceError
from stance.framing.sld import effective_prior, sld


def test_quapy_agrees() -> None:
    from quapy.method.aggregative import EMQ

    rng = np.random.default_rng(1)
    probabilities = rng.dirichlet([0.6, 0.8, 0.5], size=500)
    prior = np.array([0.5, 0.3, 0.2])
    theirs, _ = EMQ.EM(prior, probabilities, epsilon=1e-12)
    assert sld(probabilities, prior) == pytest.approx(theirs, abs=1e-6)


def test_probabilities_that_say_nothing_leave_the_prior() -> None:
    assert sld(np.tile([0.25, 0.75], (8, 1)), [0.25, 0.75]) == pytest.approx([0.25, 0.75], abs=1e-12)


def test_the_prior_is_taken_out_of_the_probabilities() -> None:
    # Likelihood ratios 4 and 1/4 as in the docstring, seen at a prior of 1/5 instead of 1/2.
    ratio = np.array([4.0] * 6 + [0.25] * 4)
    f = ratio * 0.2 / (ratio * 0.2 + 0.8)
    assert sld(np.column_stack([1 - f, f]), [0.8, 0.2])[1] == pytest.approx(2 / 3, abs=1e-6)


def test_effective_prior_of_calibrated_probabilities_is_the_calibration_share() -> None:
    # Of passages with f = .8 four in five carry the label, of those with f = .2 one in five.
    f = np.array([0.8] * 5 + [0.2] * 10)
    truth = [1, 1, 1, 1, 0] + [1, 0, 0, 0, 0] * 2
    assert effective_prior(np.column_stack([1 - f, f]), truth)[1] == pytest.approx(6 / 15, abs=1e-9)


def test_effective_prior_finds_the_prior_that_was_put_in() -> None:
    # The same passages as a classifier with balanced classes sees them: odds divided by (6/15) / (9/15).
    f = np.array([0.8] * 5 + [0.2] * 10)
    odds = f / (1 - f) / (6 / 9)
    balanced = odds / (1 + odds)
    truth = [1, 1, 1, 1, 0] + [1, 0, 0, 0, 0] * 2
    prior = effective_prior(np.column_stack([1 - balanced, balanced]), truth)
    assert prior == pytest.approx([0.5, 0.5], abs=1e-9)


def test_effective_prior_of_a_perfect_classifier_is_finite() -> None:
    prior = effective_prior(np.eye(2)[[0, 0, 1]], [0, 0, 1])
    assert np.isfinite(prior).all()


@pytest.mark.parametrize("prior", [[0.0, 1.0], [0.5, 0.6], [1.5, -0.5]])
def test_refuses_a_prior_that_is_none(prior: list[float]) -> None:
    with pytest.raises(StanceError, match="'prior' must hold shares above 0 that sum to 1"):
        sld(np.full((3, 2), 0.5), prior)


def test_refuses_calibration_without_a_label() -> None:
    with pytest.raises(StanceError, match="'truth' must hold every label; got none of label 1"):
        effective_prior(np.full((3, 2), 0.5), [0, 0, 0])

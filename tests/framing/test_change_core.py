from __future__ import annotations

import numpy as np
import pytest

from stance.framing.change_core import path_slopes
from stance.model.linear import softmax


def test_two_labels_by_hand() -> None:
    """From logits (0, 0) to (0, ln 3) the second label's share goes from 1/2 to 3/4: slope 1/4 / ln 3."""
    slopes = path_slopes(np.zeros(2), np.array([[0.0, np.log(3)]]), np.array([0.0, 1.0]))
    assert slopes[0, 1] == pytest.approx(0.25 / np.log(3), abs=1e-14)
    assert slopes[0, 0] == pytest.approx(-0.25 / np.log(3), abs=1e-14)


def test_no_words_leave_the_local_slope() -> None:
    """With nothing added the slope is that of the softmax itself: p (v - m)."""
    intercept = np.log(np.array([0.2, 0.3, 0.5]))
    slopes = path_slopes(intercept, intercept[None, :], np.array([-1.0, 1.0, 0.0]))
    assert slopes[0] == pytest.approx([0.2 * -1.1, 0.3 * 0.9, 0.5 * -0.1], abs=1e-14)


@pytest.mark.parametrize("spread", [1, 5, 15])
def test_nothing_is_left_over(spread: float) -> None:
    rng = np.random.default_rng(1)
    intercept, logits = rng.normal(size=5), spread * rng.normal(size=(200, 5))
    values = np.array([-1.0, 1.0, 0.0, 0.0, 0.5])
    moved = ((logits - intercept) * path_slopes(intercept, logits, values)).sum(axis=1)
    assert moved == pytest.approx(softmax(logits) @ values - softmax(intercept[None, :]) @ values, abs=1e-11)

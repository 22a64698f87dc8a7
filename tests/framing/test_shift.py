from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from stance.framing.shift import Scores, shift_p_value

Floats = NDArray[np.float64]


def moments(values: Floats, weights: Floats) -> Floats:
    """Mean first three powers under weights, shape (..., 3, 1)."""
    powers = np.stack([values, values**2, values**3], axis=-1)
    return np.asarray((weights @ powers / weights.sum(axis=-1, keepdims=True))[..., None], dtype=np.float64)


def p_value(cell: Floats, calibration: list[Floats], seed: int = 0) -> float:
    """Of scores of documents of one passage."""
    rng = np.random.default_rng(seed)

    def draws(values: Floats) -> Floats:
        n = len(values)
        return moments(values, rng.multinomial(n, np.full(n, 1 / n), size=600).astype(float))

    seen = Scores(
        moments(cell, np.ones(len(cell))), np.stack([moments(x, np.ones(len(x))) for x in calibration])
    )
    drawn = Scores(draws(cell), np.stack([draws(x) for x in calibration], axis=1))
    return shift_p_value(seen, drawn, len(cell) - 1, rng)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.9, 1.0])
def test_no_mixture_alarms(share: float) -> None:
    rng = np.random.default_rng(1)
    calibration = [rng.normal(-1, 1, 300), rng.normal(1, 1, 300)]
    first = rng.normal(-1, 1, 200 - int(200 * share))
    assert p_value(np.append(first, rng.normal(1, 1, int(200 * share))), calibration) > 0.05


def test_scores_beyond_any_mixture_alarm() -> None:
    rng = np.random.default_rng(2)
    calibration = [rng.normal(-1, 1, 300), rng.normal(1, 1, 300)]
    assert p_value(rng.normal(2.0, 1, 200), calibration) < 0.05


def test_scores_that_are_blurred_alarm() -> None:
    rng = np.random.default_rng(3)
    calibration = [rng.normal(-2, 1, 300), rng.normal(2, 1, 300)]
    assert p_value(rng.normal(0, 0.5, 200), calibration) < 0.01


def test_a_perfect_classifier_never_alarms() -> None:
    calibration = [np.full(40, -6.0), np.full(40, 6.0)]
    assert p_value(np.repeat([-6.0, 6.0], [10, 30]), calibration) == 1.0


def test_too_few_documents_do_not_tell() -> None:
    rng = np.random.default_rng(4)
    assert np.isnan(p_value(rng.normal(size=6), [rng.normal(size=60), rng.normal(1, size=60)]))


def test_p_values_of_a_mixture_are_not_too_small_too_often() -> None:
    p = []
    for seed in range(150):
        rng = np.random.default_rng(1000 + seed)
        calibration = [rng.normal(-1, 1, 60), rng.normal(1, 1, 60)]
        p.append(p_value(np.append(rng.normal(-1, 1, 12), rng.normal(1, 1, 28)), calibration, seed))
    # 5 % of 150 is 7.5, and 15 is 2.8 standard deviations above.
    assert np.sum(np.array(p) < 0.05) < 15

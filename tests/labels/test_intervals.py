"""Wilson's interval on an effective n."""

from __future__ import annotations

import numpy as np
import pytest

from stance.errors import StanceError
from stance.labels.intervals import check_level, jackknife_error, t_quantile, wilson_jackknife


def test_t_quantiles_of_the_tables() -> None:
    assert t_quantile(0.95, 10) == pytest.approx(2.262, abs=5e-4)
    assert t_quantile(0.90, 30) == pytest.approx(1.699, abs=5e-4)


def test_jackknife_error_of_a_mean_is_the_standard_error() -> None:
    values = np.array([1.0, 2.0, 4.0, 9.0])
    left_out = (values.sum() - values) / 3
    assert jackknife_error(left_out) == pytest.approx(values.std(ddof=1) / 2)


@pytest.mark.parametrize("lowest", [0.0, -1.0])
def test_both_ends_solve_the_score_equation(lowest: float) -> None:
    values = np.array([1.0] * 9 + [0.4] * 6)
    left_out = (values.sum() - values) / 14
    estimate = values.mean()
    low, high = wilson_jackknife(estimate, left_out, 15, 0.95, lowest)
    x, s = (estimate - lowest) / (1 - lowest), jackknife_error(left_out) / (1 - lowest)
    n = x * (1 - x) / s**2
    for bound in (low, high):
        b = (bound - lowest) / (1 - lowest)
        assert (x - b) ** 2 == pytest.approx(t_quantile(0.95, 15) ** 2 * b * (1 - b) / n)
    assert low < estimate < high


def test_perfect_agreement_is_as_sure_as_there_are_documents() -> None:
    # x = 1: the lower end is n / (n + t^2).
    low, high = wilson_jackknife(1.0, np.ones(20), 20)
    assert low == pytest.approx(20 / (20 + 2.0930240544**2))
    assert high == 1


def test_bounds_stay_in_range() -> None:
    low, high = wilson_jackknife(-1.0, -np.ones(10), 10, lowest=-1.0)
    assert low == -1
    assert -1 < high < 1


@pytest.mark.parametrize("level", [0.3, 1.0, 95.0, float("nan")])
def test_level_is_checked(level: float) -> None:
    with pytest.raises(StanceError, match=r"'level' must be at least \.5 and below 1"):
        check_level(level)

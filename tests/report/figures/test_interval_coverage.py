"""Methods by simulated worlds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes

from stance.framing.coverage import Coverage
from stance.report.figures.interval_coverage import interval_coverage

Drawn = Callable[[Axes], set[str]]


def found(coverage: float, low: float, high: float) -> Coverage:
    return Coverage("pacc", 400, coverage, low, high, bias=0.0, width=0.2, grey=0.0)


def test_cells_say_coverage_with_its_interval_and_rows_their_worlds(drawn: Drawn) -> None:
    kept, broken = found(0.94, 0.912, 0.96), found(0.04, 0.021, 0.064)
    ax = interval_coverage({"no shift": {"PACC": kept}, "shift": {"PACC": broken}})
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["no shift", "shift"]
    assert {"94 %", "91 to 96", "4 %", "2 to 6", "400"} <= drawn(ax)


def test_a_broken_promise_has_another_colour_than_a_kept_one() -> None:
    kept, short, broken = found(0.94, 0.91, 0.96), found(0.85, 0.81, 0.89), found(0.0, 0.0, 0.01)
    ax = interval_coverage({"a": {"PACC": kept}, "b": {"PACC": short}, "c": {"PACC": broken}})
    blue, pale, red = np.asarray(ax.images[0].get_array())[0, :, :3]
    assert blue[2] > blue[0]
    assert red[0] > red[2]
    assert pale[0] > pale[2]
    assert pale.sum() > red.sum()

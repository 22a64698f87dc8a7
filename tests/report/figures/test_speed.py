"""Seconds against passages."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes

from stance.report.figures.speed import speed

SECONDS = {
    "stance": {1000: 0.01, 100_000: 0.5},
    "stance, numpy only": {1000: 0.02, 100_000: 2.0},
    "scikit-learn": {1000: 0.1, 10_000: 1.0},
}
Drawn = Callable[[Axes], set[str]]


def test_every_way_is_named_with_its_rate_at_the_end(drawn: Drawn) -> None:
    texts = drawn(speed(SECONDS, notes=("Two cores.",)))
    assert {
        "stance\n200,000 a second",
        "stance, numpy only\n50,000 a second",
        "scikit-learn\n10,000 a second",
        "Two cores.",
    } <= texts


def test_lines_hold_what_was_measured_and_ours_share_a_colour() -> None:
    first, second, third = speed(SECONDS).lines
    assert np.asarray(third.get_xdata()).tolist() == [1000, 10_000]
    assert np.asarray(third.get_ydata()).tolist() == [0.1, 1.0]
    assert first.get_color() == second.get_color() != third.get_color()
    assert (first.get_linestyle(), second.get_linestyle()) == ("-", "--")


def test_any_mapping_of_sizes_is_drawn_in_their_order(drawn: Drawn) -> None:
    ax = speed({"a way with $ and _": {10_000: 2.0, 10: 0.1}}, ours="stance")
    assert np.asarray(ax.lines[0].get_xdata()).tolist() == [10, 10_000]
    drawn(ax)

"""A grid of cells."""

from __future__ import annotations

import pytest

from stance.report.grid import draw_grid, grid_axes, with_gaps


def test_every_cell_has_the_same_shape() -> None:
    ax = grid_axes(["A", "B"], 4, (0.5, 0.25))
    assert ax.get_box_aspect() == pytest.approx((2 * 0.25) / (4 * 0.5))


def test_many_columns_are_named_now_and_then() -> None:
    ax = grid_axes(["A"], 80, (0.2, 0.2))
    draw_grid(ax, ["A"], list(range(1940, 2020)), "year", {"A": 1})
    assert [text.get_text() for text in ax.get_xticklabels()][:3] == ["1940", "1944", "1948"]


def test_words_are_no_years() -> None:
    assert with_gaps(["May", "June"]) == ["May", "June"]

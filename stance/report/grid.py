"""A grid of cells: its size, the names of its rows and columns, and n at the end of each row."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.report.canvas import new_axes
from stance.report.names import names, words
from stance.report.style import QUIET

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_TICKS = 24


def grid_axes(rows: list[Any], n_columns: int, cell: tuple[float, float]) -> Axes:
    """Axes in which every cell has the same size in inches."""
    width, height = cell[0] * n_columns, cell[1] * len(rows)
    ax = new_axes(max(2.4 + 0.075 * max(map(len, names(rows))) + width, 5.5), 1.5 + height)
    ax.set_box_aspect(height / width)
    ax.set_anchor("W")
    return ax


def draw_grid(ax: Axes, rows: list[Any], columns: list[Any], title: str, n: Mapping[Any, int]) -> None:
    """Name rows, columns and the column axis; write each row's n at its end."""
    ax.set_xlim(0, len(columns))
    ax.set_ylim(len(rows), 0)
    every = math.ceil(len(columns) / _MOST_TICKS)
    shown = names(columns)
    ax.set_xticks(np.arange(0, len(columns), every) + 0.5, shown[::every])
    if max(map(len, shown)) > 5:
        for tick in ax.get_xticklabels():
            tick.set(rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(np.arange(len(rows)) + 0.5, names(rows))
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel(words(title))
    for y, text in [(0.0, "n")] + [(i + 0.5, f"{n[row]:,}") for i, row in enumerate(rows)]:
        ax.annotate(
            text,
            (len(columns), y),
            xytext=(5, 0 if y else 3),
            textcoords="offset points",
            size=6.5,
            color=QUIET,
            va="center" if y else "bottom",
        )


def with_gaps(values: list[Any]) -> list[Any]:
    """Years with the years between them, so that a gap in time is seen, unless most would be empty.

    Examples
    --------
    >>> with_gaps([2018, 2020, 2021, None]), with_gaps([1950, 2020])
    ([2018, 2019, 2020, 2021, None], [1950, 2020])
    """
    years = [value for value in values if isinstance(value, int)]
    if len(years) < 2 or len(years) + 1 < len(values) or max(years) - min(years) >= 2 * len(years):
        return values
    return [*range(min(years), max(years) + 1), *values[len(years) :]]

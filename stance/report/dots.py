"""Dots with intervals, one row a thing: what most comparisons look like."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.report.canvas import note_row
from stance.report.names import names
from stance.report.style import POSITIVE

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Dot:
    """A value with its interval; `low` and `high` are NaN where none is claimed, and the dot is hollow."""

    name: Any
    value: float
    low: float = math.nan
    high: float = math.nan
    note: str = ""
    colour: str = POSITIVE


def draw_dots(ax: Axes, dots: Sequence[Dot]) -> None:
    """Draw dots from the top down, their names at the left and their notes at the right."""
    ax.set_ylim(len(dots) - 0.4, -0.6)
    ax.set_yticks(range(len(dots)), names([dot.name for dot in dots]))
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    for y, dot in enumerate(dots):
        claimed = not math.isnan(dot.low)
        if claimed:
            ax.plot([dot.low, dot.high], [y, y], color=dot.colour, linewidth=1.6, alpha=0.7, zorder=2)
        face = dot.colour if claimed else "white"
        ax.plot(dot.value, y, "o", color=dot.colour, markerfacecolor=face, markersize=5.5, zorder=3)
        note_row(ax, y, dot.note)


def span(dots: Sequence[Dot], *further: float) -> tuple[float, float]:
    """From the smallest to the largest number that is drawn, with a margin."""
    numbers = np.array([x for dot in dots for x in (dot.value, dot.low, dot.high)] + list(further))
    numbers = numbers[np.isfinite(numbers)]
    low, high = (float(numbers.min()), float(numbers.max())) if len(numbers) else (0.0, 1.0)
    margin = 0.06 * max(high - low, 0.1)
    return low - margin, high + margin

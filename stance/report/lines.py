"""Lines over time: points, bands, gaps, and names at the ends of lines."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from stance.report.canvas import figure_of
from stance.report.cells import records
from stance.report.style import readable

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def draw_line(ax: Axes, rows: pd.DataFrame, time: str, colour: str) -> None:
    """One line through the rows, which are in the order of time.

    Years without documents are spanned by dots, because nothing is known of them; what no estimate is
    claimed for is pale.
    """
    points = records(rows)
    for one, other in pairwise(points):
        near = other[time] - one[time] <= 1
        claimed = not (one["reason"] or other["reason"])
        ax.plot(
            [one[time], other[time]],
            [one["estimate"], other["estimate"]],
            color=colour,
            linestyle="-" if near else (0, (1, 2)),
            linewidth=1.6 if near else 1.0,
            alpha=1.0 if claimed else 0.45,
            zorder=3,
        )
    for claimed, face in ((True, colour), (False, "white")):
        some = rows[(rows["reason"] == "") == claimed]
        ax.plot(some[time], some["estimate"], "o", color=colour, markerfacecolor=face, markersize=4, zorder=4)
    for stretch in _stretches(points, time):
        years, lows, highs = zip(*((x[time], x["low"], x["high"]) for x in stretch), strict=True)
        if len(stretch) > 1:
            ax.fill_between(years, lows, highs, color=colour, alpha=0.15, linewidth=0, zorder=1)
        else:
            ax.vlines(years, lows, highs, color=colour, alpha=0.45, linewidth=1.2, zorder=1)


def name_lines(ax: Axes, ends: Mapping[str, float], colours: Mapping[str, str], size: float = 8) -> None:
    """Write each name beside the end of its line, moved apart where they would overlap.

    Parameters
    ----------
    ends : mapping of str to float
        The name of each line and its last value.
    """
    low, high = ax.get_ylim()
    height = ax.get_position().height * figure_of(ax).get_figheight() * 72
    gap = (high - low) * 1.25 * size / height
    placed: list[tuple[str, float]] = []
    for line, y in sorted(ends.items(), key=lambda end: end[1]):
        placed.append((line, max(y, placed[-1][1] + gap) if placed else max(y, low)))
    over = max(placed[-1][1] - high, 0.0) if placed else 0.0
    for k, (line, y) in enumerate(placed):
        ax.annotate(
            line,
            (1, max(y - over, low + k * gap)),
            xycoords=ax.get_yaxis_transform(),
            xytext=(8, 0),
            textcoords="offset points",
            color=readable(colours[line]),
            size=size,
            va="center",
        )


def _stretches(points: list[dict[str, Any]], time: str) -> list[list[dict[str, Any]]]:
    """Runs of neighbouring years that have an interval."""
    runs: list[list[dict[str, Any]]] = []
    for point in points:
        if math.isnan(point["low"]) or math.isnan(point["high"]):
            continue
        if runs and point[time] - runs[-1][-1][time] <= 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs

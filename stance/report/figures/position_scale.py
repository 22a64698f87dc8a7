"""Where sources stand on the log scale of Lowe and others, and how much of their text takes a side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.report.canvas import caption, new_axes
from stance.report.cells import as_frame, most_documents, read_cells, records, size
from stance.report.dots import Dot, draw_dots, span
from stance.report.keys import name_poles
from stance.report.measure import position_measure
from stance.report.names import words
from stance.report.notes import correction, intervals
from stance.report.style import NEUTRAL, readable, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_ROWS = 60
_RATIOS = (1, 2, 4, 10, 25, 100, 1000)


def position_scale(
    positions: Any, *, by: str = "source", codebook: Codebook | None = None, ax: Axes | None = None
) -> Axes:
    """Draw positions log((I + .5) / (E + .5)) with intervals.

    Parameters
    ----------
    positions : Positions, or its table
        Columns `by`, ``position``, ``importance`` with their ``_low`` and ``_high``, and the counts.
    by : str
        The column whose values get a row each.
    codebook : Codebook, optional
        Names the poles.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        At most sixty rows, those with the most documents. The axis is logarithmic and labelled as a ratio
        of passages on either side; the number at the right is the share of passages that take a side.
    """
    frame = read_cells(positions, (by,), value="position")
    frame["importance"] = as_frame(positions)["importance"].to_numpy(dtype="float64")
    n_rows = len(frame)
    frame = most_documents(frame, by, _MOST_ROWS).sort_values("estimate", kind="stable", na_position="last")
    said = position_measure(codebook, math.log(10))
    dots = [
        Dot(
            cell[by],
            cell["estimate"],
            cell["low"],
            cell["high"],
            f"{100 * cell['importance']:.0f} % take a side   n {cell['n_documents']:,}",
            readable(NEUTRAL) if cell["reason"] else said.ink(cell["estimate"]),
        )
        for cell in records(frame)
    ]
    with style():
        ax = new_axes(7.8, 1.7 + 0.25 * len(dots)) if ax is None else ax
        draw_dots(ax, dots)
        low, high = span(dots, -math.log(2), math.log(2))
        ax.set_xlim(low, high)
        ratios = {-math.log(x): f"1 : {x}" for x in _RATIOS} | {math.log(x): f"{x} : 1" for x in _RATIOS}
        inside = {x: text for x, text in ratios.items() if low <= x <= high}
        ax.set_xticks(list(inside), list(inside.values()))
        ax.axvline(0, color=NEUTRAL, linewidth=0.8, zorder=1)
        name_poles(ax, codebook, "x")
        ax.set_xlabel("passages for the right pole : passages for the left pole")
        notes = [
            f"{size(frame)}; " + intervals(frame["level"].iloc[0], drawn=bool(frame["low"].notna().any())),
            f"The {len(dots)} of {n_rows} with the most documents." if len(dots) < n_rows else "",
            "Grey: no estimate claimed." if (frame["reason"] != "").any() else "",
            correction(frame["method"]),
        ]
        caption(ax, f"Position by {words(by)}", notes, above=12)
    return ax

"""Sources by years: one coloured cell each, grey where no estimate can be claimed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.codebook import Codebook
from stance.report.canvas import caption
from stance.report.cells import in_order, most_documents, read_cells, records, size, totals
from stance.report.grid import draw_grid, grid_axes, with_gaps
from stance.report.keys import colour_key
from stance.report.measure import Measure, measure
from stance.report.names import words
from stance.report.notes import correction, intervals
from stance.report.style import GREY, NEUTRAL, ink_on, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_MOST_ROWS = 60
# Up to so many columns there is room to print a cell's interval, or at least its n.
_ROOM_FOR_INTERVALS, _ROOM_FOR_N = 10, 20
_DOT = (0.14, 0.74)
_CELL = {3: (0.78, 0.5), 2: (0.46, 0.36), 0: (0.16, 0.22)}


def heatmap(
    cells: Any,
    *,
    rows: str = "source",
    columns: str = "year",
    label: str | None = None,
    codebook: Codebook | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a table of cells as a heatmap.

    Parameters
    ----------
    cells : DataFrame or result with ``to_frame``
        See `stance.report.cells.read_cells`.
    rows, columns : str
        Which columns of the table stand in the rows and the columns of the figure.
    label : str, optional
        Draw this label's share, from 0 up. Without it the estimates are positions from -1 to 1.
    codebook : Codebook, optional
        For the titles and colours of labels.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        Rows run from the negative to the positive pole, or from the largest share to the smallest. A grey
        cell has a reason against it; its dot shows the value all the same.
    """
    frame = read_cells(cells, (rows, columns), label)
    n_rows = frame[rows].nunique(dropna=False)
    frame = most_documents(frame, rows, _MOST_ROWS)
    said = measure(frame, label, codebook)
    across = with_gaps(in_order(list(frame[columns])))
    down = _ordered_rows(frame, rows, descending=label is not None)
    with style():
        detail = 3 if len(across) <= _ROOM_FOR_INTERVALS else 2 if len(across) <= _ROOM_FOR_N else 0
        ax = grid_axes(down, len(across), _CELL[detail]) if ax is None else ax
        paint = np.ones((len(down), len(across), 4))
        dots = []
        for cell in records(frame):
            i, j = down.index(cell[rows]), across.index(cell[columns])
            paint[i, j] = _background(cell, said)
            if cell["reason"] and not math.isnan(cell["estimate"]):
                x, y = _DOT if detail else (0.5, 0.5)
                dots.append((j + x, i + y, said.colour(cell["estimate"])))
            if detail:
                _write(ax, i, j, cell, said, detail)
        if dots:
            xs, ys, colours = zip(*dots, strict=True)
            ax.scatter(xs, ys, s=20, c=colours, edgecolors=NEUTRAL, linewidths=0.5, zorder=3)
        ax.pcolormesh(paint, edgecolors="white", linewidth=1.2 if detail else 0.5)
        draw_grid(ax, down, across, columns, totals(frame, rows))
        colour_key(ax, said)
        notes = [
            f"{size(frame)}; "
            + intervals(frame["level"].iloc[0], drawn=detail == 3 and bool(frame["low"].notna().any())),
            f"The {len(down)} of {n_rows} with the most documents." if len(down) < n_rows else "",
            "Grey: no estimate claimed; the dot shows the plain value."
            if (frame["reason"] != "").any()
            else "",
            correction(frame["method"]),
        ]
        caption(ax, f"{said.title} by {words(rows)} and {words(columns)}", notes)
    return ax


def _background(cell: dict[str, Any], said: Measure) -> tuple[float, float, float, float]:
    from matplotlib.colors import to_rgba

    refused = cell["reason"] or math.isnan(cell["estimate"])
    return to_rgba(GREY) if refused else said.colour(cell["estimate"])


def _write(ax: Axes, i: int, j: int, cell: dict[str, Any], said: Measure, detail: int) -> None:
    """Write into a cell what there is room for."""
    from matplotlib.colors import to_hex

    if math.isnan(cell["estimate"]):
        return
    lines = [(said.text(cell["estimate"]), 8.0), (f"n {cell['n_documents']:,}", 5.5)]
    if detail == 3 and not math.isnan(cell["low"]):
        lines.insert(1, (f"{said.text(cell['low'])} to {said.text(cell['high'])}", 5.5))
    ink = ink_on(to_hex(_background(cell, said)))
    for k, (text, points) in enumerate(lines):
        y = i + (k + 0.75) / (len(lines) + 0.4)
        ax.text(j + 0.5, y, text, size=points, color=ink, ha="center", va="center", zorder=4, in_layout=False)


def _ordered_rows(frame: pd.DataFrame, rows: str, descending: bool) -> list[Any]:
    weight = frame["n_passages"].clip(lower=1).where(frame["estimate"].notna(), 0)
    total = (frame["estimate"].fillna(0) * weight).groupby(frame[rows], dropna=False, sort=False).sum()
    mean = total / weight.groupby(frame[rows], dropna=False, sort=False).sum()
    order = mean.sort_values(ascending=not descending, kind="stable", na_position="last").index
    known = [row for row in order if row is not None and row == row]
    return known + [None] * (len(known) < len(order))

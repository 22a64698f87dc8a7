"""Sources by years: one coloured cell each, grey where no estimate can be claimed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.codebook import Codebook
from stance.report.canvas import caption, new_axes
from stance.report.cells import in_order, most_documents, read_cells, records, size
from stance.report.keys import colour_key
from stance.report.measure import Measure, measure
from stance.report.names import names, words
from stance.report.notes import correction, intervals
from stance.report.style import GREY, INK, NEUTRAL, QUIET, ink_on, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_MOST_ROWS = 60
# Up to so many columns there is room to print a cell's interval, or at least its n.
_ROOM_FOR_INTERVALS, _ROOM_FOR_N = 10, 20


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
    across = _with_gaps(in_order(list(frame[columns])))
    down = _ordered_rows(frame, rows, descending=label is not None)
    with style():
        detail = 3 if len(across) <= _ROOM_FOR_INTERVALS else 2 if len(across) <= _ROOM_FOR_N else 0
        ax = _axes_for(names(down), len(across), detail) if ax is None else ax
        paint = np.ones((len(down), len(across), 4))
        for cell in records(frame):
            i, j = down.index(cell[rows]), across.index(cell[columns])
            paint[i, j] = _draw_cell(ax, i, j, cell, said, detail)
        ax.pcolormesh(paint, edgecolors="white", linewidth=1.2 if detail else 0.5)
        _draw_axes(ax, frame, rows, columns, down, across)
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


def _axes_for(rows: list[str], n_columns: int, detail: int) -> Axes:
    cell = {3: (0.78, 0.5), 2: (0.46, 0.36), 0: (0.16, 0.22)}[detail]
    width, height = cell[0] * n_columns, cell[1] * len(rows)
    ax = new_axes(max(2.4 + 0.075 * max(map(len, rows)) + width, 5.5), 1.5 + height)
    ax.set_box_aspect(height / width)
    ax.set_anchor("W")
    return ax


def _draw_cell(
    ax: Axes, i: int, j: int, cell: dict[str, Any], said: Measure, detail: int
) -> tuple[float, float, float, float]:
    """Write into a cell what there is room for; return the colour that it is to have."""
    from matplotlib.colors import to_hex, to_rgba

    if math.isnan(cell["estimate"]):
        return to_rgba(GREY)
    colour = to_hex(said.colour(cell["estimate"]))
    background = GREY if cell["reason"] else colour
    if cell["reason"]:
        x, y = (0.14, 0.74) if detail else (0.5, 0.5)
        ax.plot(j + x, i + y, "o", markersize=4.5, color=colour, markeredgecolor=NEUTRAL, markeredgewidth=0.5)
    ink = INK if cell["reason"] else ink_on(colour)
    lines = [(said.text(cell["estimate"]), 8.0)] if detail else []
    if detail == 3 and not math.isnan(cell["low"]):
        lines.append((f"{said.text(cell['low'])} to {said.text(cell['high'])}", 5.5))
    if detail:
        lines.append((f"n {cell['n_documents']:,}", 5.5))
    for k, (text, points) in enumerate(lines):
        y = i + (k + 0.75) / (len(lines) + 0.4)
        ax.text(j + 0.5, y, text, size=points, color=ink, ha="center", va="center", zorder=4, in_layout=False)
    return to_rgba(background)


def _draw_axes(
    ax: Axes, frame: pd.DataFrame, rows: str, columns: str, down: list[Any], across: list[Any]
) -> None:
    ax.set_xlim(0, len(across))
    ax.set_ylim(len(down), 0)
    every = max(1, math.ceil(len(across) / 24))
    shown = names(across)
    ax.set_xticks(np.arange(0, len(across), every) + 0.5, shown[::every])
    if max(map(len, shown)) > 5:
        ax.tick_params(axis="x", labelrotation=45)
        for tick in ax.get_xticklabels():
            tick.set(ha="right", rotation_mode="anchor")
    ax.set_yticks(np.arange(len(down)) + 0.5, names(down))
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel(words(columns))
    documents = {row: int(frame.loc[[x == row for x in frame[rows]], "n_documents"].sum()) for row in down}
    for y, text in [(0, "n")] + [(i + 0.5, f"{documents[row]:,}") for i, row in enumerate(down)]:
        ax.annotate(
            text,
            (len(across), y),
            xytext=(5, 0 if y else 3),
            textcoords="offset points",
            size=6.5,
            color=QUIET,
            va="center" if y else "bottom",
        )


def _ordered_rows(frame: pd.DataFrame, rows: str, descending: bool) -> list[Any]:
    weight = frame["n_passages"].clip(lower=1).where(frame["estimate"].notna(), 0)
    total = (frame["estimate"].fillna(0) * weight).groupby(frame[rows], dropna=False, sort=False).sum()
    mean = total / weight.groupby(frame[rows], dropna=False, sort=False).sum()
    order = mean.sort_values(ascending=not descending, kind="stable", na_position="last").index
    known = [row for row in order if row is not None and row == row]
    return known + [None] * (len(known) < len(order))


def _with_gaps(values: list[Any]) -> list[Any]:
    """Years with the years between them, so that a gap in time is seen, unless most would be empty."""
    years = [value for value in values if isinstance(value, int)]
    if len(years) < 2 or len(years) + 1 < len(values) or max(years) - min(years) >= 2 * len(years):
        return values
    return [*range(min(years), max(years) + 1), *values[len(years) :]]

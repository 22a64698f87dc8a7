"""Sources side by side: one dot with its interval each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.report.canvas import caption, new_axes
from stance.report.cells import most_documents, read_cells, records, size
from stance.report.dots import Dot, draw_dots, span
from stance.report.keys import name_poles
from stance.report.measure import measure
from stance.report.names import words
from stance.report.notes import correction, intervals
from stance.report.style import NEUTRAL, label_colours, readable, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_ROWS = 60


def forest(
    cells: Any,
    *,
    by: str = "source",
    label: str | None = None,
    codebook: Codebook | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a table of cells as a forest plot.

    Parameters
    ----------
    cells : DataFrame or result with ``to_frame``
        See `stance.report.cells.read_cells`.
    by : str
        The column whose values get a row each.
    label : str, optional
        Draw this label's share. Without it the estimates are positions from -1 to 1.
    codebook : Codebook, optional
        For the titles and colours of labels.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        At most sixty rows, those with the most documents, from the smallest estimate to the largest.
        Hollow: no interval is claimed. Grey: there is a reason against the estimate.
    """
    frame = read_cells(cells, (by,), label)
    n_rows = len(frame)
    frame = most_documents(frame, by, _MOST_ROWS)
    said = measure(frame, label, codebook)
    grey = readable(NEUTRAL)
    plain = readable(label_colours([label], codebook.scale if codebook else None)[label]) if label else None
    dots = [
        Dot(
            cell[by],
            cell["estimate"],
            cell["low"],
            cell["high"],
            f"{said.text(cell['estimate'])}   n {cell['n_documents']:,}",
            grey if cell["reason"] else plain or said.ink(cell["estimate"]),
        )
        for cell in records(frame.sort_values("estimate", kind="stable", na_position="last"))
    ]
    with style():
        ax = new_axes(7.4, 1.6 + 0.25 * len(dots)) if ax is None else ax
        draw_dots(ax, dots)
        low, high = span(dots, 0.0)
        ax.set_xlim(max(low, said.floor), min(high, 1.05))
        if said.signed:
            ax.axvline(0, color=NEUTRAL, linewidth=0.8, zorder=1)
            name_poles(ax, codebook, "x")
        ax.xaxis.set_major_formatter(lambda value, _: said.text(value))
        notes = [
            f"{size(frame)}; " + intervals(frame["level"].iloc[0], drawn=bool(frame["low"].notna().any())),
            f"The {len(dots)} of {n_rows} with the most documents." if len(dots) < n_rows else "",
            "Grey: no estimate claimed." if (frame["reason"] != "").any() else "",
            correction(frame["method"]),
        ]
        caption(ax, f"{said.title} by {words(by)}", notes, above=12 if said.signed else 0)
    return ax

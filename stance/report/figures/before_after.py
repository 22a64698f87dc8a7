"""Before and after an event: two dots with intervals for each source."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.report.canvas import caption, new_axes, note_row
from stance.report.cells import in_order, most_documents, read_cells, records, size
from stance.report.dots import Dot, span
from stance.report.keys import name_poles
from stance.report.measure import measure
from stance.report.names import name, names
from stance.report.notes import correction, intervals
from stance.report.style import INK, NEUTRAL, readable, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_ROWS = 40
_APART = 0.16


def before_after(
    cells: Any,
    *,
    when: str,
    by: str = "source",
    event: str = "the event",
    label: str | None = None,
    codebook: Codebook | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw each source before and after an event.

    Parameters
    ----------
    cells : DataFrame or result with ``to_frame``
        See `stance.report.cells.read_cells`.
    when : str
        The column that says before or after; it holds two values, of which the first in the table is before.
    by : str
        The column whose values get a row each.
    event : str
        What lies between, for the title.
    label : str, optional
        Draw this label's share. Without it the estimates are positions from -1 to 1.
    codebook : Codebook, optional
        For the titles of labels.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        Grey above is before, black below is after. Two intervals that overlap are not a test: that the
        difference is not zero has to be asked of the difference.

    Raises
    ------
    StanceError
        When `when` does not hold exactly two values.
    """
    frame = read_cells(cells, (by, when), label)
    frame = frame[frame[when].notna()]
    moments = list(dict.fromkeys(frame[when]))
    if len(moments) != 2:
        raise StanceError(f"{when!r} must hold two values, before and after; got {moments[:4]}.")
    n_rows = frame[by].nunique(dropna=False)
    frame = most_documents(frame, by, _MOST_ROWS)
    said = measure(frame, label, codebook)
    down = in_order(list(frame[by]))
    colours = dict(zip(moments, (readable(NEUTRAL), INK), strict=True))
    with style():
        ax = new_axes(7.4, 1.9 + 0.42 * len(down)) if ax is None else ax
        drawn = []
        for cell in records(frame):
            late = cell[when] == moments[1]
            dot = Dot("", cell["estimate"], cell["low"], cell["high"], colour=colours[cell[when]])
            drawn.append(dot)
            _draw(ax, down.index(cell[by]) + (_APART if late else -_APART), dot, bool(cell["reason"]))
        _draw_axes(ax, frame, by, when, down, moments)
        low, high = span(drawn, 0.0)
        ax.set_xlim(max(low, said.floor), min(high, 1.05))
        ax.xaxis.set_major_formatter(lambda value, _: said.text(value))
        if said.signed:
            ax.axvline(0, color=NEUTRAL, linewidth=0.8, zorder=1)
            name_poles(ax, codebook, "x")
        for moment in moments:
            ax.plot([], [], "o-", color=colours[moment], label=name(moment))
        ax.legend(loc="upper left", bbox_to_anchor=(0, -0.5 / ax.get_ylim()[0]), ncols=2, borderaxespad=1.6)
        notes = [
            f"{size(frame)}; {intervals(frame['level'].iloc[0], bool(frame['low'].notna().any()))}; "
            "overlapping intervals are no test of the difference",
            f"The {len(down)} of {n_rows} with the most documents." if len(down) < n_rows else "",
            "Hollow: no estimate claimed." if (frame["reason"] != "").any() else "",
            correction(frame["method"]),
        ]
        caption(ax, f"{said.title} before and after {name(event)}", notes, above=12 if said.signed else 0)
    return ax


def _draw(ax: Axes, y: float, dot: Dot, refused: bool) -> None:
    if not math.isnan(dot.low):
        ax.plot([dot.low, dot.high], [y, y], color=dot.colour, linewidth=1.6, alpha=0.7)
    face = "white" if refused or math.isnan(dot.low) else dot.colour
    ax.plot(dot.value, y, "o", color=dot.colour, markerfacecolor=face, markersize=5.5, zorder=3)


def _draw_axes(ax: Axes, frame: Any, by: str, when: str, down: list[Any], moments: list[Any]) -> None:
    ax.set_ylim(len(down) - 0.5, -0.5)
    ax.set_yticks(range(len(down)), names(down))
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    n = {(cell[by], cell[when]): cell["n_documents"] for cell in records(frame)}
    for y, row in enumerate(down):
        early, late = (n.get((row, moment), 0) for moment in moments)
        note_row(ax, y, f"n {early:,}, {late:,}")

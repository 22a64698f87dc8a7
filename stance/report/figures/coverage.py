"""What the corpus holds: documents by source and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stance.corpus import require_columns
from stance.errors import StanceError
from stance.report.canvas import caption
from stance.report.cells import in_order, plain_key
from stance.report.grid import draw_grid, grid_axes, with_gaps
from stance.report.names import words
from stance.report.notes import counts
from stance.report.style import ink_on, share_colours, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_MOST_ROWS = 60
_DARKEST = "#3d4a55"


def coverage(
    documents: pd.DataFrame, *, rows: str = "source", columns: str = "year", ax: Axes | None = None
) -> Axes:
    """Draw how many documents there are in each cell.

    Parameters
    ----------
    documents : DataFrame
        One row a document or a passage, with ``document_id``, `rows` and `columns`.
    rows, columns : str
        What stands in the rows and the columns of the figure.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        At most sixty rows, those with the most documents, largest first. An empty cell holds none: nothing
        can be said of it.

    Raises
    ------
    StanceError
        When a column is absent or there is no document.
    """
    from matplotlib.colors import to_hex

    require_columns(documents, ["document_id", rows, columns], "documents")
    if documents.empty:
        raise StanceError("There must be at least one document to map; got none.")
    once = documents.drop_duplicates("document_id")
    n: dict[tuple[object, object], int] = {}
    for pair in zip(map(plain_key, once[rows]), map(plain_key, once[columns]), strict=True):
        n[pair] = n.get(pair, 0) + 1
    of_row: dict[object, int] = {}
    for (row, _), count in n.items():
        of_row[row] = of_row.get(row, 0) + count
    down = sorted(of_row, key=lambda row: -of_row[row])[:_MOST_ROWS]
    across = with_gaps(in_order([column for row, column in n if row in set(down)]))
    table = np.array([[n.get((row, column), 0) for column in across] for row in down])
    with style():
        room = len(across) <= 40
        ax = grid_axes(down, len(across), (0.26 if room else 0.14, 0.22)) if ax is None else ax
        colours = share_colours(_DARKEST)
        shade = np.sqrt(table / table.max())
        paint = np.where((table > 0)[..., None], colours(0.08 + 0.92 * shade), 1.0)
        ax.pcolormesh(paint, edgecolors="white", linewidth=0.8)
        for i, j in np.argwhere(table > 0) if room else ():
            ink = ink_on(to_hex(paint[i, j]))
            ax.text(
                j + 0.5,
                i + 0.5,
                f"{table[i, j]:,}",
                size=6.5,
                color=ink,
                ha="center",
                va="center",
                in_layout=False,
            )
        draw_grid(ax, down, across, columns, {row: of_row[row] for row in down})
        notes = [
            f"{counts(len(once))}; darker is more, empty is none",
            f"The {len(down)} of {len(of_row):,} with the most documents, {int(table.sum()):,} in all."
            if len(down) < len(of_row)
            else "",
        ]
        caption(ax, f"Documents by {words(rows)} and {words(columns)}", notes)
    return ax

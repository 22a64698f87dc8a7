"""What intervals keep of what they promise: methods by simulated worlds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.report.canvas import caption
from stance.report.grid import draw_grid, grid_axes
from stance.report.style import NEGATIVE, POSITIVE, QUIET, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from stance.framing.coverage import Coverage

_CELL = (0.86, 0.36)


def interval_coverage(
    worlds: Mapping[str, Mapping[str, Coverage]], *, level: float = 0.95, ax: Axes | None = None
) -> Axes:
    """Draw how often each method's interval held the truth in each simulated world.

    Parameters
    ----------
    worlds : mapping of str to mapping of str to Coverage
        By world, then by method; every world has the same methods.
    level : float
        What the intervals promise.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        Blue where the promise is kept as far as the simulation can tell, the redder the further it is
        broken. Below a coverage stands its own interval.
    """
    columns = list(worlds)
    rows = list(worlds[columns[0]])
    with style():
        ax = grid_axes(rows, len(columns), _CELL) if ax is None else ax
        paint = np.ones((len(rows), len(columns), 4))
        for j, world in enumerate(columns):
            for i, method in enumerate(rows):
                found = worlds[world][method]
                paint[i, j] = _colour(found, level)
                _write(ax, i, j, found)
        ax.imshow(paint, extent=(0, len(columns), len(rows), 0), aspect="auto", zorder=0)
        n = {method: max(worlds[world][method].replicates for world in columns) for method in rows}
        draw_grid(ax, list(rows), list(columns), "simulated world", n)
        notes = [
            f"Share of simulated worlds whose {100 * level:.3g} % interval holds the true share; below it, "
            "the 95 % interval of that share.",
            "Blue: at least what is promised, as far as the simulation can tell. Red: less. n: worlds.",
        ]
        caption(ax, "What intervals keep of what they promise", notes)
    return ax


def _colour(found: Coverage, level: float) -> Any:
    from matplotlib.colors import to_rgb

    kept = found.high >= level
    strength = 0.16 if kept else 0.2 + 0.6 * (level - found.coverage) / level
    colour = np.array(to_rgb(POSITIVE if kept else NEGATIVE))
    return [*(1 - strength * (1 - colour)), 1.0]


def _write(ax: Axes, i: int, j: int, found: Coverage) -> None:
    between = f"{100 * found.low:.0f} to {100 * found.high:.0f}"
    ax.text(j + 0.5, i + 0.36, f"{100 * found.coverage:.0f} %", size=8, ha="center", va="center")
    ax.text(j + 0.5, i + 0.74, between, size=5.8, color=QUIET, ha="center", va="center")

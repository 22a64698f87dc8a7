"""How long scoring takes: seconds against passages, for one or more ways to do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from stance.report.canvas import caption, new_axes
from stance.report.style import POSITIVE, other_colour, readable, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def speed(
    seconds: Mapping[str, Mapping[int, float]],
    *,
    ours: str = "stance",
    notes: tuple[str, ...] = (),
    ax: Axes | None = None,
) -> Axes:
    """Draw seconds against passages, both on logarithmic scales.

    Parameters
    ----------
    seconds : mapping of str to mapping of int to float
        For each way of scoring, by its name: how long so many passages take.
    ours : str
        Ways whose names start like this have one colour, the first of them a full line.
    notes : tuple of str
        What the figure rests on.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        Each line is named at its end, with the passages a second there.
    """
    own = [name for name in seconds if name.startswith(ours)]
    others = [name for name in seconds if name not in own]
    with style():
        ax = new_axes(6.4, 4.0) if ax is None else ax
        for name, found in seconds.items():
            colour = POSITIVE if name in own else other_colour(1 + others.index(name))
            line = "--" if name in own[1:] else "-"
            sizes = sorted(found)
            ax.plot(sizes, [found[n] for n in sizes], line, marker="o", markersize=3.5, color=colour)
            last = sizes[-1]
            ax.annotate(
                f"{name}\n{last / found[last]:,.0f} a second",
                (last, found[last]),
                xytext=(7, 0),
                textcoords="offset points",
                size=7,
                va="center",
                color=readable(colour),
                annotation_clip=False,
            )
        ax.set_xscale("log")
        ax.set_yscale("log")
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        ax.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
        ax.set_xlabel("passages (logarithmic)")
        ax.set_ylabel("seconds (logarithmic)")
        ax.grid(axis="both")
        caption(ax, "How long scoring takes", list(notes))
    return ax

"""The reliability diagram: how often the classifier is right, by how sure it says it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stance.report.canvas import caption, new_axes
from stance.report.names import names
from stance.report.notes import counts, intervals
from stance.report.style import NEUTRAL, POSITIVE, QUIET, other_colour, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ALL = "all"
_MOST_GROUPS = 5


def reliability(result: Any, *, groups: bool = False, ax: Axes | None = None) -> Axes:
    """Draw reached against stated confidence.

    Parameters
    ----------
    result : Reliability or its mapping
    groups : bool
        Also draw the curves of the groups, at most five: those with the most documents.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        On the diagonal, confidence means what it says; below it the classifier is too sure. The bars count
        the passages of each bin.
    """
    values: Mapping[str, Any] = result.to_dict() if hasattr(result, "to_dict") else result
    bins = [x for x in values["bins"] if x["group"] == _ALL]
    overall = values["overconfidence"][_ALL]
    others = [x for x in values["overconfidence"] if x != _ALL] if groups else []
    others = sorted(others, key=lambda x: -values["overconfidence"][x]["n_documents"])[:_MOST_GROUPS]
    with style():
        ax = new_axes(5.6 if others else 4.8, 5.2) if ax is None else ax
        ax.plot([0, 1], [0, 1], color=NEUTRAL, linewidth=1, linestyle=(0, (4, 2)), zorder=1)
        for k, (group, shown) in enumerate(zip(others, names(others, longest=28), strict=True)):
            own = [x for x in values["bins"] if x["group"] == group]
            ax.plot(
                [x["confidence"] for x in own],
                [x["accuracy"]["estimate"] for x in own],
                "o-",
                color=other_colour(k),
                markersize=3,
                linewidth=1,
                label=shown,
            )
        _draw_curve(ax, bins)
        _draw_counts(ax, bins)
        if others:
            ax.plot([], [], "o-", color=POSITIVE, label="all")
            ax.legend(loc="upper left")
        start = min(0.95 / len(values["slope"]), *(x["low"] for x in bins))
        ax.set_xlim(start - 0.02, 1.02)
        ax.set_ylim(0, 1.02)
        ax.grid()
        ax.set_ylabel("share that is right")
        low, high = overall["low"], overall["high"]
        claim = "" if low is None else f" ({_signed(low)} to {_signed(high)})"
        notes = [
            f"{counts(overall['n_documents'], overall['n_passages'])}; {intervals(overall['level'])}",
            f"Mean confidence less accuracy: {_signed(overall['estimate'])}{claim}; above 0 it is too sure.",
        ]
        caption(ax, "Does its confidence mean what it says?", notes)
    return ax


def _draw_curve(ax: Axes, bins: list[Any]) -> None:
    x = [each["confidence"] for each in bins]
    y = [each["accuracy"]["estimate"] for each in bins]
    ax.plot(x, y, color=POSITIVE, linewidth=1.6, zorder=3)
    for each, stated, reached in zip(bins, x, y, strict=True):
        low, high = each["accuracy"]["low"], each["accuracy"]["high"]
        claimed = low is not None and not math.isnan(low)
        if claimed:
            ax.vlines(stated, low, high, color=POSITIVE, alpha=0.6, linewidth=1.6, zorder=2)
        face = POSITIVE if claimed else "white"
        ax.plot(stated, reached, "o", color=POSITIVE, markerfacecolor=face, markersize=5, zorder=4)


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace("-", "−")


def _draw_counts(ax: Axes, bins: list[Any]) -> None:
    strip = ax.inset_axes((0.0, -0.16, 1.0, 0.12), sharex=ax)
    n = [each["accuracy"]["n_passages"] for each in bins]
    middle = [(each["low"] + each["high"]) / 2 for each in bins]
    strip.bar(middle, n, width=0.9 * (bins[0]["high"] - bins[0]["low"]), color=NEUTRAL)
    strip.set_ylim(0, 1.4 * max(n))
    strip.set_yticks([])
    strip.spines["left"].set_visible(False)
    for x, count in zip(middle, n, strict=True):
        strip.text(x, count, f"{count:,}", ha="center", va="bottom", size=6.5, color=QUIET)
    strip.text(-0.01, 0.3, "passages", transform=strip.transAxes, ha="right", size=7, color=QUIET)
    strip.set_xlabel("stated confidence")
    ax.tick_params(axis="x", labelbottom=False, length=0)
    ax.spines["bottom"].set_visible(False)

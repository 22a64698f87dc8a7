"""How far coders agree: overall, on each label, and by pair."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.report.canvas import caption, new_axes
from stance.report.dots import Dot, draw_dots
from stance.report.names import plain, shortened
from stance.report.notes import counts, intervals
from stance.report.style import NEUTRAL, POSITIVE, label_colours, readable, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_PAIRS = 15


def agreement(result: Any, *, codebook: Codebook | None = None, ax: Axes | None = None) -> Axes:
    """Draw every figure of agreement as a dot with its interval.

    Parameters
    ----------
    result : Agreement or its mapping
    codebook : Codebook, optional
        For the titles and colours of labels.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        Overall measures in blue, labels in their own colours, pairs of coders (at most fifteen) in grey. The
        shares of the labels, without which no coefficient can be read, stand under the title.
    """
    values: Mapping[str, Any] = result.to_dict() if hasattr(result, "to_dict") else result
    colours = label_colours(list(values["shares"]), codebook.scale if codebook else None)
    titles = {label: codebook.title(label) if codebook else label for label in values["shares"]}
    pairs = values["by_pair"][:_MOST_PAIRS]
    dots = [_dot(x, x["measure"], POSITIVE) for x in values["overall"]]
    dots += [
        _dot(x, f"on “{titles.get(x['of'], x['of'])}”", readable(colours.get(x["of"], NEUTRAL)))
        for x in values["by_label"]
    ]
    dots += [_dot(x, f"{x['of']}: {x['measure']}", readable(NEUTRAL)) for x in pairs]
    dots = [dot for dot in dots if not math.isnan(dot.value)]
    with style():
        ax = new_axes(7.4, 1.8 + 0.26 * len(dots)) if ax is None else ax
        draw_dots(ax, dots)
        lowest = min([0.0, *(x for dot in dots for x in (dot.value, dot.low) if x < 0)])
        ax.set_xlim(lowest - 0.02, 1.02)
        used = ", ".join(
            f"{shortened(plain(titles[x]), 34)} {share:.0%}" for x, share in values["shares"].items()
        )
        notes = [
            f"{counts(values['n_documents'], values['n_passages'])}; {intervals(values['level'])}; "
            f"coders: {', '.join(map(plain, values['coders']))}",
            f"Labels used: {used}.",
            f"{len(pairs)} of {len(values['by_pair'])} figures of pairs."
            if len(values["by_pair"]) > len(pairs)
            else "",
        ]
        caption(ax, "How far coders agree", notes)
    return ax


def _dot(x: Mapping[str, Any], title: str, colour: str) -> Dot:
    value, low, high = (math.nan if x[key] is None else x[key] for key in ("estimate", "low", "high"))
    return Dot(title, value, low, high, f"{value:.2f}   n {x['n_documents']:,}", colour)

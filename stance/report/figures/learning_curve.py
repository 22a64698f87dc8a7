"""The learning curve: how good the model gets with more labels, and how many a target would take."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.report.canvas import caption, new_axes
from stance.report.evaluations import sample
from stance.report.style import NEUTRAL, POSITIVE, QUIET, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def learning_curve(result: Any, *, ax: Axes | None = None) -> Axes:
    """Draw macro-F1 against the number of labelled passages.

    Parameters
    ----------
    result : LearningCurve or its mapping
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        Dots are measured, the line is the fitted power law, dotted where it is extrapolated.
    """
    values: Mapping[str, Any] = result.to_dict() if hasattr(result, "to_dict") else result
    sizes = np.array([point["labels"] for point in values["points"]], dtype=np.float64)
    scores = [point["macro_f1"] for point in values["points"]]
    budget, law = values["budget"], values["law"]
    reach = float(max(sizes[-1], budget or 0) * 1.15)
    with style():
        ax = new_axes(6.4, 4.0) if ax is None else ax
        for n, score in zip(sizes, scores, strict=True):
            if score["low"] is not None:
                ax.vlines(n, score["low"], score["high"], color=POSITIVE, alpha=0.6, linewidth=1.6)
            face = "white" if score["low"] is None else POSITIVE
            ax.plot(n, score["estimate"], "o", color=POSITIVE, markerfacecolor=face, markersize=5.5, zorder=3)
        if law is not None:
            for start, end, line in ((sizes[0], sizes[-1], "-"), (sizes[-1], reach, ":")):
                n = np.geomspace(start, max(end, start), 100)
                ax.plot(n, law[0] - law[1] * n ** -law[2], color=POSITIVE, linewidth=1.2, linestyle=line)
        ax.axhline(values["target"], color=QUIET, linewidth=1, linestyle=(0, (4, 2)))
        ax.annotate(
            f"target {values['target']:.2f}",
            (0, values["target"]),
            xycoords=ax.get_yaxis_transform(),
            xytext=(3, 3),
            textcoords="offset points",
            size=7,
            color=QUIET,
        )
        if budget is not None:
            ax.axvline(budget, color=NEUTRAL, linewidth=1)
        _label_sizes(ax, sizes, budget, reach)
        ax.set_ylabel("macro-F1")
        ax.grid(axis="y")
        notes = [f"{sample(scores[-1])}; every point tests the same passages", _verdict(values)]
        caption(ax, "More labels, better model?", notes)
    return ax


def _label_sizes(
    ax: Axes, sizes: np.ndarray[Any, np.dtype[np.float64]], budget: int | None, reach: float
) -> None:
    ax.set_xscale("log")
    ticks = sorted({*sizes.tolist(), *([float(budget)] if budget else [])})
    apart = [ticks[0], *(x for before, x in pairwise(ticks) if x / before > 1.15)]
    ax.set_xticks(apart, [f"{x:,.0f}" for x in apart])
    ax.set_xticks([], minor=True)
    ax.set_xlim(0.85 * float(sizes[0]), reach)
    ax.set_xlabel("labelled passages that train (logarithmic)")


def _verdict(values: Mapping[str, Any]) -> str:
    if values["budget"] is None:
        return f"The target of {values['target']:.2f} is not in reach of four times these labels."
    known = values["budget"] <= values["points"][-1]["labels"]
    extrapolated = "" if known else ", extrapolated"
    return f"About {values['budget']:,} labelled passages reach the target{extrapolated}."

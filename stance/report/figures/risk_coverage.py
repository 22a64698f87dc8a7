"""Risk and coverage: how wrong the classifier is on what it keeps, the more it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stance.report.canvas import caption, new_axes
from stance.report.notes import counts, intervals
from stance.report.style import NEUTRAL, POSITIVE, QUIET, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def risk_coverage(result: Any, *, ax: Axes | None = None) -> Axes:
    """Draw the error among kept passages against the share that is kept.

    Parameters
    ----------
    result : RiskCoverage or its mapping
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        The surest passages are kept first. The horizontal line is the error that was asked for, the
        vertical one what can be kept at that error.
    """
    from matplotlib.ticker import PercentFormatter

    values: Mapping[str, Any] = result.to_dict() if hasattr(result, "to_dict") else result
    points, chosen = values["points"], values["abstention"]
    kept = [point["coverage"] for point in points]
    errors = [point["error"]["estimate"] for point in points]
    claimed = [point for point in points if point["error"]["low"] is not None]
    with style():
        ax = new_axes(6.2, 3.9) if ax is None else ax
        ax.fill_between(
            [point["coverage"] for point in claimed],
            [point["error"]["low"] for point in claimed],
            [point["error"]["high"] for point in claimed],
            color=POSITIVE,
            alpha=0.15,
            linewidth=0,
        )
        ax.plot(kept, errors, "o-", color=POSITIVE, markersize=3.5)
        ax.axhline(chosen["error"], color=QUIET, linewidth=1, linestyle=(0, (4, 2)))
        ax.annotate(
            f"asked for: {100 * chosen['error']:.3g} %",
            (0, chosen["error"]),
            xytext=(3, 3),
            textcoords="offset points",
            size=7,
            color=QUIET,
        )
        if chosen["threshold"] is not None:
            ax.axvline(chosen["coverage"], color=NEUTRAL, linewidth=1)
        ax.set_xlim(0, 1.01)
        ax.set_ylim(bottom=0)
        ax.grid()
        for axis in (ax.xaxis, ax.yaxis):
            axis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
        ax.set_xlabel("passages kept, the surest first")
        ax.set_ylabel("error among them")
        last = points[-1]["error"]
        notes = [
            f"{counts(last['n_documents'], last['n_passages'])}; {intervals(last['level'])}",
            _verdict(chosen),
        ]
        caption(ax, "How wrong it is on what it keeps", notes)
    return ax


def _verdict(chosen: Mapping[str, Any]) -> str:
    asked = f"error of {100 * chosen['error']:.3g} % at {100 * chosen['confidence']:.3g} % confidence"
    if chosen["threshold"] is None:
        return f"No threshold keeps an {asked}."
    return f"An {asked} is kept by the {100 * chosen['coverage']:.0f} % with p ≥ {chosen['threshold']:.2f}."

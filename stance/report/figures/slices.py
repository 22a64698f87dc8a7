"""Where a model is worse than its average: one metric by source, source type, time or length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stance.errors import StanceError
from stance.report.canvas import caption, new_axes, sentence
from stance.report.dots import draw_dots, span
from stance.report.evaluations import METRICS, as_dot, evaluation_values, model_scores, sample
from stance.report.names import words
from stance.report.style import NEUTRAL, readable, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_ROWS = {"source": 25}


def slices(evaluation: Any, by: str, *, metric: str = "macro_f1", ax: Axes | None = None) -> Axes:
    """Draw one metric of the evaluated model in each slice.

    Parameters
    ----------
    evaluation : Evaluation or its mapping
    by : str
        What to slice by: "source", "source_type", "time" or "length".
    metric : {"macro_f1", "accuracy"}
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        At most forty slices (25 sources), those with the most documents; the line is the figure over all.
        Hollow dots have too few documents for an interval.

    Raises
    ------
    StanceError
        When there is no such slice.
    """
    found = [x for x in evaluation_values(evaluation)["slices"] if x["by"] == by]
    if not found:
        known = sorted({x["by"] for x in evaluation_values(evaluation)["slices"]})
        raise StanceError(f"'by' must be one of {known}; got {by!r}.")
    kept = sorted(found, key=lambda x: -x[metric]["n_documents"])[: _MOST_ROWS.get(by, 40)]
    rows = [x for x in found if x in kept]
    if by in ("source", "source_type"):
        rows.sort(key=lambda x: -(x[metric]["estimate"] or 0.0))
    dots = [as_dot(x["value"], x[metric], f"n {x[metric]['n_documents']:,}") for x in rows]
    overall = model_scores(evaluation)[1]["overall"][metric]
    with style():
        ax = new_axes(6.6, 1.5 + 0.24 * len(dots)) if ax is None else ax
        ax.axvline(overall["estimate"], color=readable(NEUTRAL), linewidth=1, zorder=1)
        draw_dots(ax, dots)
        ax.set_xlim(*span(dots, overall["estimate"]))
        ax.set_xlabel(METRICS[metric])
        notes = [
            f"{sample(overall)}. Line: all passages. Hollow: too few documents for an interval.",
            f"The {len(rows)} of {len(found)} with the most documents." if len(rows) < len(found) else "",
        ]
        caption(ax, sentence(f"{METRICS[metric]} by {words(by)}"), notes)
    return ax

"""A model beside its baselines, and below what coders reach among themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stance.report.canvas import caption, new_axes
from stance.report.dots import draw_dots, span
from stance.report.evaluations import METRICS, as_dot, evaluation_values, said, sample
from stance.report.style import NEUTRAL, POSITIVE, QUIET, readable, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def models(
    evaluation: Any,
    *,
    metric: str = "macro_f1",
    ceiling: float | None = None,
    title: str = "The model beside its baselines",
    ax: Axes | None = None,
) -> Axes:
    """Draw one metric of every model as dots with intervals.

    Parameters
    ----------
    evaluation : Evaluation or its mapping
    metric : str
        One of the overall metrics; models without it (log loss without probabilities) are left out.
    ceiling : float, optional
        The same metric of one coder against another: a model that is above it fits one coder's habits.
    title : str
        For what else stands beside the model: variants of it, say.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        The evaluated model first, then the baselines from the best to the worst.
    """
    values = evaluation_values(evaluation)
    found = {name: x["overall"][metric] for name, x in values["models"].items() if metric in x["overall"]}
    evaluated = next(iter(values["models"]))
    dots = [
        as_dot(name, estimate, said(estimate), POSITIVE if name == evaluated else readable(NEUTRAL))
        for name, estimate in found.items()
    ]
    lower_is_better = metric in ("log_loss", "brier", "calibration_error")
    dots.sort(key=lambda dot: (dot.name != evaluated, dot.value if lower_is_better else -dot.value))
    with style():
        ax = new_axes(7.0, 1.5 + 0.27 * len(dots)) if ax is None else ax
        draw_dots(ax, dots)
        ax.set_xlim(*span(dots, *([] if ceiling is None else [ceiling])))
        if ceiling is not None:
            ax.axvline(ceiling, color=QUIET, linewidth=1, linestyle=(0, (4, 2)), zorder=1)
            ax.annotate(
                f"coders {ceiling:.2f}".replace("0.", "."),
                (ceiling, 1),
                xycoords=ax.get_xaxis_transform(),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                size=7,
                color=QUIET,
            )
        ax.set_xlabel(METRICS[metric] + (" (lower is better)" if lower_is_better else ""))
        split = values["split"]
        notes = [sample(next(iter(found.values()))), f"Split: {split['name']}. {split['description']}"]
        caption(ax, title, notes)
    return ax

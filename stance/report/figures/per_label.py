"""Precision and recall of each label, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.report.canvas import caption, new_axes, sentence
from stance.report.dots import draw_dots
from stance.report.evaluations import METRICS, as_dot, evaluation_values, model_scores, said, sample
from stance.report.names import name
from stance.report.style import label_colours, readable, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def per_label(
    evaluation: Any,
    *,
    metrics: Sequence[str] = ("precision", "recall"),
    model: str | None = None,
    codebook: Codebook | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the metrics of each label as dots with intervals.

    Parameters
    ----------
    evaluation : Evaluation or its mapping
    metrics : sequence of str
        Among precision, recall, f1 and auc.
    model : str, optional
        The evaluated model if not named.
    codebook : Codebook, optional
        For the titles and colours of labels.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        Hollow dots have too few documents for an interval.
    """
    labels = evaluation_values(evaluation)["labels"]
    which, scores = model_scores(evaluation, model)
    colours = label_colours(labels, codebook.scale if codebook else None)
    dots = [
        as_dot(
            f"{codebook.title(label) if codebook else label}, {METRICS[metric]}",
            scores["per_label"][label][metric],
            said(scores["per_label"][label][metric]),
            readable(colours[label]),
        )
        for label in labels
        for metric in metrics
    ]
    with style():
        ax = new_axes(7.4, 1.2 + 0.25 * len(dots)) if ax is None else ax
        draw_dots(ax, dots)
        for k in range(1, len(labels)):
            ax.axhline(k * len(metrics) - 0.5, color="#e4e4e4", linewidth=0.7)
        ax.set_xlim(-0.02, 1.02)
        listed = " and ".join(METRICS[metric] for metric in metrics)
        caption(
            ax, sentence(f"{listed} of each label: {name(which)}"), [sample(scores["overall"]["accuracy"])]
        )
    return ax

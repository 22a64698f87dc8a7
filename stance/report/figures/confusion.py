"""Which labels are taken for which: counts of true by predicted labels."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.codebook import Codebook
from stance.report.canvas import caption, new_axes
from stance.report.evaluations import evaluation_values, model_scores
from stance.report.names import name, names
from stance.report.notes import counts
from stance.report.style import POSITIVE, ink_on, share_colours, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROOM_FOR_NUMBERS = 14


def confusion(
    evaluation: Any, *, model: str | None = None, codebook: Codebook | None = None, ax: Axes | None = None
) -> Axes:
    """Draw the confusion matrix of one model.

    Parameters
    ----------
    evaluation : Evaluation or its mapping
    model : str, optional
        The evaluated model if not named.
    codebook : Codebook, optional
        For the titles of labels.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        True labels in rows, predicted labels in columns; the colour is the share of the row.
    """
    from matplotlib.colors import to_hex

    labels = evaluation_values(evaluation)["labels"]
    which, scores = model_scores(evaluation, model)
    matrix = np.asarray(scores["confusion"], dtype=np.int64)
    of_row = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    shown = names([codebook.title(x) if codebook else x for x in labels], longest=34)
    numbers = len(labels) <= _ROOM_FOR_NUMBERS
    with style():
        if ax is None:
            size = (0.85 if numbers else 0.3) * len(labels)
            ax = new_axes(max(size + 2.6, 4.6), size * (0.75 if numbers else 1) + 2.6)
        colours = share_colours(POSITIVE)
        ax.pcolormesh(colours(of_row), edgecolors="white", linewidth=1.5)
        for i, j in np.ndindex(*matrix.shape) if numbers else ():
            ink = ink_on(to_hex(colours(of_row[i, j])))
            text = f"{matrix[i, j]:,}\n{100 * of_row[i, j]:.0f} %" if matrix[i].sum() else "0"
            ax.text(
                j + 0.5,
                i + 0.5,
                text,
                ha="center",
                va="center",
                size=8,
                color=ink,
                linespacing=1.4,
                in_layout=False,
            )
        ticks = np.arange(len(labels)) + 0.5
        wrapped = [textwrap.fill(x, 16) for x in shown] if numbers else shown
        ax.set_xticks(ticks, wrapped, rotation=0 if len(labels) <= 5 else 90)
        ax.set_yticks(ticks, wrapped)
        ax.set_ylim(len(labels), 0)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_xlabel("predicted")
        ax.set_ylabel("true")
        accuracy = scores["overall"]["accuracy"]
        notes = [
            f"{counts(accuracy['n_documents'], accuracy['n_passages'])}; percentages of the true label (row)"
        ]
        caption(ax, f"True and predicted labels: {name(which)}", notes)
    return ax

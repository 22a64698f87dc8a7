"""Labels to look at again: how many of each label, and what the model would say in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stance.codebook import Codebook
from stance.labels.queue import LabelErrors
from stance.report.canvas import caption, new_axes
from stance.report.names import names
from stance.report.notes import counts
from stance.report.style import label_colours, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def doubts(found: LabelErrors, *, codebook: Codebook | None = None, ax: Axes | None = None) -> Axes:
    """Draw the queue by the label given, parted by the label suggested.

    Parameters
    ----------
    found : LabelErrors
    codebook : Codebook, optional
        For the titles and colours of labels.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.
    """
    labels = list(found.labels)
    colours = label_colours(labels, codebook.scale if codebook else None)
    titles = names([codebook.title(x) if codebook else x for x in labels], longest=34)
    table = np.array(
        [
            [
                ((found.frame["given"] == given) & (found.frame["suggested"] == other)).sum()
                for other in labels
            ]
            for given in labels
        ],
        dtype=np.int64,
    ).reshape(len(labels), len(labels))
    with style():
        ax = new_axes(6.8, 2.2 + 0.3 * len(labels)) if ax is None else ax
        start = np.zeros(len(labels))
        for k, label in enumerate(labels):
            ax.barh(range(len(labels)), table[:, k], left=start, color=colours[label], label=titles[k])
            start += table[:, k]
        ax.set_yticks(range(len(labels)), titles)
        ax.set_ylim(len(labels) - 0.4, -0.6)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x")
        ax.set_xlabel("labels to look at again, by the label given")
        ax.legend(title="the model would say", loc="upper left", bbox_to_anchor=(1, 1))
        share = f"{len(found.frame):,} labels by {found.coder} in question"
        notes = [f"{share}; {counts(found.n_documents, found.n_passages)}; {found.fold_design}"]
        if found.flagged_disputed is not None and found.flagged_agreed is not None:
            notes.append(
                f"In question: {found.flagged_disputed:.0%} of the passages on which coders disagreed, "
                f"{found.flagged_agreed:.0%} of the others. A flag is a question, not a verdict."
            )
        caption(ax, "Labels that a model doubts which did not train on them", notes)
    return ax

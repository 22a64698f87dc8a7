"""The same model under several splits: what a random split promises and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stance.report.canvas import caption, new_axes
from stance.report.dots import draw_dots, span
from stance.report.evaluations import METRICS, as_dot, model_scores, said, sample
from stance.report.names import name, words
from stance.report.style import NEGATIVE, POSITIVE, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TITLES = {
    "optimistic_random": "random passages (optimistic)",
    "document": "by document",
    "source": "leaving one source out",
    "source_type": "leaving one source type out",
    "time": "forward in time",
}


def splits(comparison: Any, *, metric: str = "macro_f1", ax: Axes | None = None) -> Axes:
    """Draw one metric of the evaluated model under each split.

    Parameters
    ----------
    comparison : SplitComparison or its mapping
    metric : str
        One of the overall metrics.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        The random split is orange: passages of one document stand on both of its sides, so that it flatters
        the model.
    """
    values: Mapping[str, Any] = comparison.to_dict() if hasattr(comparison, "to_dict") else comparison
    found = {split: model_scores(x) for split, x in values["splits"].items()}
    order = [
        *(split for split in _TITLES if split in found),
        *(split for split in found if split not in _TITLES),
    ]
    dots = [
        as_dot(
            _TITLES.get(split, words(split)),
            found[split][1]["overall"][metric],
            said(found[split][1]["overall"][metric]),
            NEGATIVE if split == "optimistic_random" else POSITIVE,
        )
        for split in order
    ]
    first_name, first = found[order[0]]
    with style():
        ax = new_axes(7.0, 1.6 + 0.3 * len(dots)) if ax is None else ax
        draw_dots(ax, dots)
        ax.set_xlim(*span(dots))
        ax.set_xlabel(METRICS[metric])
        notes = [f"{sample(first['overall'][metric])} (forward in time tests fewer)"]
        notes += [f"Left out: {words(split)}: {reason}" for split, reason in values["left_out"].items()]
        caption(ax, f"What each split says of the model: {name(first_name)}", notes)
    return ax

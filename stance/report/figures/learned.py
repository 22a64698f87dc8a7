"""What a model learned: the strongest n-grams of each label, possible leaks in orange."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.report.canvas import caption, new_axes
from stance.report.names import name
from stance.report.style import NEGATIVE, POSITIVE, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_LABELS = 12


def learned(result: Any, *, most: int = 6, codebook: Codebook | None = None, ax: Axes | None = None) -> Axes:
    """Draw the weight of the strongest n-grams of each label.

    Parameters
    ----------
    result : Learned or its mapping
    most : int
        How many n-grams of each label.
    codebook : Codebook, optional
        For the titles of labels.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        The first twelve labels. The space at an end of an n-gram of characters, which says that a word begins
        or ends there, is drawn as a low line.
    """
    values: Mapping[str, Any] = result.to_dict() if hasattr(result, "to_dict") else result
    labels = list(dict.fromkeys(x["label"] for x in values["features"]))
    shown = [
        x
        for label in labels[:_MOST_LABELS]
        for x in [x for x in values["features"] if x["label"] == label][:most]
    ]
    starts = [[x["label"] for x in shown].index(label) for label in labels[:_MOST_LABELS]]
    leaks = sum(bool(x["leak"]) for x in values["features"])
    with style():
        ax = new_axes(7.4, 2.4 + 0.17 * len(shown)) if ax is None else ax
        colours = [NEGATIVE if x["leak"] else POSITIVE for x in shown]
        ax.barh(range(len(shown)), [x["weight"] for x in shown], height=0.62, color=colours, zorder=2)
        ticks = [name(_visible(x["feature"])) + (f" [{x['leak']}]" if x["leak"] else "") for x in shown]
        ax.set_yticks(range(len(shown)), ticks, size=7)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(len(shown) - 0.4, -0.6)
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x")
        for k, label in enumerate(labels[:_MOST_LABELS]):
            if k:
                ax.axhline(starts[k] - 0.5, color="#e4e4e4", linewidth=0.7)
            title = name(codebook.title(label) if codebook else label)
            ax.text(1.02, starts[k], title, transform=ax.get_yaxis_transform(), va="center", size=8)
        ax.set_xlabel("weight for the label, less its mean over the labels")
        notes = [f"{leaks} of the {len(values['features'])} strongest may be leaks: who, when or which page"]
        if len(labels) > _MOST_LABELS:
            notes.append(f"{_MOST_LABELS} of {len(labels)} labels.")
        caption(ax, "What the model learned", notes)
    return ax


def _visible(feature: str) -> str:
    core = feature.strip()
    start, end = feature.startswith(" "), feature.endswith(" ")
    return f"{'_' if start else ''}{core}{'_' if end else ''}"

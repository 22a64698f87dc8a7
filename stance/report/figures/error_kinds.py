"""What a model gets wrong: the error rate of each kind of passage, beside that of all other passages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError
from stance.report.canvas import caption, new_axes
from stance.report.dots import draw_dots, span
from stance.report.evaluations import as_dot, said
from stance.report.names import words
from stance.report.notes import intervals
from stance.report.style import NEGATIVE, NEUTRAL, readable, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def error_kinds(result: Any, *, ax: Axes | None = None) -> Axes:
    """Draw how often passages with each cue are mislabelled, beside those without it.

    Parameters
    ----------
    result : Errors or its mapping
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        Hollow dots have too few documents for an interval.

    Raises
    ------
    StanceError
        When no kinds were counted.
    """
    values: Mapping[str, Any] = result.to_dict() if hasattr(result, "to_dict") else result
    kinds = values["kinds"]
    if not kinds:
        raise StanceError("There must be at least one kind of error to draw; got none.")
    dots = []
    for kind in kinds:
        own, others = kind["with_cue"], kind["without_cue"]
        dots.append(as_dot(words(kind["cue"]), own, f"{said(own)}   n {own['n_passages']:,}", NEGATIVE))
        dots.append(as_dot("without", others, said(others), readable(NEUTRAL)))
    with style():
        ax = new_axes(6.8, 1.5 + 0.24 * len(dots)) if ax is None else ax
        draw_dots(ax, dots)
        ax.set_yticks(range(len(dots)), [dot.name for dot in dots])
        ax.set_xlim(max(0.0, span(dots)[0]), span(dots)[1])
        ax.set_xlabel("share of passages that are mislabelled")
        wrong = f"{values['n_errors']:,} of {values['n_passages']:,} passages are mislabelled"
        caption(
            ax, "Which passages it gets wrong", [f"{wrong}; {intervals(kinds[0]['without_cue']['level'])}"]
        )
    return ax

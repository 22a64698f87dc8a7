"""The empty figure: its size, its title, and the small print that says what it rests on."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from stance.errors import StanceError
from stance.report.style import QUIET

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LETTER = 0.5  # mean width of a letter, in units of the font size
_SMALL = 7.5
_CAPTION = "caption"


def new_axes(width: float, height: float) -> Axes:
    """Axes on a figure of their own, `width` by `height` inches.

    The figure is not registered with pyplot: it opens no window and is gone when no one holds it.
    """
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained").add_subplot()


def figure_of(ax: Axes) -> Figure:
    """The whole figure that the axes stand on."""
    figure = ax.get_figure(root=True)
    if figure is None:
        raise StanceError("'ax' must stand on a figure; got axes that were removed from theirs.")
    return figure


def caption(ax: Axes, title: str, notes: Sequence[str], above: float = 0.0) -> None:
    """Put a title over the axes and, between both, what the figure rests on: n, level, caveats.

    `above` is what stands there already, in points.
    """
    points = max(ax.get_position().width * figure_of(ax).get_figwidth() * 72, 200.0)
    lines = [line for note in notes if note for line in textwrap.wrap(note, int(points / (_LETTER * _SMALL)))]
    step = 1.3 * _SMALL
    ax.annotate(
        "\n".join(lines),
        xy=(0, 1),
        xycoords="axes fraction",
        xytext=(0, 12 + above),
        textcoords="offset points",
        fontsize=_SMALL,
        color=QUIET,
        linespacing=1.3,
        verticalalignment="bottom",
        gid=_CAPTION,
    )
    heading = "\n".join(textwrap.wrap(title, int(points / (0.62 * 10.5))))
    ax.set_title(heading, loc="left", pad=17 + above + step * len(lines))


def captioned(ax: Axes) -> tuple[str, tuple[str, ...]]:
    """The title and the notes that `caption` wrote, as plain text."""
    notes = [text.get_text() for text in ax.texts if text.get_gid() == _CAPTION]
    lines = [ax.get_title(loc="left"), *"\n".join(notes).split("\n")]
    title, *rest = (" ".join(line.split()).replace(r"\$", "$") for line in lines)
    return title, tuple(line for line in rest if line)


def note_row(ax: Axes, y: float, text: str) -> None:
    """Write a small note at the right end of a row."""
    ax.annotate(
        text,
        (1, y),
        xycoords=ax.get_yaxis_transform(),
        xytext=(6, 0),
        textcoords="offset points",
        size=6.5,
        color=QUIET,
        va="center",
    )


def sentence(text: str) -> str:
    """The text with its first letter large and all others as they are.

    Examples
    --------
    >>> sentence("macro-F1 by source")
    'Macro-F1 by source'
    """
    return text[:1].upper() + text[1:]

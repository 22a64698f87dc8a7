"""Keys beside a figure: what a colour stands for."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from stance.codebook import Codebook
from stance.report.canvas import figure_of
from stance.report.measure import Measure
from stance.report.names import name, names
from stance.report.style import QUIET

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Transform


def colour_key(ax: Axes, measure: Measure, offset: float = 0.45) -> None:
    """A small bar of the measure's colours, `offset` inches right of the axes, its ends in words."""
    import numpy as np
    from mpl_toolkits.axes_grid1.inset_locator import inset_axes  # type: ignore[import-untyped]

    bar = inset_axes(
        ax,
        width=0.11,
        height=0.9,
        loc="upper left",
        bbox_to_anchor=(1.0, 0.0, 1.0, 1.0),
        bbox_transform=_inches(ax, offset, -0.1),
        borderpad=0,
    )
    bar.imshow(np.linspace(1, 0, 64)[:, None], cmap=measure.colours, aspect="auto", vmin=0, vmax=1)
    bar.set_xticks([])
    bar.set_yticks([0, 63], [textwrap.fill(x, 16) for x in (measure.high_end, measure.low_end)])
    bar.yaxis.tick_right()
    bar.tick_params(length=0, labelsize=7, labelcolor=QUIET)
    bar.spines[:].set_visible(False)


def name_poles(ax: Axes, codebook: Codebook | None, axis: str) -> None:
    """Say at the ends of a position axis ("x" or "y") which pole lies that way."""
    if codebook is None or codebook.scale is None:
        return
    low, high = (name(codebook.title(x)) for x in (codebook.scale.negative, codebook.scale.positive))
    if axis == "y":
        ends = [(f"↑ {high}", 0.01, 0.99, "left", "top"), (f"↓ {low}", 0.01, 0.01, "left", "bottom")]
    else:
        ends = [(f"{high} →", 1.0, 1.01, "right", "bottom"), (f"← {low}", 0.0, 1.01, "left", "bottom")]
    for text, x, y, ha, va in ends:
        ax.text(x, y, text, transform=ax.transAxes, ha=ha, va=va, size=7, color=QUIET)


def label_key(ax: Axes, titles: Sequence[str], colours: Sequence[str]) -> None:
    """What each label's colour is, under the axes."""
    from matplotlib.patches import Patch

    shown = names(titles, longest=36)
    patches = [Patch(color=colour, label=title) for title, colour in zip(shown, colours, strict=True)]
    columns = 3 if max(map(len, shown)) <= 32 else 2
    ax.legend(
        handles=patches,
        loc="upper left",
        bbox_to_anchor=(0.0, 0.0),
        bbox_transform=_inches(ax, 0.0, -0.48),
        ncols=min(columns, len(patches)),
        fontsize=7.5,
        borderaxespad=0.0,
        handlelength=1.0,
        columnspacing=1.4,
    )


def _inches(ax: Axes, x: float, y: float) -> Transform:
    """The axes' coordinates, moved by inches."""
    from matplotlib.transforms import ScaledTranslation

    return ax.transAxes + ScaledTranslation(x, y, figure_of(ax).dpi_scale_trans)

"""The title and the small print over a figure."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest

from stance.errors import StanceError
from stance.report.canvas import caption, figure_of, new_axes


def test_no_figure_is_registered_with_pyplot() -> None:
    before = plt.get_fignums()
    new_axes(2, 1)
    assert plt.get_fignums() == before


def test_notes_are_wrapped_and_empty_ones_left_out() -> None:
    ax = new_axes(4, 2)
    caption(ax, "Title", ["n = 3", "", "word " * 40])
    lines = ax.texts[0].get_text().split("\n")
    assert lines[0] == "n = 3"
    assert "" not in lines
    assert len(lines) > 3
    assert ax.get_title(loc="left") == "Title"


def test_axes_that_were_removed_are_refused() -> None:
    ax = new_axes(2, 1)
    ax.remove()
    with pytest.raises(StanceError, match="'ax' must stand on a figure"):
        figure_of(ax)

"""One metric by slice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.axes import Axes

from stance.errors import StanceError
from stance.report.figures.slices import slices

Drawn = Callable[[Axes], set[str]]


def names(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.get_yticklabels()]


def test_sources_run_from_the_best(drawn: Drawn, evaluation: dict[str, Any]) -> None:
    ax = slices(evaluation, "source")
    assert names(ax) == ["Hill Gazette", "Harbour Post"]
    assert {"n 15", "n 25", "Macro-F1 by source"} <= drawn(ax)


def test_years_keep_their_order_and_small_ones_are_hollow(drawn: Drawn, evaluation: dict[str, Any]) -> None:
    ax = slices(evaluation, "time", metric="accuracy")
    assert names(ax) == ["2019", "2020", "2021"]
    faces = [line.get_markerfacecolor() for line in ax.lines if line.get_marker() == "o"]
    assert faces[1] == "white"
    drawn(ax)


def test_an_unknown_slice_is_refused(evaluation: dict[str, Any]) -> None:
    with pytest.raises(StanceError, match=r"'by' must be one of \['source', 'time'\]; got 'colour'"):
        slices(evaluation, "colour")

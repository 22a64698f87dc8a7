"""Lines over time."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pandas as pd

from stance.report.canvas import new_axes
from stance.report.lines import draw_line, name_lines


def rows(**columns: list[object]) -> pd.DataFrame:
    frame = pd.DataFrame({"year": [2001, 2002, 2005], "estimate": [0.1, 0.2, 0.3], "reason": "", **columns})
    return (
        frame if "low" in frame else frame.assign(low=frame["estimate"] - 0.1, high=frame["estimate"] + 0.1)
    )


def drawn_years(line: Any) -> list[float]:
    return list(line.get_xdata())


def test_years_without_documents_are_spanned_by_dots() -> None:
    ax = new_axes(3, 2)
    draw_line(ax, rows(), "year", "#000000")
    near, far = ax.lines[:2]
    assert near.get_linestyle() == "-"
    assert far.get_linestyle() == "--"
    assert drawn_years(far) == [2002, 2005]
    # A band over the neighbours, and a bar for the year that stands alone.
    assert [type(x).__name__ for x in ax.collections] == ["FillBetweenPolyCollection", "LineCollection"]


def test_a_point_with_a_reason_is_hollow_and_its_line_pale() -> None:
    ax = new_axes(3, 2)
    draw_line(
        ax, rows(reason=["", "3 documents", ""], low=[math.nan] * 3, high=[math.nan] * 3), "year", "#000000"
    )
    assert [line.get_alpha() for line in ax.lines[:2]] == [0.45, 0.45]
    filled, hollow = ax.lines[2:]
    assert drawn_years(filled) == [2001, 2005]
    assert drawn_years(hollow) == [2002]
    assert hollow.get_markerfacecolor() == "white"
    assert not ax.collections


def test_names_of_lines_do_not_overlap() -> None:
    ax = new_axes(3, 2)
    ax.set_ylim(0, 1)
    ends = {f"line {k}": 0.99 for k in range(5)}
    name_lines(ax, ends, dict.fromkeys(ends, "#000000"))
    heights = sorted(text.xy[1] for text in ax.texts)  # type: ignore[attr-defined]
    gaps = [b - a for a, b in pairwise(heights)]
    assert min(gaps) > 0.05
    assert max(heights) <= 1.0

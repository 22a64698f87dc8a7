"""Before and after an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.axes import Axes

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.report.figures.before_after import before_after

Drawn = Callable[[Axes], set[str]]


def test_each_source_has_two_dots_and_two_counts(drawn: Drawn, make_cells: Any, codebook: Codebook) -> None:
    cells = make_cells(["A", "B"], ["until May", "from June"]).rename(columns={"year": "when"})
    ax = before_after(cells, when="when", event="the vote", codebook=codebook)
    dots = [line for line in ax.lines if line.get_marker() == "o" and len(list(line.get_xdata())) == 1]  # type: ignore[arg-type]
    assert len(dots) == 4
    said = drawn(ax)
    assert {"n 12, 12", "until May", "from June", "Mean position before and after the vote"} <= said
    assert "overlapping intervals are no test" in "\n".join(said)


def test_a_source_may_lack_one_side(drawn: Drawn, make_cells: Any) -> None:
    cells = make_cells(["A", "B"], ["until May", "from June"]).rename(columns={"year": "when"}).head(3)
    assert "n 12, 0" in drawn(before_after(cells, when="when"))


@pytest.mark.parametrize("moments", [["once"], ["a", "b", "c"]])
def test_there_must_be_two_moments(moments: list[str], make_cells: Any) -> None:
    with pytest.raises(StanceError, match="'year' must hold two values, before and after; got"):
        before_after(make_cells(["A"], moments), when="year")

"""The same model under several splits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes

from stance.report.figures.splits import splits
from stance.report.style import NEGATIVE, POSITIVE

Drawn = Callable[[Axes], set[str]]


def test_the_random_split_comes_first_and_stands_out(drawn: Drawn, evaluation: dict[str, Any]) -> None:
    found = {"time": evaluation, "document": evaluation, "optimistic_random": evaluation}
    ax = splits({"splits": found, "left_out": {"source": "only one source"}})
    names = [text.get_text() for text in ax.get_yticklabels()]
    assert names == ["random passages (optimistic)", "by document", "forward in time"]
    colours = [line.get_color() for line in ax.lines if line.get_marker() == "o"]
    assert colours == [NEGATIVE, POSITIVE, POSITIVE]
    assert "Left out: source: only one source" in "\n".join(drawn(ax))

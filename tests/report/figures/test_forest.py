"""Sources side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from stance.codebook import Codebook
from stance.report.figures.forest import forest
from stance.report.notes import UNCORRECTED

Drawn = Callable[[Axes], set[str]]


def table(**columns: Any) -> pd.DataFrame:
    cells = {"source": ["A", "B", None], "estimate": [0.4, -0.2, 0.1], "low": [0.3, -0.4, None]}
    rest = {"high": [0.5, 0.0, None], "n_documents": [12, 15, 4], "n_passages": [20, 30, 5]}
    return pd.DataFrame(cells | rest | {"level": 0.9, "method": "CC", "reason": ""} | columns)


def test_rows_run_upwards_and_say_value_and_n(drawn: Drawn, codebook: Codebook) -> None:
    ax = forest(table(), codebook=codebook)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["B", "unknown", "A"]
    said = drawn(ax)
    assert {"−0.20   n 15", "+0.40   n 12", "← storm", "calm →"} <= said
    assert f"n = 31 documents, 55 passages; 90 % intervals over documents\n{UNCORRECTED}" in said


def test_shares_start_at_nought(drawn: Drawn) -> None:
    ax = forest(table(label="x", estimate=[0.4, 0.2, 0.1], low=None, high=None), label="x")
    assert ax.get_xlim()[0] == 0
    assert "40 %   n 12" in drawn(ax)


def test_a_reason_turns_a_row_grey(drawn: Drawn) -> None:
    ax = forest(table(reason=["language", "", ""]))
    assert "Grey: no estimate claimed." in "\n".join(drawn(ax))


def test_hostile_shapes(shape: tuple[list[Any], list[Any]], drawn: Drawn, make_cells: Any) -> None:
    drawn(forest(make_cells(shape[0], [2018])))

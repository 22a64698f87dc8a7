"""Sources by years."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.colors import to_hex

from stance.codebook import Codebook
from stance.report.figures.heatmap import heatmap
from stance.report.notes import UNCORRECTED
from stance.report.style import GREY, NEGATIVE, POSITIVE

Drawn = Callable[[Axes], set[str]]


def table(**columns: Any) -> pd.DataFrame:
    cells = {"source": ["A", "A", "B"], "year": [2018, 2020, 2018], "estimate": [1.0, 0.4, -1.0]}
    rest = {
        "low": [0.9, 0.2, -1.0],
        "high": [1.0, 0.6, -0.8],
        "n_documents": [12, 15, 9],
        "n_passages": [20, 30, 10],
    }
    return pd.DataFrame(cells | rest | {"level": 0.9, "method": "PACC", "reason": ""} | columns)


def colours(ax: Axes) -> list[list[str]]:
    mesh = next(each for each in ax.collections if isinstance(each, QuadMesh))
    paint = np.asarray(mesh.get_array())
    return [[to_hex(cell) for cell in row] for row in paint]


def test_cells_say_value_interval_and_n(drawn: Drawn, codebook: Codebook) -> None:
    said = drawn(heatmap(table(), codebook=codebook))
    assert {"+0.40", "+0.20 to +0.60", "n 15", "−1.00"} <= said
    assert "n = 36 documents, 60 passages; 90 % intervals over documents" in said
    assert "Mean position by source and year" in said
    assert {"+1 calm", "−1 storm"} <= said


def test_rows_run_from_pole_to_pole_and_years_keep_their_gaps(codebook: Codebook) -> None:
    ax = heatmap(table(), codebook=codebook)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["B", "A"]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["2018", "2019", "2020"]
    painted = colours(ax)
    assert painted[0] == [NEGATIVE, "#ffffff", "#ffffff"]
    assert painted[1][0] == POSITIVE


def test_a_cell_with_a_reason_is_grey_and_keeps_its_value(drawn: Drawn) -> None:
    ax = heatmap(table(reason=["", "language", ""]))
    assert colours(ax)[1][2] == GREY
    assert "Grey: no estimate claimed; the dot shows the plain value." in "\n".join(drawn(ax))
    assert "+0.40" in drawn(ax)


def test_a_missing_estimate_is_grey() -> None:
    assert colours(heatmap(table(estimate=[1.0, float("nan"), -1.0])))[1][2] == GREY


def test_uncorrected_shares_say_so_on_the_figure(drawn: Drawn) -> None:
    assert UNCORRECTED in "\n".join(drawn(heatmap(table(method="CC"))))
    assert UNCORRECTED not in "\n".join(drawn(heatmap(table())))


def test_shares_of_a_label_run_from_the_largest(drawn: Drawn, codebook: Codebook) -> None:
    cells = table(label="calm", estimate=[0.2, 0.3, 0.5])
    ax = heatmap(cells, label="calm", codebook=codebook)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["B", "A"]
    assert {"50 %", "Share of “calm” by source and year"} <= drawn(ax)


def test_too_many_rows_are_cut_and_counted(drawn: Drawn, make_cells: Any) -> None:
    said = drawn(heatmap(make_cells([f"S{k}" for k in range(70)], [2018])))
    assert "The 60 of 70 with the most documents." in "\n".join(said)


def test_hostile_shapes(shape: tuple[list[Any], list[Any]], drawn: Drawn, make_cells: Any) -> None:
    sources, years = shape
    ax = heatmap(make_cells(sources, years))
    said = drawn(ax)
    assert len(ax.get_yticklabels()) == len(sources)
    assert len({text.get_text() for text in ax.get_yticklabels()}) == len(sources)
    assert ("unknown" in said) == (None in sources)


def test_given_axes_are_drawn_on() -> None:
    from matplotlib.figure import Figure

    ax = Figure().add_subplot()
    assert heatmap(table(), ax=ax) is ax

"""Lines over the years."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.report.figures.trajectories import trajectories
from stance.report.notes import UNCORRECTED

Drawn = Callable[[Axes], set[str]]


def test_lines_are_named_and_documents_counted(drawn: Drawn, make_cells: Any, codebook: Codebook) -> None:
    cells = make_cells(["Harbour Post", "Hill Gazette"], [2018, 2019, 2020])
    said = drawn(trajectories(cells, codebook=codebook))
    assert {"Harbour Post", "Hill Gazette", "documents", "24", "↑ calm", "↓ storm"} <= said
    assert "n = 72 documents, 240 passages; 95 % intervals over documents" in said


def test_what_is_undated_is_left_out_and_counted(drawn: Drawn, make_cells: Any) -> None:
    said = "\n".join(drawn(trajectories(make_cells(["A"], [2018, None]))))
    assert "Left out: 12 documents of unknown year." in said
    assert "n = 12 documents" in said


def test_shares_of_labels_count_each_document_once(drawn: Drawn, make_cells: Any, codebook: Codebook) -> None:
    cells = make_cells(["A"], [2018, 2019], ["storm", "calm", "mixed"], method="CC")
    ax = trajectories(cells, by="label", codebook=codebook)
    said = drawn(ax)
    assert {"storm", "calm", "mixed", "Shares of labels over time"} <= said
    assert f"n = 24 documents, 80 passages; 95 % intervals over documents\n{UNCORRECTED}" in said
    assert ax.get_ylim()[0] == 0


def test_only_six_lines_are_drawn(drawn: Drawn, make_cells: Any) -> None:
    said = drawn(trajectories(make_cells([f"S{k}" for k in range(9)], [2018, 2019])))
    assert "The 6 of 9 with the most documents." in "\n".join(said)
    assert "S5" in said
    assert "S6" not in said


def test_thirty_labels(drawn: Drawn, make_cells: Any) -> None:
    said = drawn(trajectories(make_cells(["A"], [2018, 2019], [f"L{k}" for k in range(30)]), by="label"))
    assert "The 6 of 30 with the largest shares." in "\n".join(said)


@pytest.mark.parametrize("years", [[None], ["May", "June"]])
def test_time_must_be_numbers(years: list[Any], make_cells: Any) -> None:
    with pytest.raises(StanceError, match="'year' must hold numbers for lines over time"):
        trajectories(make_cells(["A"], years))


def test_hostile_shapes(shape: tuple[list[Any], list[Any]], drawn: Drawn, make_cells: Any) -> None:
    drawn(trajectories(make_cells(*shape)))


def test_one_row(drawn: Drawn) -> None:
    drawn(trajectories(pd.DataFrame({"source": ["A"], "year": [2018], "estimate": [0.2]})))


def test_even_times_are_named_as_they_are(make_cells: Any) -> None:
    def ticks(years: list[int]) -> list[float]:
        (strip,) = trajectories(make_cells(["A"], years)).child_axes
        return [float(x) for x in strip.get_xticks()]

    assert ticks([1980, 1990, 2000]) == [1980, 1990, 2000]
    assert ticks([1980, 1981, 2000]) != [1980, 1981, 2000]

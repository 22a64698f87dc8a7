"""Stacked shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from stance.codebook import Codebook
from stance.report.figures.composition import composition
from stance.report.notes import UNCORRECTED

Drawn = Callable[[Axes], set[str]]


def table(**columns: Any) -> pd.DataFrame:
    rows = [("A", "storm", 0.5), ("A", "calm", 0.2), ("A", "mixed", 0.3)]
    rows += [("B", "storm", 0.1), ("B", "calm", 0.6), ("B", "mixed", 0.3)]
    frame = pd.DataFrame(rows, columns=["source", "label", "estimate"])
    frame = frame.assign(low=frame["estimate"] - 0.05, high=frame["estimate"] + 0.05)
    return frame.assign(n_documents=12, n_passages=30, level=0.95, method="CC", reason="", **columns)


def parts(ax: Axes, bar: int) -> list[tuple[float, float]]:
    """Where the parts of a bar begin and end."""
    boxes = [path.get_extents() for path in ax.collections[bar].get_paths()]
    return [(round(float(box.x0), 6), round(float(box.x1), 6)) for box in boxes]


def test_poles_stand_at_the_ends_and_bars_run_from_pole_to_pole(codebook: Codebook) -> None:
    ax = composition(table(), codebook=codebook)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["A", "B"]
    assert parts(ax, 0) == [(0.0, 0.5), (0.5, 0.8), (0.8, 1.0)]


def test_whiskers_stand_at_the_inner_ends_of_the_poles(codebook: Codebook) -> None:
    ax = composition(table(), codebook=codebook)
    ends = [np.asarray(line.get_xdata(), dtype=float) for line in ax.lines[:2]]
    np.testing.assert_allclose(ends, [[0.45, 0.55], [0.75, 0.85]])


def test_the_figure_says_n_level_and_that_it_is_uncorrected(drawn: Drawn, codebook: Codebook) -> None:
    said = drawn(composition(table(), codebook=codebook))
    assert f"n = 24 documents, 60 passages; 95 % intervals over documents\n{UNCORRECTED}" in said
    assert "n 12" in said


def test_bars_with_a_reason_are_pale(drawn: Drawn) -> None:
    ax = composition(table().assign(reason=["few documents"] * 3 + [""] * 3))
    assert [bar.get_alpha() for bar in ax.collections] == [0.35, 1.0]
    assert "Pale: no estimate claimed." in "\n".join(drawn(ax))


def test_without_a_codebook_labels_keep_the_order_of_the_table() -> None:
    ax = composition(table())
    legend = ax.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["storm", "calm", "mixed"]


def test_hostile_shapes(shape: tuple[list[Any], list[Any]], drawn: Drawn, make_cells: Any) -> None:
    sources = shape[0]
    ax = composition(make_cells(sources, [2018], [f"label ${k}_x$" for k in range(30)]))
    drawn(ax)
    assert len(ax.get_yticklabels()) == min(len(sources), 40)


def test_one_row_and_missing_numbers(drawn: Drawn) -> None:
    drawn(composition(table().head(1)))
    drawn(composition(table().assign(estimate=float("nan"))))

"""What the corpus holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes

from stance.errors import StanceError
from stance.report.figures.coverage import coverage

Drawn = Callable[[Axes], set[str]]


def table() -> pd.DataFrame:
    rows = [("d1", "A", 2018), ("d1", "A", 2018), ("d2", "A", 2018), ("d3", "B", 2020), ("d4", None, None)]
    return pd.DataFrame(rows, columns=["document_id", "source", "year"])


def test_documents_are_counted_once(drawn: Drawn) -> None:
    ax = coverage(table())
    assert [text.get_text() for text in ax.get_yticklabels()] == ["A", "B", "unknown"]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["2018", "2019", "2020", "unknown"]
    said = drawn(ax)
    assert {"2", "1", "Documents by source and year"} <= said
    assert "n = 4 documents; darker is more, empty is none" in said


def test_too_many_rows_are_cut_and_counted(drawn: Drawn) -> None:
    many = pd.DataFrame({"document_id": range(70), "source": [f"S{k}" for k in range(70)], "year": 2018})
    assert "The 60 of 70 with the most documents, 60 in all." in "\n".join(drawn(coverage(many)))


def test_no_document_is_refused() -> None:
    with pytest.raises(StanceError, match="at least one document to map; got none"):
        coverage(table().head(0))


def test_hostile_shapes(shape: tuple[list[Any], list[Any]], drawn: Drawn) -> None:
    rows = [(f"{s}{y}", s, y) for s in shape[0] for y in shape[1]]
    drawn(coverage(pd.DataFrame(rows, columns=["document_id", "source", "year"])))

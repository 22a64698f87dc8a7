"""The stance along each document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.report.figures.ribbon import ribbon
from stance.report.style import NEGATIVE, POSITIVE

Drawn = Callable[[Axes], set[str]]


def table(**columns: Any) -> pd.DataFrame:
    frame = {"document_id": ["d1", "d1", "d2"], "position": [1, 0, 0], "predicted": ["calm", "storm", "calm"]}
    rest = {"position_score": [1.0, -1.0, 0.5], "source": ["A", "A", None], "year": [2018, 2018, None]}
    return pd.DataFrame(frame | rest | {"title": ["First", "First", None]} | columns)


def boxes(ax: Axes) -> list[list[str]]:
    return [[to_hex(cell) for cell in row] for row in np.asarray(ax.collections[0].get_array())]


def test_boxes_follow_the_order_of_reading(codebook: Codebook) -> None:
    ax = ribbon(table(), codebook=codebook)
    names = [text.get_text() for text in ax.get_yticklabels()]
    assert names == ["d2", "A, 2018: First"]
    assert boxes(ax)[1][:3] == [NEGATIVE, POSITIVE, "#ffffff"]


def test_rows_say_their_passages_and_mean_position(drawn: Drawn, codebook: Codebook) -> None:
    said = drawn(ribbon(table(), codebook=codebook))
    assert {"n 2   0.00", "n 1   +0.50"} <= said
    assert "n = 2 documents, 3 passages; one box a passage" in "\n".join(said)
    assert "Predictions of single passages, with the classifier's errors in them." in "\n".join(said)


def test_without_a_scale_boxes_have_the_labels_colours() -> None:
    ax = ribbon(table())
    assert boxes(ax)[1][0] != boxes(ax)[1][1]
    legend = ax.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["calm", "storm"]


def test_only_forty_documents_are_drawn(drawn: Drawn) -> None:
    frame = pd.DataFrame({"document_id": [f"d{k}" for k in range(50)], "predicted": "calm"})
    assert "The 40 of 50 documents with the most passages." in "\n".join(drawn(ribbon(frame)))


@pytest.mark.parametrize("n", [1, 400])
def test_short_and_long_documents(n: int, drawn: Drawn, codebook: Codebook) -> None:
    frame = pd.DataFrame({"document_id": "d", "predicted": ["calm"] * n, "position_score": 0.1})
    drawn(ribbon(frame.assign(title="A $title$ of 国 " * 20), codebook=codebook))


def test_no_passage_is_refused() -> None:
    with pytest.raises(StanceError, match="must hold at least one passage; got none"):
        ribbon(table().head(0))

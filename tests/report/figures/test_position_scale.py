"""The log scale of positions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from stance.codebook import Codebook
from stance.report.figures.position_scale import position_scale

Drawn = Callable[[Axes], set[str]]


def table(**columns: Any) -> pd.DataFrame:
    cells = {"source": ["A", "B"], "position": np.log([2, 0.25]), "importance": [0.5, 0.75]}
    rest = {"position_low": np.log([1, 0.1]), "position_high": np.log([4, 0.5]), "score": [0.2, -0.4]}
    return pd.DataFrame(cells | rest | {"n_documents": 12, "n_passages": 40, "method": "PACC"} | columns)


def test_positions_are_read_as_ratios(drawn: Drawn, codebook: Codebook) -> None:
    ax = position_scale(table(), codebook=codebook)
    ticks = dict(zip([text.get_text() for text in ax.get_xticklabels()], ax.get_xticks(), strict=True))
    assert ticks["2 : 1"] == np.log(2)
    assert ticks["1 : 4"] == -np.log(4)
    assert ticks["1 : 1"] == 0
    said = drawn(ax)
    assert {"75 % take a side   n 12", "← storm", "calm →"} <= said
    assert [text.get_text() for text in ax.get_yticklabels()] == ["B", "A"]


def test_extreme_and_missing_positions(drawn: Drawn) -> None:
    drawn(position_scale(table(position=[8.0, float("nan")], importance=float("nan"))))

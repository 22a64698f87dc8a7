"""The words that moved a source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from stance.codebook import Codebook
from stance.report.figures.change import change

Drawn = Callable[[Axes], set[str]]


def result(**values: Any) -> dict[str, Any]:
    rows = [
        {"word": word, "contribution": x, "rate_before": 1.0, "rate_after": 2.5}
        for word, x in (("sun", 0.3), ("sky", 0.1), ("hail", -0.05))
    ]
    sizes = {"n_documents": [12, 14], "n_passages": [30, 35]}
    base = {"target": "position", "before": "2010", "after": "2020", "change": 0.5, "p_change": 0.01}
    return base | sizes | {"words": rows} | values


def test_the_bars_sum_to_the_change(drawn: Drawn) -> None:
    ax = change(result())
    bars = [bar.get_width() for bar in ax.patches if isinstance(bar, Rectangle)]
    assert sum(bars) == pytest.approx(0.5)
    said = drawn(ax)
    assert {"all other words", "1.00 → 2.50", "What moved the position: 2010 to 2020"} <= said
    assert "p = 0.010, documents shuffled" in "\n".join(said)


def test_a_share_is_named_by_its_label(drawn: Drawn, codebook: Codebook) -> None:
    said = "\n".join(drawn(change(result(target="calm", p_change=None), codebook=codebook)))
    assert "moved the mean share of “calm” by" in said
    assert "no test below 10 documents" in said
    assert "not corrected for classifier error" in said

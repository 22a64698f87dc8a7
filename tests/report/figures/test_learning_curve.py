"""The learning curve."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.axes import Axes

from stance.report.figures.learning_curve import learning_curve

Drawn = Callable[[Axes], set[str]]


def result(**values: Any) -> dict[str, Any]:
    points = [
        {
            "labels": n,
            "macro_f1": {
                "estimate": x,
                "low": x - 0.1,
                "high": x + 0.1,
                "level": 0.95,
                "n_documents": 30,
                "n_passages": 60,
            },
        }
        for n, x in ((50, 0.4), (100, 0.5), (200, 0.57), (400, 0.62))
    ]
    return {"points": points, "target": 0.7, "budget": 900, "law": [0.8, 2.8, 0.5]} | values


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({}, "About 900 labelled passages reach the target, extrapolated."),
        ({"budget": 300, "target": 0.6}, "About 300 labelled passages reach the target."),
        ({"budget": None}, "The target of 0.70 is not in reach of four times these labels."),
        ({"budget": None, "law": None, "points": result()["points"][:1]}, "not in reach"),
    ],
)
def test_the_budget_is_said(values: dict[str, Any], verdict: str, drawn: Drawn) -> None:
    ax = learning_curve(result(**values))
    assert verdict in "\n".join(drawn(ax))


def test_sizes_are_labelled(drawn: Drawn) -> None:
    ax = learning_curve(result())
    assert [text.get_text() for text in ax.get_xticklabels()] == ["50", "100", "200", "400", "900"]
    drawn(ax)

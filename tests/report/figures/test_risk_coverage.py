"""Risk and coverage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes

from stance.report.figures.risk_coverage import risk_coverage

Drawn = Callable[[Axes], set[str]]


def result(**abstention: Any) -> dict[str, Any]:
    points = [
        {
            "coverage": kept,
            "threshold": 1 - kept / 2,
            "error": {
                "estimate": kept / 4,
                "low": low,
                "high": high,
                "level": 0.95,
                "n_documents": 30,
                "n_passages": 90,
            },
        }
        for kept, low, high in ((0.1, None, None), (0.5, 0.1, 0.2), (1.0, 0.2, 0.3))
    ]
    return {
        "points": points,
        "abstention": {"error": 0.1, "confidence": 0.95, "threshold": 0.8, "coverage": 0.4} | abstention,
    }


def test_the_stated_error_and_what_is_kept(drawn: Drawn) -> None:
    said = drawn(risk_coverage(result()))
    assert "asked for: 10 %" in said
    assert "An error of 10 % at 95 % confidence is kept by the 40 % with p ≥ 0.80." in "\n".join(said)


def test_an_error_out_of_reach_is_said(drawn: Drawn) -> None:
    said = "\n".join(drawn(risk_coverage(result(threshold=None, coverage=0.0))))
    assert "No threshold keeps an error of 10 % at 95 % confidence." in said

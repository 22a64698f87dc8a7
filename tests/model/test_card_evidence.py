"""What a card says of other splits, of confidence, and of what may be kept."""

from __future__ import annotations

from typing import Any

from stance.model.card_evidence import confidence_lines, splits_lines


def estimate(value: float, n: int = 40) -> dict[str, Any]:
    return {"estimate": value, "low": value - 0.1, "high": value + 0.1, "n_passages": n}


def test_splits_stand_beside_what_a_random_one_promises() -> None:
    scores = {
        name: {"models": {"stance": {"overall": {"macro_f1": estimate(f1, n)}}}}
        for name, f1, n in (("optimistic_random", 0.7, 40), ("time", 0.5, 30))
    }
    lines = splits_lines({"splits": scores, "gaps": {"time": estimate(0.2)}})
    assert "| random passages (optimistic) | 0.700 [0.600, 0.800] | - | 40 |" in lines
    assert "| forward in time | 0.500 [0.400, 0.600] | 0.200 [0.100, 0.300] | 30 |" in lines


def behind(threshold: float | None) -> dict[str, Any]:
    points = [
        {"coverage": share, "threshold": 0.9 - share / 2, "error": estimate(share / 2)}
        for share in (0.2, 1.0)
    ]
    kept = {"threshold": threshold, "coverage": 0.2 if threshold else 0.0, "error": 0.1, "confidence": 0.95}
    return {
        "reliability": {"slope": {"yes": estimate(1.2)}, "intercept": {"yes": estimate(0.0)}},
        "risk_coverage": {"points": points, "abstention": kept},
    }


def test_confidence_and_the_nearest_points_of_the_curve() -> None:
    lines = confidence_lines(behind(0.8))
    assert "| `yes` | 1.200 [1.100, 1.300] | 0.000 [-0.100, 0.100] |" in lines
    assert "| 20% | 0.800 | 0.100 [0.000, 0.200] |" in lines
    assert lines[-1] == (
        "A threshold of 0.800 keeps 20% of passages, with at most 10% wrong at 95% confidence."
    )


def test_where_nothing_may_be_kept_the_card_says_so() -> None:
    said = confidence_lines(behind(None))[-1]
    assert said == "No threshold keeps passages with at most 10% wrong at 95% confidence."

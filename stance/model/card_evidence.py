"""What a card says beyond the scores of one split: other splits, confidence, and what may be kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SPLITS = {
    "optimistic_random": "random passages (optimistic)",
    "document": "by document",
    "source": "no source on both sides",
    "source_type": "leaving one source type out",
    "time": "forward in time",
}
_POINTS = (0.2, 0.4, 0.6, 0.8, 1.0)


def number(estimate: Mapping[str, Any]) -> str:
    """An estimate with its interval.

    Examples
    --------
    >>> number({"estimate": 0.5, "low": 0.4, "high": 0.6})
    '0.500 [0.400, 0.600]'
    >>> number({"estimate": 0.5, "low": None, "high": None})
    '0.500 (no interval)'
    """
    if estimate["estimate"] is None:
        return "undefined"
    if estimate["low"] is None:
        return f"{estimate['estimate']:.3f} (no interval)"
    return f"{estimate['estimate']:.3f} [{estimate['low']:.3f}, {estimate['high']:.3f}]"


def splits_lines(splits: Mapping[str, Any]) -> list[str]:
    """A table of macro-F1 under every split, from the dictionary of a `SplitComparison`."""
    lines = ["", "The same settings under other splits, none of them chosen anew:", ""]
    lines += ["| split | macro-F1 | a random split flatters by | passages tested |", "|---|---|---|---|"]
    for name, evaluation in splits["splits"].items():
        found = next(iter(evaluation["models"].values()))["overall"]["macro_f1"]
        gap = number(splits["gaps"][name]) if name in splits["gaps"] else "-"
        lines.append(f"| {_SPLITS[name]} | {number(found)} | {gap} | {found['n_passages']:,} |")
    return lines


def confidence_lines(details: Mapping[str, Any]) -> list[str]:
    """Calibration and abstention, from the dictionary of `Details`."""
    reliability, risk = details["reliability"], details["risk_coverage"]
    lines = ["", "Whether probabilities mean what they say (slope 1 and intercept 0 are perfect):", ""]
    lines += ["| label | calibration slope | intercept |", "|---|---|---|"]
    for label, slope in reliability["slope"].items():
        lines.append(f"| `{label}` | {number(slope)} | {number(reliability['intercept'][label])} |")
    lines += ["", "How often it is wrong on the passages that it is surest of:", ""]
    lines += ["| passages kept | least probability | wrong |", "|---|---|---|"]
    for share in _POINTS:
        point = min(risk["points"], key=lambda point: abs(point["coverage"] - share))
        lines.append(f"| {point['coverage']:.0%} | {point['threshold']:.3f} | {number(point['error'])} |")
    return [*lines, "", _kept(risk["abstention"])]


def _kept(abstention: Mapping[str, Any]) -> str:
    promise = f"at most {abstention['error']:.0%} wrong at {abstention['confidence']:.0%} confidence"
    if abstention["threshold"] is None:
        return f"No threshold keeps passages with {promise}."
    return (
        f"A threshold of {abstention['threshold']:.3f} keeps {abstention['coverage']:.0%} of passages, "
        f"with {promise}."
    )

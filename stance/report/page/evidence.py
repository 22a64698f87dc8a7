"""How far to trust the predictions: what can be given, and a check that it is what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from stance.errors import StanceError

# What the mapping of each must hold.
_KEYS = {
    "evaluation": ("split", "labels", "models", "slices"),
    "splits": ("splits", "left_out"),
    "reliability": ("bins", "overconfidence", "slope"),
    "risk_coverage": ("points", "abstention"),
    "learning_curve": ("points", "target", "budget", "law"),
    "agreement": ("coders", "shares", "overall", "by_label", "by_pair", "level"),
}


@dataclass(frozen=True)
class Evidence:
    """Results, their mappings as read from JSON, or None where there is nothing.

    `evaluation` also brings the baselines and the slices.

    Raises
    ------
    StanceError
        When a mapping is of another kind.

    Examples
    --------
    >>> Evidence(reliability={"points": []})
    Traceback (most recent call last):
    stance.errors.StanceError: 'reliability' must hold 'bins'; got only 'points'.
    """

    evaluation: Any = None
    splits: Any = None
    reliability: Any = None
    risk_coverage: Any = None
    learning_curve: Any = None
    agreement: Any = None

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if value is None:
                continue
            held = value.to_dict() if hasattr(value, "to_dict") else value
            if not isinstance(held, Mapping):
                raise StanceError(f"{each.name!r} must be a mapping; got {type(held).__name__}.")
            lacking = [key for key in _KEYS[each.name] if key not in held]
            if lacking:
                found = ", ".join(map(repr, list(held)[:5])) or "nothing"
                raise StanceError(f"{each.name!r} must hold {lacking[0]!r}; got only {found}.")

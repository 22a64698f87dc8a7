"""What an evaluation found, as plain values: from the object, or from its JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from stance.errors import StanceError
from stance.report.dots import Dot
from stance.report.notes import counts, intervals
from stance.report.style import POSITIVE

METRICS = {
    "macro_f1": "macro-F1",
    "accuracy": "accuracy",
    "balanced_accuracy": "balanced accuracy",
    "mcc": "Matthews' correlation",
    "log_loss": "log loss",
    "brier": "Brier score",
    "calibration_error": "expected calibration error",
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "auc": "AUC",
}


def evaluation_values(evaluation: Any) -> Mapping[str, Any]:
    """The mapping that `Evaluation.to_dict` gives, from the object or as read from JSON."""
    values = evaluation.to_dict() if hasattr(evaluation, "to_dict") else evaluation
    if not isinstance(values, Mapping) or not values.get("models"):
        raise StanceError(f"'evaluation' must hold at least one model; got {type(evaluation).__name__}.")
    return values


def model_scores(evaluation: Any, model: str | None = None) -> tuple[str, Mapping[str, Any]]:
    """The name and the scores of one model, the evaluated one if none is named."""
    models = evaluation_values(evaluation)["models"]
    name = model or next(iter(models))
    if name not in models:
        raise StanceError(f"'model' must be one of {sorted(models)}; got {name!r}.")
    return name, models[name]


def as_dot(name: Any, estimate: Mapping[str, Any], note: str = "", colour: str = POSITIVE) -> Dot:
    """An `Estimate`'s mapping as a dot."""
    value, low, high = (_number(estimate.get(key)) for key in ("estimate", "low", "high"))
    return Dot(name, value, low, high, note, colour)


def sample(estimate: Mapping[str, Any], drawn: bool = True) -> str:
    """What an estimate rests on, in words."""
    size = counts(estimate["n_documents"], estimate["n_passages"])
    return f"{size}; {intervals(estimate['level'], drawn)}"


def said(estimate: Mapping[str, Any]) -> str:
    """A number with its interval.

    Examples
    --------
    >>> said({"estimate": 0.714, "low": 0.66, "high": 0.77}), said({"estimate": None})
    ('.71 (.66 to .77)', 'undefined')
    """
    value, low, high = (_number(estimate.get(key)) for key in ("estimate", "low", "high"))
    if math.isnan(value):
        return "undefined"
    return _short(value) if math.isnan(low) else f"{_short(value)} ({_short(low)} to {_short(high)})"


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


def _short(value: float) -> str:
    return f"{value:.2f}".replace("0.", ".", 1).replace("-", "−")

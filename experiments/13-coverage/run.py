"""How often the intervals of every method hold the true share, in worlds whose truth is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from stance.framing.coverage import Coverage, coverage
from stance.framing.simulate import Design
from stance.report.experiment import Result


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings, methods = config["quick" if quick else "full"], config["methods"]
    numbers: dict[str, Any] = {}
    for name, values in config["worlds"].items():
        design = Design(**{key: tuple(x) if isinstance(x, list) else x for key, x in values.items()})
        rows = {method.upper(): coverage(design, method, **settings) for method in methods["names"]}
        for method in methods["foils"]:
            rows[f"{method.upper()}, passages resampled"] = coverage(
                design, method, clustered=False, **settings
            )
        numbers[name] = {method: _row(x) for method, x in rows.items()}
    numbers["Calibration documents of the source"] = {
        str(n): _alarms(config["alarm"], n, settings) for n in config["alarm"]["calibration_documents"]
    }
    return Result(numbers)


def _alarms(alarm: Mapping[str, Any], n: int, settings: Mapping[str, int]) -> dict[str, float]:
    design = Design(share=tuple(alarm["share"]), calibration_documents=n)
    return {
        "alarms under a shift of wording": coverage(
            replace(design, shift=alarm["shift"]), "pacc", **settings
        ).grey,
        "alarms under prior shift alone": coverage(design, "pacc", **settings).grey,
    }


def _row(found: Coverage) -> dict[str, Any]:
    share = {"estimate": found.coverage, "low": found.low, "high": found.high}
    return {"coverage": share, "bias": found.bias, "width": found.width, "grey": found.grey}

"""How often the intervals of every method hold the true share, in worlds whose truth is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from stance.framing.coverage import Coverage, coverage
from stance.framing.simulate import Design
from stance.report.experiment import Result
from stance.report.figures.interval_coverage import interval_coverage
from stance.report.seed_corpus import JOBS


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings: dict[str, Any] = {**config["quick" if quick else "full"], "jobs": 1 if quick else JOBS}
    methods = config["methods"]
    worlds: dict[str, dict[str, Coverage]] = {}
    for name, values in config["worlds"].items():
        world: dict[str, Any] = {key: tuple(x) if isinstance(x, list) else x for key, x in values.items()}
        design = Design(**world)
        rows = {method.upper(): coverage(design, method, **settings) for method in methods["names"]}
        for method in methods["foils"]:
            rows[f"{method.upper()}, passages resampled"] = coverage(
                design, method, clustered=False, **settings
            )
        worlds[name] = rows
    numbers: dict[str, Any] = {
        name: {method: _row(found) for method, found in rows.items()} for name, rows in worlds.items()
    }
    numbers["Calibration documents of the source"] = {
        str(n): _alarms(config["alarm"], n, settings) for n in config["alarm"]["calibration_documents"]
    }
    return Result(numbers, {"coverage": interval_coverage(worlds)})


def _alarms(alarm: Mapping[str, Any], n: int, settings: Mapping[str, Any]) -> dict[str, float]:
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

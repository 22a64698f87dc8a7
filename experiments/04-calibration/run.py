"""Whether the model's probabilities mean what they say, what calibration mends, and what it may keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stance.evaluation.recalibrate import recalibrate
from stance.evaluation.risk_coverage import risk_coverage
from stance.report.experiment import Result
from stance.report.figures.reliability import reliability
from stance.report.figures.risk_coverage import risk_coverage as draw_risk
from stance.report.seed_corpus import seed_evaluation

MEASURES = {"log_loss": "log loss", "brier": "Brier score", "calibration_error": "calibration error"}


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings = config["quick" if quick else "full"]
    evaluation = seed_evaluation(settings["every"], settings["folds"])
    found = {kind: recalibrate(evaluation, kind, by="source_type") for kind in ("temperature", "sigmoid")}
    before = found["sigmoid"]
    stages = {
        "as trained": (before.scores_before, before.before),
        **{f"after {kind}": (x.scores_after, x.after) for kind, x in found.items()},
    }
    kept = [risk_coverage(evaluation, error=error) for error in settings["errors"]]
    numbers = {
        "Probabilities": {
            stage: {title: scores.overall[name] for name, title in MEASURES.items()}
            | {"overconfidence": curve.overconfidence["all"]}
            for stage, (scores, curve) in stages.items()
        },
        "Label": {
            label: {
                "slope as trained": before.before.slope[label],
                "intercept as trained": before.before.intercept[label],
                "slope after sigmoid": before.after.slope[label],
                "intercept after sigmoid": before.after.intercept[label],
            }
            for label in before.before.slope
        },
        "Overconfidence by source type": {
            group: {"as trained": surplus, "after sigmoid": before.after.overconfidence[group]}
            for group, surplus in before.before.overconfidence.items()
        },
        "Error asked for": {
            f"at most {x.abstention.error:.0%}": {
                "probability needed": x.abstention.threshold,
                "share kept": x.abstention.coverage,
                "error among them": x.to_dict()["abstention"]["observed_error"],
            }
            for x in kept
        },
    }
    figures = {"reliability": reliability(before.before, groups=True), "risk-coverage": draw_risk(kept[-1])}
    return Result(numbers, figures)

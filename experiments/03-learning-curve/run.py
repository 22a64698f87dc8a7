"""How good the model gets with more labelled passages, and how many a wanted macro-F1 would take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stance.evaluation.baselines import linear_svm
from stance.evaluation.learning_curve import learning_curve
from stance.model.classifier import StanceClassifier
from stance.report.experiment import Result
from stance.report.figures.learning_curve import learning_curve as draw
from stance.report.seed_corpus import JOBS, seed_corpus


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings = config["quick" if quick else "full"]
    corpus = seed_corpus(settings["every"])
    curves = {
        name: learning_curve(
            corpus.labelled(),
            model,
            target=settings["targets"][0],
            shares=settings["shares"],
            labels=corpus.codebook.labels,
            folds=settings["folds"],
            rewordings=rewordings,
            jobs=1 if quick else JOBS,
        )
        for name, model, rewordings in (
            ("stance", StanceClassifier, corpus.rewordings),
            ("stance without rewordings", StanceClassifier, None),
            ("linear SVM", linear_svm, corpus.rewordings),
        )
    }
    stance = curves["stance"]
    reached: dict[str, dict[str, Any]] = {f"{n:,}": {} for n, _ in stance.points}
    for name, curve in curves.items():
        for n, estimate in curve.points:
            reached[f"{n:,}"][name] = estimate
    wanted = {
        f"{target:.2f}": {"labels needed": stance.labels_for(target) or "not within 4 times these labels"}
        for target in settings["targets"]
    }
    numbers = {"Labelled passages that train": reached, "macro-F1 wanted": wanted}
    if stance.law is not None:
        numbers["Law"] = {"stance": dict(zip(("ceiling", "scale", "exponent"), stance.law, strict=True))}
    return Result(numbers, {"learning-curve": draw(stance)})

"""The default recipe, and every idea that was tried to better it."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from stance.evaluation.evaluate import evaluate
from stance.evaluation.paired import compare_all
from stance.model.classifier import StanceClassifier
from stance.report.experiment import Result
from stance.report.figures.models import models
from stance.report.seed_corpus import seed_corpus


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings = config["quick" if quick else "full"]
    corpus = seed_corpus(settings["every"])
    made = runpy.run_path(str(Path(__file__).with_name("variants.py")))["variants"](corpus)
    evaluation = evaluate(
        corpus.labelled(),
        StanceClassifier,
        baselines=made,
        labels=corpus.codebook.labels,
        folds=settings["folds"],
        rewordings=corpus.rewordings,
        name="the default",
    )
    table: dict[str, Any] = {
        name: {
            "macro-F1": scores.overall["macro_f1"],
            "log loss": scores.overall["log_loss"],
            "wrong side": _wrong_side(evaluation.predictions[name].predicted, evaluation, corpus.codebook),
        }
        for name, scores in evaluation.scores.items()
    }
    for x in compare_all(evaluation, "the default"):
        moved = {"macro-F1 minus the default's": x.difference, "p": x.p_value, "p after Holm": x.p_holm}
        table[x.first] |= moved
    drawn = models(evaluation, title="The default recipe beside what was tried to better it")
    return Result({"Recipe": table}, {"variants": drawn})


def _wrong_side(predicted: Any, evaluation: Any, codebook: Any) -> float:
    """Among side-taking passages that were given a side, the share that was given the other one."""
    truth = evaluation.predicted()["label"].to_numpy()
    said = np.asarray(codebook.labels)[predicted]
    sided = (truth != codebook.scale.neutral) & (said != codebook.scale.neutral)
    return float((truth != said)[sided].mean())

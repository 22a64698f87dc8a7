"""Whether steps of preprocessing that are often taken without asking would change the answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from stance.evaluation.evaluate import evaluate
from stance.evaluation.paired import compare_all
from stance.evaluation.preprocessing import Preprocessed
from stance.model.classifier import StanceClassifier
from stance.report.experiment import Result
from stance.report.figures.models import models
from stance.report.seed_corpus import JOBS, seed_corpus


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings, chosen = config["quick" if quick else "full"], config["variants"]
    corpus = seed_corpus(settings["every"])
    variants: dict[str, Any] = {
        step: partial(Preprocessed, step, StanceClassifier) for step in chosen["steps"]
    }
    for name, features in chosen["features"].items():
        # TOML has no word for "none": what is empty is left out.
        changed: dict[str, Any] = {key: value or None for key, value in features.items()}
        variants[name] = partial(StanceClassifier, **changed)
    evaluation = evaluate(
        corpus.labelled(),
        StanceClassifier,
        baselines=variants,
        labels=corpus.codebook.labels,
        folds=settings["folds"],
        rewordings=corpus.rewordings,
        name="as it is",
        jobs=1 if quick else JOBS,
    )
    table: dict[str, Any] = {
        name: {"macro-F1": x.overall["macro_f1"], "log loss": x.overall["log_loss"]}
        for name, x in evaluation.scores.items()
    }
    for x in compare_all(evaluation, "as it is"):
        table[x.first] |= {"macro-F1 minus that of the default": x.difference, "p after Holm": x.p_holm}
    drawn = models(evaluation, title="The default recipe, changed in one respect at a time")
    return Result({"Default recipe": table}, {"variants": drawn})

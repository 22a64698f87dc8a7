"""The default recipe beside what one would otherwise pick, on documents that none of them saw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stance.corpus import ADJUDICATED
from stance.evaluation.paired import compare_all
from stance.labels.agreement import agreement
from stance.report.experiment import Result
from stance.report.figures.confusion import confusion
from stance.report.figures.models import models
from stance.report.seed_corpus import seed_corpus, seed_evaluation


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings = config["quick" if quick else "full"]
    corpus = seed_corpus(settings["every"])
    evaluation = seed_evaluation(settings["every"], settings["folds"])
    chosen = [ADJUDICATED, *config["third_readers"]]
    readers = agreement(corpus.labels, corpus.passages, codebook=corpus.codebook, exclude=chosen)
    table = {}
    for name, scores in evaluation.scores.items():
        made = evaluation.predictions[name]
        table[name] = {
            "macro-F1": scores.overall["macro_f1"],
            "accuracy": scores.overall["accuracy"],
            "log loss": scores.overall.get("log_loss"),
            "fit seconds": made.fit_seconds,
            "score seconds": made.score_seconds,
        }
    behind = {
        x.first: {"macro-F1 minus that of stance": x.difference, "p": x.p_value, "p after Holm": x.p_holm}
        for x in compare_all(evaluation, evaluation.model)
    }
    labels = evaluation.scores[evaluation.model].per_label
    agreed = readers["mean over labels"]
    numbers: dict[str, Any] = {
        "Model": table,
        "Rival": behind,
        "Label": {label: dict(row) for label, row in labels.items()},
        "Ceiling": {"one machine reader against the other": {"macro-F1": agreed}},
    }
    figures = {
        "models": models(evaluation, ceiling=agreed.estimate),
        "confusion": confusion(evaluation, codebook=corpus.codebook),
    }
    return Result(numbers, figures)

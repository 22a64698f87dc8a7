"""The default recipe under every split: what a random split promises, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stance.evaluation.compare_splits import compare_splits
from stance.model.classifier import StanceClassifier
from stance.report.experiment import Result
from stance.report.figures.splits import splits
from stance.report.seed_corpus import JOBS, seed_corpus

NAMES = {
    "optimistic_random": "random passages (optimistic)",
    "document": "by document",
    "source": "no source on both sides",
    "source_type": "leaving one source type out",
    "time": "forward in time",
}


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings = config["quick" if quick else "full"]
    corpus = seed_corpus(settings["every"])
    compared = compare_splits(
        corpus.labelled(),
        StanceClassifier,
        splits=settings["splits"],
        labels=corpus.codebook.labels,
        folds=settings["folds"],
        grid={"C": settings["C"]},
        rewordings=corpus.rewordings,
        name="stance",
        jobs=1 if quick else JOBS,
    )
    table = {}
    for name, evaluation in compared.evaluations.items():
        overall = evaluation.scores["stance"].overall
        table[NAMES[name]] = {
            "macro-F1": overall["macro_f1"],
            "log loss": overall["log_loss"],
            "random is optimistic by": compared.gaps.get(name),
            "folds": len(evaluation.split.folds),
            "leaks prevented": evaluation.split.leaks_prevented,
        }
    return Result({"Split": table}, {"splits": splits(compared)})

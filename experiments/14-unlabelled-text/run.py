"""Whether unlabelled text of the kind that is to be scored helps a model of words, by way of an encoder."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from stance.evaluation.evaluate import evaluate_on
from stance.evaluation.paired import compare_all
from stance.model.classifier import StanceClassifier
from stance.report.experiment import Result
from stance.report.figures.models import models
from stance.report.seed_corpus import seed_corpus
from stance.tables import read_table

METRICS = {
    "macro-F1": "macro_f1",
    "accuracy": "accuracy",
    "mean recall": "balanced_accuracy",
    "log loss": "log_loss",
}


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings = config["quick" if quick else "full"]
    corpus = seed_corpus(settings["every"])
    real = read_table(config["inputs"]["labelled"]).rename(columns={"document": "document_id"})
    made = runpy.run_path(str(Path(__file__).with_name("distilled.py")))
    sizes = settings["passages"]
    teacher = made["Teacher"](made["unlabelled"](config, set(real["document_id"]), sizes[-1]))
    ways = {f"and {n:,} unlabelled passages": partial(made["Distilled"], teacher, n) for n in sizes}
    speeches = evaluate_on(
        corpus.labelled(), real, StanceClassifier, baselines={**ways, "fine-tuned encoder": lambda: teacher},
        labels=corpus.codebook.labels, rewordings=corpus.rewordings, name="the default",
    )  # fmt: skip
    table: dict[str, dict[str, Any]] = {
        name: {title: x.overall[key] for title, key in METRICS.items()} for name, x in speeches.scores.items()
    }
    for x in compare_all(speeches, speeches.model):
        moved = {"macro-F1 minus the default's": x.difference, "p": x.p_value, "p after Holm": x.p_holm}
        table[x.first] |= moved
    drawn = models(speeches, title="What a model of words learns from unlabelled speeches")
    return Result({"On UN speeches": table}, {"models": drawn})

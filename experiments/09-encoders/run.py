"""The default recipe beside what a sentence encoder has to offer: on unseen documents, then on real text."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stance.evaluation.baselines import baselines
from stance.evaluation.evaluate import evaluate, evaluate_on
from stance.evaluation.lexicon import Lexicon
from stance.evaluation.paired import compare_all
from stance.evaluation.result import Evaluation
from stance.evaluation.rivals import rivals
from stance.evaluation.training import GRID
from stance.model.classifier import StanceClassifier
from stance.report.experiment import Result
from stance.report.figures.models import models
from stance.report.seed_corpus import seed_corpus
from stance.tables import read_table


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings = config["quick" if quick else "full"]
    corpus = seed_corpus(settings["every"])
    real = read_table(config["inputs"]["labelled"]).rename(columns={"document": "document_id"})
    prior = runpy.run_path(str(Path(__file__).with_name("prior.py")))["TokenPrior"]
    given: dict[str, Any] = {
        "baselines": {**baselines(Lexicon.read()), "token prior (encoder)": prior, **rivals()},
        "labels": corpus.codebook.labels,
        "grid": GRID,
        "rewordings": corpus.rewordings,
        "name": "stance",
    }
    seeds = evaluate(corpus.labelled(), StanceClassifier, folds=settings["folds"], **given)
    speeches = evaluate_on(corpus.labelled(), real, StanceClassifier, **given)
    numbers = {"Model": _table(seeds), "On UN speeches": _table(speeches)}
    return Result(numbers, {"models": models(seeds), "speeches": models(speeches)})


def _table(evaluation: Evaluation) -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = {}
    for name, scores in evaluation.scores.items():
        made = evaluation.predictions[name]
        table[name] = {
            "macro-F1": scores.overall["macro_f1"],
            "log loss": scores.overall.get("log_loss"),
            "training seconds": made.fit_seconds,
            "scoring seconds": made.score_seconds,
        }
    for x in compare_all(evaluation, evaluation.model):
        table[x.first] |= {
            "macro-F1 minus that of stance": x.difference,
            "p": x.p_value,
            "p after Holm": x.p_holm,
        }
    return table

"""What is left, on real text, of a model that learnt from the seed corpus's paraphrases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import stance
from stance.evaluation.lexicon import Lexicon
from stance.report.demo import out_of_fold_predictions
from stance.report.experiment import Result
from stance.report.figures.confusion import confusion
from stance.report.figures.models import models
from stance.report.seed_corpus import JOBS, seed_corpus, seed_evaluation
from stance.tables import read_table

SHARED = stance.Structure(source="source_type")
METRICS = {"macro-F1": "macro_f1", "accuracy": "accuracy", "log loss": "log_loss"}


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings = config["quick" if quick else "full"]
    corpus = seed_corpus(settings["every"])
    seeds = seed_evaluation(settings["every"], settings["folds"])
    table = read_table(config["inputs"]["labelled"]).rename(columns={"document": "document_id"})
    real = stance.evaluate(corpus, test=table, lexicon=Lexicon.read(), jobs=1 if quick else JOBS)
    labels = corpus.codebook.labels
    scored = real.predicted().drop(columns="label").assign(source_type="multilateral")
    calibration = out_of_fold_predictions(seeds, corpus.codebook)
    bare = stance.prevalence(scored, labels=labels, structure=SHARED)
    pacc = stance.prevalence(scored, calibration=calibration, method="pacc", labels=labels, structure=SHARED)
    rows = zip(labels, bare.to_dict()["rows"], pacc.to_dict()["rows"], strict=True)
    alarms = [reason.split(" (")[0] for reason in pacc.reason[0].split("; ") if reason]
    articles = stance.read_passages(config["inputs"]["articles"]).passages["text"].tolist()
    probabilities = {
        "seeds, out of fold": seeds.predictions["stance"].probabilities,
        "UN speeches": real.predictions["stance"].probabilities,
        "five articles": real.predictions["stance"].estimators[0].predict_proba(articles),
    }
    numbers: dict[str, Any] = {
        "On UN speeches": {
            name: {metric: x.overall.get(key) for metric, key in METRICS.items()}
            | {"macro-F1 on the seeds": seeds.scores[name].overall["macro_f1"]}
            for name, x in real.scores.items()
        },
        "Label": {label: dict(row) for label, row in real.scores["stance"].per_label.items()},
        "Share of the UN passages": {
            label: {"uncorrected": one, "PACC": other, "as labelled": float((table["label"] == label).mean())}
            for label, one, other in rows
        },
        "Alarm": {f"PACC {k + 1}": {"says": words} for k, words in enumerate(alarms)},
        "Mean confidence": {name: {"stance": p.max(axis=1).mean()} for name, p in probabilities.items()},
    }
    both = corpus.documents["url"].isin("ungdc:" + table["document_id"])
    numbers["Documents"] = {"that train and test": {"UN speeches": int(both.sum())}}
    figures = {"models": models(real), "confusion": confusion(real, codebook=corpus.codebook)}
    return Result(numbers, figures)

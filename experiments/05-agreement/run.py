"""How far the readers agree, whether that drifts, and which labels a model that did not see them doubts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import stance
from stance.corpus import ADJUDICATED
from stance.evaluation.intervals import FEWEST_DOCUMENTS
from stance.evaluation.result import Evaluation
from stance.labels.agreement import agreement
from stance.labels.drift import drift
from stance.labels.queue import label_errors
from stance.report.experiment import Result
from stance.report.figures.agreement import agreement as agreement_figure
from stance.report.seed_corpus import seed_corpus, seed_evaluation


def doubts(corpus: stance.Corpus, evaluation: Evaluation) -> dict[str, Any]:
    predictions = evaluation.predicted().assign(fold=evaluation.predictions[evaluation.model].fold)
    found = label_errors(predictions.drop(columns="label"), corpus.labels)
    return {
        "labels": found.n_passages,
        "doubted": len(found.frame),
        "share doubted where readers differed": found.flagged_disputed,
        "share doubted where they agreed": found.flagged_agreed,
    }


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings = config["quick" if quick else "full"]
    corpus = seed_corpus(settings["every"])
    evaluation = seed_evaluation(settings["every"], settings["folds"])
    chosen = [ADJUDICATED, *config["third_readers"]]
    first = agreement(corpus.labels, corpus.passages, codebook=corpus.codebook, exclude=chosen)
    pairs = agreement(corpus.labels, corpus.passages, codebook=corpus.codebook).by_pair
    told = dict.fromkeys(x.of for x in pairs if x.n_documents >= FEWEST_DOCUMENTS)
    drifted = drift(corpus.labels, corpus.passages, windows=settings["windows"], exclude=chosen)
    model = evaluation.scores[evaluation.model]
    f1 = {label: row["f1"] for label, row in model.per_label.items()}
    numbers: dict[str, Any] = {
        "First readers": {x.measure: {"agreement": x} for x in first.overall},
        "Label": {
            x.of: {"one reader against the other, F1": x, "model, F1": f1[x.of]} for x in first.by_label
        },
        "Pair": {pair: {x.measure: x for x in pairs if x.of == pair} for pair in told},
        "Order of reading": {x.of: {x.measure: x} for x in drifted.windows[: settings["windows"]]},
        "Doubted by confident learning": {"adjudicated": doubts(corpus, evaluation)},
    }
    return Result(numbers, {"agreement": agreement_figure(first, codebook=corpus.codebook)})

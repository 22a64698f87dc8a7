"""Six open edges of the codebook, closed by rules: do readers agree more, and is the model helped?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stance.corpus import ADJUDICATED
from stance.evaluation.evaluate import evaluate
from stance.model.classifier import StanceClassifier
from stance.report.experiment import Result
from stance.report.figures.models import models
from stance.report.seed_corpus import seed_corpus
from stance.tables import read_table

HERE = Path(__file__).resolve().parent


def run(config: Mapping[str, Any], quick: bool) -> Result:
    corpus, folds = seed_corpus(), config["quick" if quick else "full"]["folds"]
    readings = read_table(HERE / "readings.csv")
    again = readings.pivot_table(index="passage_id", columns="coder", values="label", aggfunc="first")
    edge = readings.groupby("passage_id")["edge"].first()
    labels = corpus.labels[corpus.labels["passage_id"].isin(again.index)]
    given = labels[labels["coder"] == ADJUDICATED].set_index("passage_id")["label"].reindex(again.index)
    # The first two readings: a third one was asked for where these differed.
    before = labels[labels["coder"] != ADJUDICATED].groupby("passage_id").head(2)
    agreed = (before.groupby("passage_id")["label"].nunique() == 1).reindex(again.index)
    same = again.iloc[:, 0] == again.iloc[:, 1]
    moved = (again.iloc[:, 0] != given)[same]
    table = {
        name: {
            "passages": len(own),
            "agreed under 1.1": float(agreed[own].mean()),
            "agreed under 1.2": float(same[own].mean()),
            "of those agreed under 1.1": float(same[own][agreed[own]].mean()),
            "of those disputed": float(same[own][~agreed[own]].mean()),
            "labels moved": int(moved[moved.index.isin(own)].sum()),
        }
        for name, own in [("all", edge.index), *((x, edge.index[edge == x]) for x in sorted(set(edge)))]
    }
    old = corpus.labelled()
    new = old.assign(label=old["passage_id"].map(again.iloc[:, 0][same]).fillna(old["label"]))
    made = {
        version: evaluate(
            data,
            StanceClassifier,
            labels=corpus.codebook.labels,
            folds=folds,
            rewordings=corpus.rewordings,
            name=version,
        )
        for version, data in (("labels of 1.1", old), ("labels of 1.2", new))
    }
    scores = {name: {"macro-F1": x.scores[name].overall["macro_f1"]} for name, x in made.items()}
    drawn = models(made["labels of 1.2"], title="The default recipe under the labels of codebook 1.2")
    return Result({"Edge": table, "Labels": scores}, {"labels": drawn})

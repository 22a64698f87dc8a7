"""How the seed corpus is framed by source type and period, and whether the correction finds its labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

import stance
from stance.model.scoring import Predictions
from stance.report.demo import BY, STRUCTURE, out_of_fold_predictions
from stance.report.experiment import Result
from stance.report.figures.forest import forest
from stance.report.seed_corpus import seed_corpus, seed_evaluation


def against_labels(cells: pd.DataFrame, by: str, labelled: pd.DataFrame) -> pd.DataFrame:
    """The cells with the share of their passages that was given the label."""
    true = labelled.groupby(by)["label"].value_counts(normalize=True)
    given = [float(true.get(key, 0.0)) for key in zip(cells[by], cells["label"], strict=True)]
    return cells.assign(cell=cells[by].astype(str), labelled=given).astype({"estimate": float})


def run(config: Mapping[str, Any], quick: bool) -> Result:
    settings = config["quick" if quick else "full"]
    codebook = seed_corpus(settings["every"]).codebook
    scored = out_of_fold_predictions(seed_evaluation(settings["every"], settings["folds"]), codebook)
    unread = scored["document_id"].isin(sorted(scored["document_id"].unique())[::2])
    predictions = Predictions(scored[unread].drop(columns="label"), codebook)
    correct: dict[str, Any] = {"calibration": scored[~unread], "structure": STRUCTURE}
    found = {by: stance.compare(predictions, [by], **correct) for by in BY}
    tables = {by: against_labels(x.to_frame(), by, scored[unread]) for by, x in found.items()}
    numbers: dict[str, Any] = {
        f"{label} by {by.replace('_', ' ')}": {
            row["cell"]: {"share": row, "uncorrected": row["uncorrected"], "as labelled": row["labelled"],
                          "method": row["method"]}
            for row in table[table["label"] == label].to_dict("records")
        }
        for by, table in tables.items()
        for label in codebook.labels
    }  # fmt: skip
    every = pd.concat(tables.values()).dropna(subset="low")
    every["held"] = every["labelled"].between(every["low"], every["high"])
    numbers["Interval of a cell's share"] = {
        method: {"intervals": len(part), "that hold the labelled share": int(part["held"].sum())}
        for method, part in every.groupby("method")
    }
    types = found[BY[0]].cells
    figures = {
        "heatmap": stance.compare(predictions, BY, **correct).figures()["heatmap"],
        "source-types": forest(types, by=BY[0], label=codebook.labels[0], codebook=codebook),
    }
    return Result(numbers, figures)

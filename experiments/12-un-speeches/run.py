"""How the world's speeches at the United Nations frame drugs and organized crime, by region and decade."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

import stance
from stance.documents.archive import unpack_texts
from stance.evaluation.lexicon import phrase_pattern
from stance.report.experiment import Result
from stance.tables import read_table, write_table

REGIONS = Path(__file__).resolve().parent / "regions.csv"
MEASURES = {"position": "position", "mean score": "score", "takes a side": "importance"}


def passages(config: Mapping[str, Any], name: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """The passages that mention what is looked for, and how much was read for that."""
    mention = phrase_pattern(config["keywords"])
    with tempfile.TemporaryDirectory() as made:
        folder, archive = Path(made), config["inputs"]["speeches"]
        found = unpack_texts(archive, folder, name, mention.search)
        stated = [{"file": x.string, "source": x["source"], "year": x["year"]} for x in found]
        write_table(pd.DataFrame(stated), folder / "sources.csv")
        frame = stance.read_passages([folder / x.string for x in found], folder / "sources.csv").to_frame()
    kept = frame[[bool(mention.search(text)) for text in frame["text"]]]
    return kept, {"speeches that mention it": len(found), "their passages": len(frame), "kept": len(kept)}


def measure(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    sizes = {key: row[key] for key in ("n_documents", "n_passages")}
    return {"estimate": row[name], "low": row[f"{name}_low"], "high": row[f"{name}_high"], **sizes}


def run(config: Mapping[str, Any], quick: bool) -> Result:
    started, model = time.perf_counter(), stance.load_model()
    kept, sizes = passages(config, config["quick" if quick else "full"]["name"])
    kept = kept.merge(read_table(REGIONS), on="source").assign(decade=lambda x: x["year"] // 10 * 10)
    compared = stance.compare(stance.score(kept, model), ["region", "decade"])
    seconds = time.perf_counter() - started
    cells = [] if compared.positions is None else compared.positions.to_frame().to_dict("records")
    real = read_table(config["inputs"]["labelled"]).rename(columns={"document": "document_id"})
    checked = stance.prevalence(stance.score(real, model).frame, labels=model.labels).to_dict()["rows"]
    given = real["label"].value_counts(normalize=True)
    numbers: dict[str, Any] = {"Read": {"since 1988": {**sizes, "seconds": seconds}}}
    numbers["Region and decade (uncorrected)"] = {
        f"{x['region']}, {x['decade']}s": {title: measure(x, name) for title, name in MEASURES.items()}
        for x in cells
    }
    numbers["Check"] = {x["label"]: {"share": x, "as labelled": float(given[x["label"]])} for x in checked}
    made = compared.figures()
    return Result(numbers, {name: made[name] for name in ("trajectories", "heatmap")})

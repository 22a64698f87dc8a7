"""The corpus of the experiment: passages with a label, documents wholly on one side."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

import stance
from stance.documents.archive import unpack_texts
from stance.report.seed_corpus import seed_corpus
from stance.tables import write_table

Row = dict[str, str]


def write_corpus(config: Mapping[str, Any], settings: Mapping[str, Any], archive: Path, folder: Path) -> str:
    """Write train.jsonl and test.jsonl; say what the texts are."""
    real = archive.exists() and not settings["generated"]
    passages = speeches(config, archive) if real else generated(2 * settings["scored"] * settings["words"])
    rng = random.Random(20)
    documents = sorted({row["document_id"] for row in passages})
    rng.shuffle(documents)
    trains = set(documents[:: settings["scored"]])
    rng.shuffle(passages)
    for name, times in (("train", 1), ("test", settings["scored"])):
        rows = [row for row in passages if (row["document_id"] in trains) == (name == "train")]
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows[: times * settings["words"]]]
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    return "speeches at the United Nations" if real else "sentences of the seed corpus, drawn at random"


def speeches(config: Mapping[str, Any], archive: Path) -> list[Row]:
    """Passages of speeches, labelled with the period of the speech."""
    with tempfile.TemporaryDirectory() as made:
        found = unpack_texts(archive, made, config["name"])
        stated = [{"file": x.string, "year": x["year"]} for x in found]
        write_table(pd.DataFrame(stated), Path(made) / "sources.csv")
        paths = [Path(made) / x.string for x in found]
        frame = stance.read_passages(paths, Path(made) / "sources.csv").to_frame()
    labels = [f"period {sum(year >= border for border in config['periods'])}" for year in frame["year"]]
    columns = (frame["passage_id"], frame["document_id"], frame["text"], labels)
    return [_row(*values) for values in zip(*columns, strict=True)]


def generated(n: int) -> list[Row]:
    """Passages of five sentences, each out of the passages of one label and of one half of the documents."""
    corpus, rng = seed_corpus(), random.Random(21)
    pools: dict[tuple[int, str], list[str]] = {}
    halves = {name: k % 2 for k, name in enumerate(corpus.documents["document_id"])}
    labelled = corpus.labelled()
    columns = zip(labelled["document_id"], labelled["label"], labelled["text"], strict=True)
    for document, label, text in columns:
        pools.setdefault((halves[document], label), []).extend(x + "." for x in text.split(". "))
    kinds = sorted(pools)
    return [_drawn(number, kinds[number % len(kinds)], pools, rng) for number in range(n)]


def _drawn(
    number: int, kind: tuple[int, str], pools: Mapping[tuple[int, str], Sequence[str]], rng: random.Random
) -> Row:
    return _row(str(number), f"half {kind[0]}", " ".join(rng.choices(pools[kind], k=5)), kind[1])


def _row(passage: str, document: str, text: str, label: str) -> Row:
    return {"passage_id": passage, "document_id": document, "text": text, "label": label}

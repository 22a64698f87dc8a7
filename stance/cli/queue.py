"""`stance queue`: labels to look at again, because a model that did not train on them says otherwise."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.cli.common import add_figure, command, draw, show

if TYPE_CHECKING:
    import pandas as pd

    from stance.corpus import Corpus


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "queue",
        run,
        "list the labels to look at again, least plausible first",
        "stance queue my-corpus --log decisions.jsonl -o queue.csv",
    )
    parser.add_argument("corpus", type=Path, nargs="?", help="a corpus folder; the seed corpus, if not given")
    parser.add_argument(
        "--coder", default="adjudicated", help="whose labels to question (default adjudicated)"
    )
    parser.add_argument(
        "--log", type=Path, metavar="FILE", help="leave out what this decision log has decided"
    )
    parser.add_argument("--folds", type=int, default=5, help="how many parts of documents (default 5)")
    parser.add_argument("--seed", type=int, default=0, help="orders documents into folds (default 0)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the queue as a table")
    add_figure(parser)


def run(args: argparse.Namespace) -> int:
    from stance.corpus import load_corpus
    from stance.labels.decisions import in_force, read_decisions
    from stance.labels.queue import label_errors
    from stance.tables import write_table

    corpus = load_corpus(args.corpus)
    decided = in_force(read_decisions(args.log)) if args.log else {}
    predictions, design = _out_of_fold(corpus, args.coder, args.folds, args.seed)
    found = label_errors(
        predictions, corpus.labels, coder=args.coder, fold_design=design, decided=list(decided)
    )
    if args.output:
        write_table(found.to_frame(), args.output)
    if args.figure:
        from stance.report.figures.doubts import doubts

        draw(doubts(found, codebook=corpus.codebook), args.figure)
    show(found, args.json)
    return 0


def _out_of_fold(corpus: Corpus, coder: str, folds: int, seed: int) -> tuple[pd.DataFrame, str]:
    import numpy as np

    from stance.corpus import Structure
    from stance.evaluation.data import make_split, passages_of, read
    from stance.evaluation.out_of_fold import out_of_fold
    from stance.model.classifier import StanceClassifier

    table = read(corpus.labelled(coder), Structure(source=None, time=None), corpus.codebook.labels)
    split = make_split(table, "document", folds=folds, seed=seed)
    found = out_of_fold(StanceClassifier, passages_of(table), split)
    probabilities = np.asarray(found.probabilities)
    columns = {f"p_{label}": probabilities[:, code] for code, label in enumerate(table.labels)}
    frame = table.frame.drop(columns="label").iloc[found.tested].assign(fold=found.fold, **columns)
    return frame, f"{split.description}, {len(split.folds)} folds"

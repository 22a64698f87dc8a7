"""`stance sample`: which passages to code next, or how many documents it takes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from stance.cli.common import command, show


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "sample",
        run,
        "draw passages to code with known probabilities, or plan how many",
        "stance sample predictions.parquet --by source,year --documents 15 -o to_code.csv\n"
        "  stance sample predictions.parquet --by source,year --plan labels.csv --coder ana",
    )
    parser.add_argument("predictions", type=Path, help="a table of passages, as `stance score` writes it")
    parser.add_argument(
        "--by", default="", metavar="COLS", help="columns that make a cell, as in source,year"
    )
    parser.add_argument("--documents", type=int, metavar="N", help="draw N documents in each cell")
    parser.add_argument("--passages", type=int, metavar="N", help="draw N passages in each cell instead")
    parser.add_argument(
        "--passages-per-document", type=int, metavar="N", help="code at most N passages of a document drawn"
    )
    parser.add_argument(
        "--design",
        choices=("stratified", "uncertainty"),
        default="stratified",
        help="equal probabilities, or more for what the model is unsure of (default stratified)",
    )
    parser.add_argument("--seed", type=int, default=0, help="repeats the draw (default 0)")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="the sheet for coders; the draw is kept beside it"
    )
    parser.add_argument("--plan", type=Path, metavar="LABELS", help="labels of a pilot: plan, draw nothing")
    parser.add_argument(
        "--coder", default="adjudicated", help="whose labels the pilot is (default adjudicated)"
    )


def run(args: argparse.Namespace) -> int:
    from stance.tables import read_table

    predictions = read_table(args.predictions)
    by = [name.strip() for name in args.by.split(",") if name.strip()]
    return _plan(args, predictions, by) if args.plan else _draw(args, predictions, by)


def _draw(args: argparse.Namespace, predictions: Any, by: list[str]) -> int:
    from stance.labels.draw import draw
    from stance.labels.exchange import draw_path, hand_out
    from stance.tables import write_table

    drawn = draw(
        predictions,
        by,
        documents=args.documents,
        passages=args.passages,
        passages_per_document=args.passages_per_document,
        design=args.design,
        seed=args.seed,
    )
    if args.output:
        hand_out(drawn.to_frame(), args.output)
        write_table(drawn.to_frame(), draw_path(args.output))
    show(drawn, args.json)
    return 0


def _plan(args: argparse.Namespace, predictions: Any, by: list[str]) -> int:
    from stance.labels.budget import plan
    from stance.labels.store import read_labels

    labels = read_labels(args.plan)
    show(
        plan(predictions, labels, by, passages_per_document=args.passages_per_document, coder=args.coder),
        args.json,
    )
    return 0

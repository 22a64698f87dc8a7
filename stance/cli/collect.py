"""`stance collect`: a coder's filled sheet into the label store, every row checked."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from stance.cli.common import command, show


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "collect",
        run,
        "take the labels of a sheet that a coder filled in, and name every row that does not fit",
        "stance collect to_code.csv --coder ana --codebook codebook.toml -o labels.csv",
    )
    parser.add_argument("sheet", type=Path, help="the sheet that `stance sample` wrote, filled in")
    parser.add_argument("--coder", required=True, help="who filled it in")
    parser.add_argument("--codebook", type=Path, required=True, help="which labels there are (.toml)")
    parser.add_argument("--draw", type=Path, help="the draw, if it is no longer beside the sheet")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="LABELS", help="the labels to add these to"
    )


def run(args: argparse.Namespace) -> int:
    from stance.codebook import Codebook
    from stance.labels.exchange import collect, draw_path
    from stance.labels.store import add_labels, read_labels
    from stance.tables import read_table, write_table

    drawn = read_table(args.draw or draw_path(args.sheet))
    found = collect(args.sheet, drawn, args.coder, Codebook.read(args.codebook))
    labels = found.to_frame()
    if args.output.exists():
        labels = add_labels(read_labels(args.output), labels)
    write_table(labels, args.output)
    show(found, args.json)
    return 1 if found.problems else 0

"""`stance agree`: how far coders agree, and where they do not."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from stance.cli.common import add_figure, command, draw, show


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "agree",
        run,
        "measure how far coders agree, with intervals over documents",
        "stance agree labels.csv --passages passages.csv --disagreements look_again.csv",
    )
    parser.add_argument("labels", type=Path, help="a table with passage_id, coder, label")
    parser.add_argument("--passages", type=Path, help="a table with passage_id, document_id")
    parser.add_argument("--codebook", type=Path, help="a codebook, to check the labels against")
    parser.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="CODER",
        help="leave a coder out; adjudicated and revised labels are never coders",
    )
    parser.add_argument("--drift", type=int, metavar="N", help="agreement in N windows of the order of rows")
    parser.add_argument(
        "--disagreements", type=Path, metavar="FILE", help="write what was labelled differently"
    )
    add_figure(parser)
    parser.add_argument("--level", type=float, default=0.95, help="level of the intervals (default .95)")


def run(args: argparse.Namespace) -> int:
    from stance.codebook import Codebook
    from stance.labels.agreement import agreement, disagreements
    from stance.labels.drift import drift
    from stance.labels.ratings import DERIVED
    from stance.labels.store import read_labels
    from stance.tables import read_table, write_table

    codebook = Codebook.read(args.codebook) if args.codebook else None
    labels = read_labels(args.labels, codebook)
    passages = read_table(args.passages) if args.passages else None
    exclude = [*DERIVED, *args.exclude]
    if args.disagreements:
        write_table(disagreements(labels, passages, exclude=exclude), args.disagreements)
    if args.drift is None:
        found = agreement(labels, passages, codebook=codebook, exclude=exclude, level=args.level)
        if args.figure:
            from stance.report.figures.agreement import agreement as figure

            draw(figure(found, codebook=codebook), args.figure)
        show(found, args.json)
    else:
        show(drift(labels, passages, windows=args.drift, exclude=exclude, level=args.level), args.json)
    return 0

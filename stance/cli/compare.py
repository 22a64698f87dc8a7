"""`stance compare`: framing by source and year, as tables and figures."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from stance.cli.common import command, show


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "compare",
        run,
        "compare framing between sources and years",
        "stance compare predictions.parquet --by source,year -o comparison",
    )
    parser.add_argument("predictions", type=Path, help="what `stance score` wrote")
    parser.add_argument("--by", default="source,year", metavar="COLS", help="who, when (default source,year)")
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where tables and figures go")
    parser.add_argument(
        "--codebook", type=Path, metavar="FILE", help="labels and scale, if the table has none"
    )
    parser.add_argument("--seed", type=int, default=0, help="draws the intervals' resamples (default 0)")


def run(args: argparse.Namespace) -> int:
    import matplotlib

    from stance.codebook import Codebook
    from stance.model.scoring import Predictions
    from stance.report.comparison import compare

    matplotlib.use("Agg")
    codebook = Codebook.read(args.codebook) if args.codebook else None
    compared = compare(Predictions.read(args.predictions, codebook), args.by.split(","), seed=args.seed)
    if args.output:
        for path in compared.write(args.output):
            print(path, file=sys.stderr)
    show(compared, args.json)
    return 0

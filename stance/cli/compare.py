"""`stance compare`: framing by source and year, as tables and figures."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from stance.cli.common import add_comparison, command, comparison_of, show


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "compare",
        run,
        "compare framing between sources and years",
        "stance compare predictions.parquet --by source,year -o comparison",
    )
    add_comparison(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where tables and figures go")


def run(args: argparse.Namespace) -> int:
    compared = comparison_of(args)
    if args.output:
        for path in compared.write(args.output):
            print(path, file=sys.stderr)
    show(compared, args.json)
    return 0

"""`stance reproduce`: run the experiments again and say which numbers moved."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from stance.cli.common import command, say, show


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "reproduce",
        run,
        "run the experiments again and say which numbers moved",
        "stance reproduce 01 02 --quick",
    )
    parser.add_argument("names", nargs="*", metavar="NN", help="numbers or names; all, if none is given")
    parser.add_argument(
        "--experiments", type=Path, metavar="FOLDER", help="where they are (default: the checkout's)"
    )
    parser.add_argument("--quick", action="store_true", help="run on part of the data, for a first look")
    parser.add_argument(
        "--write", action="store_true", help="write what was found in the place of what was expected"
    )


def run(args: argparse.Namespace) -> int:
    from stance.report.reproduce import reproduce

    found = reproduce(
        args.names,
        args.experiments,
        quick=args.quick,
        write=args.write,
        progress=say,
    )
    show(found, args.json)
    return int(found.drifted)

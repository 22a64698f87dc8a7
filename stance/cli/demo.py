"""`stance demo`: the main job on the seed corpus."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from stance.cli.common import command, say, show


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "demo",
        run,
        "train, evaluate, score and compare on the seed corpus",
        "stance demo -o demo",
    )
    parser.add_argument("-o", "--output", type=Path, default=Path("demo"), help="a folder (default demo)")


def run(args: argparse.Namespace) -> int:
    from stance.report.demo import demo

    show(demo(args.output, progress=say), args.json)
    return 0

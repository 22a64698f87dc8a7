"""`stance explain`: why the model said so, word by word."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from stance.cli.common import command, show


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "explain",
        run,
        "show what every word of a passage adds to every label",
        'stance explain "Soldiers were sent, and the killings went on."',
    )
    parser.add_argument("text", help="the passage, or - to read it from standard input")
    parser.add_argument("--model", help="a name or a model folder; the default model, if not given")


def run(args: argparse.Namespace) -> int:
    from stance.model.folder import load_model

    text = sys.stdin.read() if args.text == "-" else args.text
    show(load_model(args.model).explain(text), args.json)
    return 0

"""`stance decide`: the log of decisions on labels, and the labels after them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from stance.cli.common import command


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "decide",
        run,
        "keep or change a label and say why, take that back, or apply what was decided",
        'stance decide relabel p7 neutral --who ana --why "R9: no means named" --log decisions.jsonl',
    )
    parser.add_argument(
        "action",
        choices=("keep", "relabel", "undo", "list", "apply"),
        help="keep PASSAGE | relabel PASSAGE LABEL | undo NUMBER | list | apply LABELS",
    )
    parser.add_argument("what", nargs="*", help="what the action is about")
    parser.add_argument("--log", type=Path, default=Path("decisions.jsonl"), help="default: decisions.jsonl")
    parser.add_argument("--who", default="", help="who decides")
    parser.add_argument("--why", default="", help="the reason, best a rule of the codebook")
    parser.add_argument("--date", help="when, as you wish to state it")
    parser.add_argument("--codebook", type=Path, help="a codebook, to check the new label against")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where 'apply' writes the labels")


def run(args: argparse.Namespace) -> int:
    from stance.codebook import Codebook
    from stance.errors import StanceError
    from stance.labels.decisions import Decision, read_decisions, record

    needed = {"keep": 1, "relabel": 2, "undo": 1, "list": 0, "apply": 1}[args.action]
    if len(args.what) != needed:
        raise StanceError(f"{args.action!r} must be followed by {needed} values; got {len(args.what)}.")
    if args.action == "list":
        for number, decision in enumerate(read_decisions(args.log), start=1):
            _print(number, decision, args.json)
        return 0
    if args.action == "apply":
        return _apply(args)
    about = dict(zip(("passage_id", "label"), args.what, strict=False))
    if args.action == "undo":
        about = {"undoes": _number(args.what[0])}
    decision = Decision(args.action, args.who, args.why, date=args.date, **about)
    codebook = Codebook.read(args.codebook) if args.codebook else None
    _print(record(args.log, decision, codebook), decision, args.json)
    return 0


def _apply(args: argparse.Namespace) -> int:
    from stance.errors import StanceError
    from stance.labels.decisions import read_decisions, revised
    from stance.labels.store import read_labels
    from stance.tables import write_table

    if args.output is None:
        raise StanceError("'apply' must be told where to write with -o; got nothing.")
    write_table(revised(read_labels(Path(args.what[0])), read_decisions(args.log)), args.output)
    return 0


def _number(text: str) -> int:
    from stance.errors import StanceError

    if not text.isdigit():
        raise StanceError(f"'undo' must be followed by the number of a decision; got {text!r}.")
    return int(text)


def _print(number: int, decision: Any, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"number": number, **decision.to_dict()}, ensure_ascii=False))
    else:
        print(f"{number}: {decision}")

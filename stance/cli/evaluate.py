"""`stance evaluate`: how far to trust a model, on documents that it has not seen."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from stance.cli.common import add_data, command, data_of, show


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "evaluate",
        run,
        "cross-validate the model beside its baselines, documents kept whole",
        "stance evaluate tweets.csv --text tweet --label stance --document user -o evaluation",
    )
    add_data(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where figures and JSON go")
    parser.add_argument("--test", type=Path, metavar="FILE", help="train on DATA and test on this table")
    parser.add_argument(
        "--split",
        default="document",
        choices=("document", "source", "source_type", "time", "optimistic_random"),
        help="what is held out together (default document)",
    )
    parser.add_argument("--folds", type=int, default=5, help="how many parts (default 5)")
    parser.add_argument(
        "--seed", type=int, default=0, help="orders documents and draws resamples (default 0)"
    )


def run(args: argparse.Namespace) -> int:
    from stance.evaluation.training import evaluate

    evaluation = evaluate(
        **data_of(args), test=args.test, split=args.split, folds=args.folds, seed=args.seed, jobs=args.jobs
    )
    if args.output:
        from stance.report.evaluation import write_evaluation

        write_evaluation(evaluation, args.output)
    show(evaluation, args.json)
    return 0

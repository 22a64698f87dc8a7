"""`stance evaluate`: how far to trust a model, on documents that it has not seen."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.cli.common import add_data, command, data_of, show

if TYPE_CHECKING:
    import pandas as pd

    from stance.evaluation.result import Evaluation


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
    from stance.evaluation.per_target import folder_name, per_target
    from stance.evaluation.training import evaluate
    from stance.tables import read_table

    given = data_of(args)
    test = read_table(args.test) if args.test else None

    def one(data: Any, tested: pd.DataFrame | None, folder: Path | None) -> Evaluation:
        settings = {**given, "data": data, "test": tested, "split": args.split, "folds": args.folds}
        evaluation = evaluate(**settings, seed=args.seed, jobs=args.jobs)
        if folder:
            _write(evaluation, folder)
        return evaluation

    def of_target(target: str, rows: pd.DataFrame) -> Evaluation:
        tested = None if test is None else test[test[args.per].astype(str) == target]
        return one(rows, tested, args.output / folder_name(target) if args.output else None)

    show(
        per_target(args.data, args.per, of_target) if args.per else one(given["data"], test, args.output),
        args.json,
    )
    return 0


def _write(evaluation: Evaluation, folder: Path) -> None:
    import matplotlib

    from stance.report.evaluation import write_evaluation

    matplotlib.use("Agg")
    write_evaluation(evaluation, folder)

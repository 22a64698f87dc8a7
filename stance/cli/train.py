"""`stance train`: a model folder from labelled passages."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.cli.common import add_data, command, data_of, say, show

if TYPE_CHECKING:
    import pandas as pd

    from stance.evaluation.trained import Trained


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "train",
        run,
        "train a model on labelled passages and evaluate it",
        "stance train tweets.csv --text tweet --label stance --document user -o my-model",
    )
    add_data(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="the model folder")
    parser.add_argument(
        "--codebook", type=Path, metavar="FILE", help="what the labels of a table mean (.toml)"
    )
    parser.add_argument("--no-evaluation", action="store_true", help="fit only; the card then shows gaps")
    parser.add_argument("--splits", action="store_true", help="show every other split on the card too")
    parser.add_argument("--test", type=Path, metavar="FILE", help="show a test on this table on the card too")
    parser.add_argument(
        "--rivals", action="store_true", help="show a sentence encoder, as it comes and fine-tuned, too"
    )
    parser.add_argument("--seed", type=int, default=0, help="orders documents into folds (default 0)")


def run(args: argparse.Namespace) -> int:
    from stance.codebook import Codebook
    from stance.errors import StanceError
    from stance.evaluation.per_target import folder_name, per_target, rows_of
    from stance.evaluation.training import train
    from stance.tables import read_table

    if args.no_evaluation and (args.splits or args.test or args.rivals):
        raise StanceError("'--no-evaluation' must stand without --splits, --test and --rivals.")
    given = data_of(args)
    codebook = Codebook.read(args.codebook) if args.codebook else None

    def one(data: Any, test: pd.DataFrame | Path | None, folder: Path) -> Trained:
        settings = {
            **given,
            "data": data,
            "codebook": codebook,
            "evaluation": not args.no_evaluation,
            "splits": args.splits,
            "test": test,
            "rivals": args.rivals,
        }
        trained = train(**settings, seed=args.seed, jobs=args.jobs, progress=say)
        trained.save(folder)
        return trained

    others = read_table(args.test) if args.test and args.per else None

    def of_target(target: str, rows: pd.DataFrame) -> Trained:
        own = None if others is None else rows_of(others, args.per, target)
        return one(rows, own, args.output / folder_name(target))

    if args.per:
        show(per_target(args.data, args.per, of_target), args.json)
    else:
        show(one(given["data"], args.test, args.output), args.json)
    return 0

"""`stance evaluate`: how far to trust a model, on documents that it has not seen."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.cli.common import add_data, command, data_of, lexicon_file, say, show

if TYPE_CHECKING:
    import pandas as pd

    from stance.cli.common import Result

_EVERY_SPLIT = "all"


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "evaluate",
        run,
        "cross-validate the model beside its baselines, documents kept whole",
        "stance evaluate tweets.csv --text tweet --label stance --document user --details -o evaluation",
    )
    add_data(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FOLDER", help="where figures, JSON and tables go, details too"
    )
    parser.add_argument("--test", type=Path, metavar="FILE", help="train on DATA and test on this table")
    parser.add_argument(
        "--split",
        default="document",
        choices=("document", "source", "source_type", "time", "optimistic_random", _EVERY_SPLIT),
        help="what is held out together (default document); 'all' shows the splits side by side",
    )
    parser.add_argument(
        "--details",
        action="store_true",
        help="also calibration, abstention, what the model learned and what it gets wrong",
    )
    parser.add_argument(
        "--error",
        type=float,
        default=0.1,
        metavar="SHARE",
        help="what abstention may get wrong of what it keeps (default .1)",
    )
    parser.add_argument(
        "--rivals", action="store_true", help="also a sentence encoder, as it comes and fine-tuned"
    )
    parser.add_argument("--folds", type=int, default=5, help="how many parts (default 5)")
    parser.add_argument(
        "--seed", type=int, default=0, help="orders documents and draws resamples (default 0)"
    )


def run(args: argparse.Namespace) -> int:
    from stance.errors import StanceError
    from stance.evaluation.per_target import folder_name, per_target, rows_of
    from stance.tables import read_table

    if args.split == _EVERY_SPLIT and (args.test or args.details or args.rivals):
        raise StanceError("'--split all' must stand without --test, --details and --rivals.")
    given = {**data_of(args), "folds": args.folds, "seed": args.seed, "jobs": args.jobs, "progress": say}
    test = read_table(args.test) if args.test else None

    def one(data: Any, tested: pd.DataFrame | None, folder: Path | None) -> Result:
        if args.split == _EVERY_SPLIT:
            return _every_split({**given, "data": data}, folder)
        return _one_split(args, {**given, "data": data, "test": tested}, folder)

    def of_target(target: str, rows: pd.DataFrame) -> Result:
        tested = None if test is None else rows_of(test, args.per, target)
        return one(rows, tested, args.output / folder_name(target) if args.output else None)

    show(
        per_target(args.data, args.per, of_target) if args.per else one(given["data"], test, args.output),
        args.json,
    )
    return 0


def _every_split(given: dict[str, Any], folder: Path | None) -> Result:
    from stance.evaluation.training import compare_splits

    compared = compare_splits(**{name: x for name, x in given.items() if name != "lexicon"})
    if folder:
        from stance.report.evaluation import write_splits

        write_splits(compared, folder)
    return compared


def _one_split(args: argparse.Namespace, given: dict[str, Any], folder: Path | None) -> Result:
    from dataclasses import replace

    from stance.corpus import Corpus
    from stance.evaluation.details import details
    from stance.evaluation.lexicon import read_cues
    from stance.evaluation.training import evaluate

    evaluation = evaluate(**given, split=args.split, rivals=args.rivals)
    if not folder and not args.details:
        return evaluation
    lexicon = lexicon_file(args)
    behind = details(evaluation, read_cues(lexicon) if lexicon else (), error=args.error)
    if folder:
        from stance.report.evaluation import write_details, write_evaluation

        codebook = given["data"].codebook if isinstance(given["data"], Corpus) else None
        write_evaluation(evaluation, folder, codebook)
        write_details(behind, folder, codebook)
    return replace(evaluation, details=behind) if args.details else evaluation

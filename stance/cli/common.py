"""What commands share: options, and how a result is printed."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from stance.corpus import Structure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from stance.report.comparison import Comparison


class Result(Protocol):
    """What every public function returns: it prints itself and turns into plain values."""

    def to_dict(self) -> dict[str, Any]: ...


def command(
    subparsers: Any, name: str, run: Callable[[argparse.Namespace], int], summary: str, example: str
) -> argparse.ArgumentParser:
    """Add a subcommand with its help, an example of use, and ``--json``."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=run)
    return parser


def add_structure(parser: argparse.ArgumentParser) -> None:
    """The options that declare the columns of a table."""
    group = parser.add_argument_group("columns of the table")
    for role, meaning in (
        ("text", "the passage's text"),
        ("label", "the passage's label"),
        ("document", "the document that it is part of"),
        ("source", "who published it"),
        ("time", "when: a year, or another number that grows"),
    ):
        group.add_argument(f"--{role}", metavar="COL", help=meaning)


def structure_of(args: argparse.Namespace) -> Structure:
    """The structure that the options declare: what is not named is not there."""
    return Structure(
        text=args.text or "text",
        label=args.label or "label",
        document=args.document,
        source=args.source,
        time=args.time,
    )


def add_data(parser: argparse.ArgumentParser) -> None:
    """The option for what to learn from, with the columns that it may need to have declared."""
    parser.add_argument(
        "data",
        nargs="?",
        type=Path,
        help="a corpus folder or a labelled table (.csv, .jsonl, .parquet); the seed corpus, if not given",
    )
    parser.add_argument("--per", metavar="COL", help="one model for each value of this column of the table")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="folds to work on at once (default: all cores)"
    )
    add_structure(parser)


def data_of(args: argparse.Namespace) -> dict[str, Any]:
    """What to learn from: data, its structure where it is a table, and its lexicon where it has one."""
    from stance.corpus import load_corpus
    from stance.evaluation.lexicon import Lexicon

    if args.data is not None and not args.data.is_dir():
        return {"data": args.data, "structure": structure_of(args)}
    lexicon = lexicon_file(args)
    return {"data": load_corpus(args.data), "lexicon": Lexicon.read(lexicon) if lexicon else None}


def lexicon_file(args: argparse.Namespace) -> Path | None:
    """The lexicon that lies in the corpus folder, if it is one and has one."""
    from stance.resources import resource

    path: Path = (args.data or resource("seeds")) / "lexicon.toml"
    return path if path.is_file() else None


def add_figure(parser: argparse.ArgumentParser) -> None:
    """The option for a drawing of the result."""
    parser.add_argument("--figure", type=Path, metavar="FILE", help="draw the result (.svg, .png or .pdf)")


def draw(axes: Axes, path: Path) -> None:
    """Write a figure in the format that the file's ending names."""
    from stance.report.save import save_figure

    save_figure(axes, path.with_suffix(""), [path.suffix.removeprefix(".")])


def add_comparison(parser: argparse.ArgumentParser) -> None:
    """The options that say what is compared, and what corrects it."""
    parser.add_argument("predictions", type=Path, help="what `stance score` wrote")
    parser.add_argument("--by", default="source,year", metavar="COLS", help="who, when (default source,year)")
    parser.add_argument(
        "--calibration",
        type=Path,
        metavar="FILE",
        help="calibration.parquet of `stance evaluate -o`: corrects shares",
    )
    parser.add_argument(
        "--gold",
        type=Path,
        metavar="FILE",
        help="labels of passages that `stance sample` drew: corrects shares",
    )
    parser.add_argument(
        "--method", default="auto", help="auto, cc, pcc, acc, pacc, sld, ppi or dsl (default auto)"
    )
    parser.add_argument("--source", metavar="COL", default="source", help="who published it (default source)")
    parser.add_argument(
        "--codebook", type=Path, metavar="FILE", help="labels and scale, if the table has none"
    )
    parser.add_argument("--seed", type=int, default=0, help="draws the intervals' resamples (default 0)")


def comparison_of(args: argparse.Namespace) -> Comparison:
    """The comparison that the options ask for."""
    from stance.codebook import Codebook
    from stance.model.scoring import Predictions
    from stance.report.comparison import compare
    from stance.tables import read_table

    codebook = Codebook.read(args.codebook) if args.codebook else None
    predictions = Predictions.read(args.predictions, codebook)
    return compare(
        predictions,
        args.by.split(","),
        calibration=read_table(args.calibration) if args.calibration else None,
        gold=read_table(args.gold) if args.gold else None,
        method=args.method,
        structure=Structure(source=args.source),
        seed=args.seed,
    )


def say(step: str) -> None:
    """Tell on stderr what is at work."""
    print(f"... {step}", file=sys.stderr)


def show(result: Result, as_json: bool) -> None:
    """Print a result, for people or for programs."""
    if as_json:
        print(json.dumps(result.to_dict(), ensure_ascii=False, indent=2))
    else:
        print(result)

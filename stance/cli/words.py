"""`stance words`: the words that set two labels, sources or periods apart."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from stance.cli.common import command, show
from stance.errors import StanceError

_PERIOD = re.compile(r"(\d{4})-(\d{4})")


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "words",
        run,
        "find the words that set two labels, sources or periods apart",
        "stance words predictions.parquet --between source=A,B --within year=2010-2015 -o words.csv",
    )
    parser.add_argument(
        "table", type=Path, help="passages with their text, for example what `stance score` wrote"
    )
    parser.add_argument(
        "--between",
        required=True,
        metavar="COL=A,B",
        help="the two sides; A+C,B puts two values on one, 2010-2015,2016-2020 compares periods",
    )
    parser.add_argument(
        "--within", action="append", default=[], metavar="COL=A", help="only passages with this value"
    )
    parser.add_argument("--text", default="text", metavar="COL", help="the passage's text (default text)")
    parser.add_argument(
        "--document", default="document_id", metavar="COL", help="its document (default document_id)"
    )
    parser.add_argument("--bigrams", action="store_true", help="pairs of neighbouring words too")
    parser.add_argument("--prior", type=float, default=500, metavar="WORDS", help="its worth (default 500)")
    parser.add_argument("--shuffles", type=int, default=2000, metavar="N", help="of documents (default 2000)")
    parser.add_argument("--seed", type=int, default=0, help="draws the shuffles (default 0)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where the table of all words goes")


def run(args: argparse.Namespace) -> int:
    from stance.corpus import Structure
    from stance.framing.words import fighting_words
    from stance.tables import read_table, write_table

    column, sides = _condition(args.between, "--between")
    if len(sides) != 2:
        raise StanceError(f"'--between' must name two sides, as in source=A,B; got {args.between!r}.")
    conditions = [_condition(condition, "--within") for condition in args.within]
    result = fighting_words(
        read_table(args.table),
        column,
        *sides,
        within={name: [x for value in values for x in value] for name, values in conditions},
        structure=Structure(text=args.text, document=args.document),
        bigrams=args.bigrams,
        prior=args.prior,
        permutations=args.shuffles,
        seed=args.seed,
    )
    if args.output:
        write_table(result.to_frame(), args.output)
    show(result, args.json)
    return 0


def _condition(said: str, option: str) -> tuple[str, list[range | list[str]]]:
    column, equals, values = said.partition("=")
    if not (column and equals and values):
        raise StanceError(f"{option!r} must be a column and values, as in source=A,B; got {said!r}.")
    return column, [_side(value) for value in values.split(",")]


def _side(value: str) -> range | list[str]:
    period = _PERIOD.fullmatch(value)
    return range(int(period[1]), int(period[2]) + 1) if period else value.split("+")

"""`stance score`: documents or passages in, a table of predictions out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from stance.cli.common import command, show


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "score",
        run,
        "score documents, or tables of documents or passages",
        "stance score articles/ --sources sources.csv -o predictions.parquet",
    )
    parser.add_argument(
        "paths", nargs="+", help="files or folders; a table with a column passage_id is of passages"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="the predictions (.parquet, .csv, .jsonl)",
    )
    parser.add_argument("--model", help="a name or a model folder; the default model, if not given")
    parser.add_argument("--sources", type=Path, metavar="FILE", help="a table of what is known of each file")
    parser.add_argument(
        "--text", metavar="COL", default="text", help="the column of tables that holds the text"
    )


def run(args: argparse.Namespace) -> int:
    from stance.documents.passage_set import read_passages
    from stance.model.folder import load_model
    from stance.model.scoring import score

    model = load_model(args.model)
    read = read_passages(args.paths, args.sources, args.text, progress=sys.stderr.isatty())
    predictions = score(read.to_frame(), model)
    predictions.write(args.output)
    for failure in read.failures:
        print(f"not read: {failure}", file=sys.stderr)
    show(predictions, args.json)
    return 1 if read.failures else 0

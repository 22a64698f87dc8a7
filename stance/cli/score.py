"""`stance score`: documents or passages in, a table of predictions out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from stance.cli.common import command, show

_SHOWN = 20


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
    parser.add_argument("--dask", metavar="ADDRESS", help="score on the Dask cluster of this scheduler")
    parser.add_argument(
        "--text", metavar="COL", default="text", help="the column of tables that holds the text"
    )


def run(args: argparse.Namespace) -> int:
    from stance.model.folder import load_model
    from stance.model.shards.cluster import Cluster
    from stance.model.shards.processes import in_processes
    from stance.model.shards.run import score_paths

    scored = score_paths(
        args.paths,
        args.output,
        load_model(args.model),
        sources=args.sources,
        text_column=args.text,
        worker=Cluster.at(args.dask) if args.dask else in_processes,
        progress=sys.stderr.isatty(),
    )
    for failure in scored.failures[:_SHOWN]:
        print(f"not read: {failure}", file=sys.stderr)
    show(scored, args.json)
    return 1 if scored.failures else 0

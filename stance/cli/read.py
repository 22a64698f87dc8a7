"""`stance read`: documents in, passages out."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from stance.cli.common import command, show

if TYPE_CHECKING:
    from stance.documents.passage_set import PassageSet


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "read",
        run,
        "read documents, remove the furniture of their pages and split them into passages",
        "stance read articles/ --sources sources.csv -o passages.csv",
    )
    parser.add_argument(
        "paths", nargs="+", help="files or folders: .txt .md .html .pdf .docx .csv .jsonl .parquet"
    )
    parser.add_argument("--sources", metavar="FILE", help="a table of what is known of each file")
    parser.add_argument(
        "--text", metavar="COL", default="text", help="the column of tables that holds the text"
    )
    parser.add_argument(
        "--shortest", metavar="N", type=int, default=25, help="words of a passage, at least (25)"
    )
    parser.add_argument(
        "--longest", metavar="N", type=int, default=150, help="words of a passage, at most (150)"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write the passages (.csv, .jsonl, .parquet)")
    parser.add_argument("--documents", metavar="FILE", help="write the table of documents")
    parser.add_argument(
        "--mark-duplicates", action="store_true", help="say which passages repeat an earlier one"
    )
    parser.add_argument("--show-removed", action="store_true", help="list every removed line with its reason")


def run(args: argparse.Namespace) -> int:
    from stance.documents.passage_set import read_passages
    from stance.tables import write_table

    read = read_passages(
        args.paths, args.sources, args.text, args.shortest, args.longest, progress=sys.stderr.isatty()
    )
    if args.mark_duplicates:
        read = read.mark_duplicates()
    for table, path in ((read.passages, args.output), (read.documents, args.documents)):
        if path:
            write_table(table, path)
    show(read, args.json)
    if args.show_removed and not args.json:
        print(_removed(read))
    return 1 if read.failures else 0


def _removed(read: PassageSet) -> str:
    lines = []
    for path, rows in read.removed.groupby("path", sort=False):
        lines.append(f"\n{path}")
        lines += [
            f"  [{reason}] {' '.join(text.split())}"
            for reason, text in zip(rows["reason"], rows["text"], strict=True)
        ]
    return "\n".join(lines)

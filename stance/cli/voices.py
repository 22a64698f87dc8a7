"""`stance voices`: framing in the documents' own voice and in the voices that they report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from stance.cli.common import command, show


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "voices",
        run,
        "split framing into what documents say themselves and whom they report (English)",
        "stance voices passages.csv --sentences sentences.csv",
    )
    parser.add_argument(
        "passages", type=Path, help="a table of passages, for example what `stance read` wrote"
    )
    parser.add_argument("--model", help="a name or a model folder; the default model, if not given")
    parser.add_argument("--text", default="text", metavar="COL", help="the passage's text (default text)")
    parser.add_argument(
        "--document", default="document_id", metavar="COL", help="its document (default document_id)"
    )
    parser.add_argument("--seed", type=int, default=0, help="draws the intervals' resamples (default 0)")
    parser.add_argument("--sentences", type=Path, metavar="FILE", help="where every sentence's voice goes")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where the shares go")


def run(args: argparse.Namespace) -> int:
    from stance.corpus import Structure
    from stance.framing.passage_voices import passage_voices
    from stance.framing.voice_shares import voice_shares
    from stance.model.folder import load_model
    from stance.tables import read_table, write_table

    passages = read_table(args.passages)
    structure = Structure(text=args.text, document=args.document)
    model = load_model(args.model)
    shares = voice_shares(passages, model.predict_proba, model.labels, structure=structure, seed=args.seed)
    if args.sentences:
        write_table(passage_voices(passages, structure), args.sentences)
    if args.output:
        write_table(shares.to_frame(), args.output)
    show(shares, args.json)
    return 0

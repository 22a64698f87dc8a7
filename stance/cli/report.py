"""`stance report`: everything in one HTML file that needs no network."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.cli.common import add_comparison, command, comparison_of
from stance.errors import StanceError

if TYPE_CHECKING:
    from stance.framing.words_result import FightingWords
    from stance.model.scoring import Predictions

_EVIDENCE = {
    "evaluation": "how the model did: evaluation.json of `stance evaluate -o`",
    "splits": "the same model under several splits, as JSON",
    "reliability": "whether probabilities mean what they say, as JSON",
    "risk_coverage": "how wrong it is on what it keeps, as JSON",
    "learning_curve": "whether more labels would help, as JSON",
    "agreement": "how far coders agree: what `stance agree --json` prints",
}


def add_parser(subparsers: Any) -> None:
    parser = command(
        subparsers,
        "report",
        run,
        "write the report: one HTML file with figures, tables and every passage",
        "stance report predictions.parquet -o report.html --evaluation evaluation/evaluation.json",
    )
    add_comparison(parser)
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("report.html"), help="(default report.html)"
    )
    parser.add_argument("--title", help="what the report is called")
    parser.add_argument("--model", metavar="NAME", help="a name or a model folder: marks words in passages")
    evidence = parser.add_argument_group("how far to trust it; what is not given is named as a gap")
    for name, meaning in _EVIDENCE.items():
        evidence.add_argument(f"--{name.replace('_', '-')}", type=Path, metavar="FILE", help=meaning)


def run(args: argparse.Namespace) -> int:
    from stance.model.folder import load_model
    from stance.report.page.evidence import Evidence
    from stance.report.page.write import write_report

    comparison = comparison_of(args)
    predictions = comparison.predictions
    given = {name: getattr(args, name) for name in _EVIDENCE}
    evidence = Evidence(**{name: _read(path) for name, path in given.items() if path})
    path = write_report(
        args.output,
        predictions,
        by=comparison.cells.by,
        comparison=comparison,
        model=load_model(args.model) if args.model else None,
        evidence=evidence,
        words=_between_poles(predictions, args.seed),
        title=args.title,
        seed=args.seed,
    )
    print(json.dumps({"report": str(path)}) if args.json else path)
    return 0


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise StanceError(f"Evidence must be a readable file; got {path} ({error.strerror}).") from None
    except ValueError as error:
        raise StanceError(f"Evidence must be valid JSON; got {path} ({error}).") from None


def _between_poles(predictions: Predictions, seed: int) -> list[FightingWords]:
    """The words that set the two sides of the scale apart, where there are texts to find them in."""
    from stance.framing.words import fighting_words

    scale, frame = predictions.codebook.scale, predictions.frame
    if scale is None or not {"text", "document_id"} <= set(frame.columns):
        return []
    try:
        return [fighting_words(frame, "predicted", scale.positive, scale.negative, seed=seed)]
    except StanceError as error:
        print(f"stance report: no comparison of words: {error}", file=sys.stderr)
        return []

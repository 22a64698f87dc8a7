"""An evaluation, or one under every split, as a folder: numbers as JSON and CSV, and figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stance.codebook import Codebook
from stance.evaluation.compare_splits import SplitComparison
from stance.evaluation.details import Details
from stance.evaluation.result import Evaluation
from stance.files import written_aside
from stance.report.figures.confusion import confusion
from stance.report.figures.error_kinds import error_kinds
from stance.report.figures.learned import learned
from stance.report.figures.models import models
from stance.report.figures.per_label import per_label
from stance.report.figures.reliability import reliability
from stance.report.figures.risk_coverage import risk_coverage
from stance.report.figures.slices import slices
from stance.report.figures.splits import splits
from stance.report.save import FORMATS, save_figure
from stance.tables import write_table

if TYPE_CHECKING:
    from typing import Any

    from matplotlib.axes import Axes


def evaluation_figures(evaluation: Evaluation, codebook: Codebook | None = None) -> dict[str, Axes]:
    """Every figure of an evaluation, by file name."""
    made = {
        "models": models(evaluation),
        "confusion": confusion(evaluation, codebook=codebook),
        "per-label": per_label(evaluation, codebook=codebook),
    }
    for by in dict.fromkeys(part.by for part in evaluation.slices):
        made[f"by-{by.replace('_', '-')}"] = slices(evaluation, by)
    return made


def write_evaluation(
    evaluation: Evaluation,
    folder: str | Path,
    codebook: Codebook | None = None,
    formats: Sequence[str] = FORMATS,
) -> list[Path]:
    """Write evaluation.json, scores.csv, calibration.parquet and every figure into a folder.

    calibration.parquet holds the tested passages with their label and the probabilities that a model gave
    them which had not seen their document: what `stance compare --calibration` corrects shares with.

    Returns
    -------
    list of Path
        What was written.
    """
    folder = Path(folder)
    written = [folder / "evaluation.json", folder / "scores.csv", folder / "calibration.parquet"]
    _write_json(evaluation.to_dict(), written[0])
    write_table(evaluation.to_frame(), written[1])
    write_table(evaluation.predicted(), written[2])
    for name, axes in evaluation_figures(evaluation, codebook).items():
        written += save_figure(axes, folder / name, formats)
    return written


def write_details(details: Details, folder: str | Path, codebook: Codebook | None = None) -> list[Path]:
    """Write details.json, errors.csv, learned.csv and their figures; return what was written."""
    folder = Path(folder)
    written = [folder / "details.json", folder / "errors.csv"]
    _write_json(details.to_dict(), written[0])
    write_table(details.errors.to_frame(), written[1])
    made = {
        "reliability": reliability(details.reliability, groups=True),
        "risk-coverage": risk_coverage(details.risk_coverage),
    }
    if details.errors.kinds:
        made["error-kinds"] = error_kinds(details.errors)
    if details.learned is not None:
        written.append(folder / "learned.csv")
        write_table(details.learned.to_frame(), written[-1])
        made["learned"] = learned(details.learned, codebook=codebook)
    for name, axes in made.items():
        written += save_figure(axes, folder / name)
    return written


def write_splits(comparison: SplitComparison, folder: str | Path) -> list[Path]:
    """Write splits.json, splits.csv and the figure of splits into a folder; return what was written."""
    folder = Path(folder)
    written = [folder / "splits.json", folder / "splits.csv"]
    _write_json(comparison.to_dict(), written[0])
    write_table(comparison.to_frame(), written[1])
    return written + save_figure(splits(comparison), folder / "splits")


def _write_json(values: dict[str, Any], path: Path) -> None:
    with written_aside(path) as aside:
        text = json.dumps(values, ensure_ascii=False, indent=2, allow_nan=False)
        aside.write_text(text + "\n", encoding="utf-8")

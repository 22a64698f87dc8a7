"""An evaluation as a folder: its numbers as JSON and CSV, and its figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from stance.codebook import Codebook
from stance.evaluation.result import Evaluation
from stance.files import written_aside
from stance.report.figures.confusion import confusion
from stance.report.figures.models import models
from stance.report.figures.per_label import per_label
from stance.report.figures.slices import slices
from stance.report.save import save_figure
from stance.tables import write_table

if TYPE_CHECKING:
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
    evaluation: Evaluation, folder: str | Path, codebook: Codebook | None = None
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
    with written_aside(written[0]) as aside:
        text = json.dumps(evaluation.to_dict(), ensure_ascii=False, indent=2, allow_nan=False)
        aside.write_text(text + "\n", encoding="utf-8")
    write_table(evaluation.to_frame(), written[1])
    write_table(evaluation.predicted(), written[2])
    for name, axes in evaluation_figures(evaluation, codebook).items():
        written += save_figure(axes, folder / name)
    return written

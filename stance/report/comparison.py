"""Framing compared between cells: the numbers, and the folder of tables and figures that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.corpus import Structure
from stance.framing.position import Positions, position
from stance.framing.prevalence import prevalence
from stance.framing.results import Prevalence
from stance.model.scoring import Predictions
from stance.report.save import FORMATS, save_figure
from stance.tables import write_table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_MOST_RIBBONS = 12


@dataclass(frozen=True)
class Comparison:
    """The share of every label in every cell, and where the cell stands on the scale.

    Parameters
    ----------
    predictions : Predictions
    cells : Prevalence
        By all the columns asked for.
    groups : Prevalence
        By the first of these alone.
    positions : Positions or None
        Of `cells`; None where the codebook has no scale.
    """

    predictions: Predictions
    cells: Prevalence
    groups: Prevalence
    positions: Positions | None

    def __str__(self) -> str:
        parts = [self.cells] if self.positions is None else [self.cells, self.positions]
        return "\n\n".join(map(str, parts))

    def to_frame(self) -> pd.DataFrame:
        """One row a cell and label."""
        return self.cells.to_frame()

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        positions = self.positions.to_dict() if self.positions else None
        return {"shares": self.cells.to_dict(), "positions": positions}

    def figures(self) -> dict[str, Axes]:
        """Every figure that these cells allow, by file name."""
        from stance.report.figures.composition import composition
        from stance.report.figures.heatmap import heatmap
        from stance.report.figures.ribbon import ribbon
        from stance.report.figures.trajectories import is_time, trajectories

        codebook, by = self.predictions.codebook, self.cells.by
        made = {"composition": composition(self.groups, by=by[0], codebook=codebook)}
        if len(by) == 2:
            drawn: Any = self.positions or self.cells
            label = None if self.positions else self.cells.labels[0]
            made["heatmap"] = heatmap(drawn, rows=by[0], columns=by[1], label=label, codebook=codebook)
            if is_time(self.cells.cells[by[1]]):
                made["trajectories"] = trajectories(
                    drawn, time=by[1], by=by[0], label=label, codebook=codebook
                )
        if "document_id" in self.predictions.frame.columns:
            made["ribbon"] = ribbon(_longest(self.predictions.frame), codebook=codebook)
        return made

    def write(self, folder: str | Path, formats: Sequence[str] = FORMATS) -> list[Path]:
        """Write shares.csv, positions.csv and every figure into a folder; return what was written."""
        folder = Path(folder)
        written = [folder / "shares.csv"]
        write_table(self.cells.to_frame(), written[0])
        if self.positions is not None:
            written.append(folder / "positions.csv")
            write_table(self.positions.to_frame(), written[1])
        for name, axes in self.figures().items():
            written += save_figure(axes, folder / name, formats)
        return written


def compare(
    predictions: Predictions,
    by: Sequence[str] = ("source", "year"),
    *,
    calibration: pd.DataFrame | None = None,
    gold: pd.DataFrame | None = None,
    method: str = "auto",
    structure: Structure | None = None,
    seed: int = 0,
) -> Comparison:
    """Compare framing between cells, corrected where gold labels or calibration documents allow it.

    Parameters
    ----------
    predictions : Predictions
    by : sequence of one or two str
        Who, and when: a cell is one value of each.
    calibration, gold, method, structure
        What corrects the shares, as in `stance.prevalence`. Without them every share is uncorrected.
    seed : int
        Draws the intervals' resamples.

    Returns
    -------
    Comparison

    Raises
    ------
    StanceError
        When a column is absent.

    Examples
    --------
    >>> import pandas as pd, stance
    >>> texts = ["Soldiers seized the drugs.", "Courts must be clean.", "Treatment works."]
    >>> table = pd.DataFrame({"document_id": ["a", "b", "b"], "source": ["A", "B", "B"], "text": texts})
    >>> from stance.model.scoring import score
    >>> compared = compare(score(table, stance.load_model()), by=["source"])
    >>> compared.cells.n_passages.tolist()
    [1, 2]
    """
    scale = predictions.codebook.scale
    share = partial(
        prevalence,
        predictions.frame,
        calibration=calibration,
        gold=gold,
        method=method,
        labels=predictions.labels,
        structure=structure,
        seed=seed,
    )
    cells = share(by)
    groups = cells if len(by) == 1 else share(by[:1])
    return Comparison(predictions, cells, groups, position(cells, scale) if scale else None)


def _longest(frame: pd.DataFrame) -> pd.DataFrame:
    """The passages of the documents with the most of them: a figure holds no more rows."""
    counts = frame["document_id"].value_counts(sort=False)
    longest = counts.sort_values(ascending=False, kind="stable").index[:_MOST_RIBBONS]
    return frame[frame["document_id"].isin(longest)]

"""What there is to report: counted once, so that every section says the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.corpus import require_columns
from stance.errors import StanceError
from stance.model.scoring import Predictions
from stance.report.cells import read_cells
from stance.report.evaluations import evaluation_values
from stance.report.names import missing, plain
from stance.report.page.evidence import Evidence

if TYPE_CHECKING:
    import pandas as pd

    from stance.model.linear import StanceModel


@dataclass(frozen=True)
class Facts:
    """Counts of the corpus, and what else was given."""

    codebook: Codebook
    by: tuple[str, ...]
    n_documents: int
    n_passages: int
    n_sources: int | None
    years: tuple[int, int] | None
    n_undated: int
    n_unsourced: int
    predicted: Mapping[str, int]
    digest: str
    methods: tuple[str, ...]
    n_cells: int
    n_grey: int
    level: float
    model: StanceModel | None
    evidence: Evidence

    @property
    def evaluation(self) -> Mapping[str, Any] | None:
        """The evaluation as plain values, where there is one."""
        return None if self.evidence.evaluation is None else evaluation_values(self.evidence.evaluation)

    @property
    def uncorrected(self) -> bool:
        """Whether no share was corrected for the classifier's errors."""
        return all("uncorrected" in method for method in self.methods)


def gather(
    predictions: Predictions,
    cells: pd.DataFrame,
    by: tuple[str, ...],
    level: float,
    model: StanceModel | None,
    evidence: Evidence,
) -> Facts:
    """Count what the predictions and the cells hold.

    Raises
    ------
    StanceError
        When the predictions are empty or lack a column.
    """
    frame = predictions.frame
    require_columns(frame, ["document_id", "predicted", *by], "predictions")
    if frame.empty:
        raise StanceError("The predictions must hold at least one passage; got none.")
    once = frame.drop_duplicates("document_id")
    sources, years = _known(once, "source"), _known(once, "year")
    numbers = [int(year) for year in years if plain(year).lstrip("-").isdigit()]
    grey = read_cells(cells, by, predictions.labels[0])["reason"] != ""
    counts = frame["predicted"].value_counts()
    return Facts(
        codebook=predictions.codebook,
        by=by,
        n_documents=len(once),
        n_passages=len(frame),
        n_sources=len({plain(x) for x in sources}) if "source" in once.columns else None,
        years=(min(numbers), max(numbers)) if numbers else None,
        n_undated=len(once) - len(years) if "year" in once.columns else len(once),
        n_unsourced=len(once) - len(sources) if "source" in once.columns else len(once),
        predicted={label: int(counts.get(label, 0)) for label in predictions.labels},
        digest=hashlib.sha256(frame.to_csv(index=False).encode("utf-8", "replace")).hexdigest(),
        methods=tuple(dict.fromkeys(str(x) for x in cells["method"])),
        n_cells=len(grey),
        n_grey=int(grey.sum()),
        level=level,
        model=model,
        evidence=evidence,
    )


def _known(frame: pd.DataFrame, column: str) -> list[Any]:
    return [x for x in frame[column] if not missing(x)] if column in frame.columns else []

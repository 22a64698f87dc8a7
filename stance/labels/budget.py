"""The budget planner: how wide a cell's interval will be, by the number of documents coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.corpus import ADJUDICATED, Structure, require_columns
from stance.errors import StanceError
from stance.labels.budget_core import Pilot, half_width, pilot
from stance.labels.cells import check_whole_documents, in_cells
from stance.labels.intervals import FEWEST_DOCUMENTS, check_level
from stance.labels.probabilities import probabilities_of

if TYPE_CHECKING:
    import pandas as pd

DOCUMENTS = (10, 15, 20, 30, 50)
_ASSUMPTION = (
    "Cells vary as the pilot does, on which the model did not train; PPI++ on document means, t(G-1)."
)


@dataclass(frozen=True)
class Plan:
    """Expected half widths of intervals for shares.

    `frame` has one row a cell and number of documents coded, or all of a cell that has fewer: `half_width`
    for the label that needs most, which label that is, and `without_model`, the half width if only the
    coded documents were used.
    """

    frame: pd.DataFrame
    by: tuple[str, ...]
    documents: tuple[int, ...]
    level: float
    pilot_documents: int
    pilot_passages: int
    notes: tuple[str, ...]
    assumption: str = _ASSUMPTION

    def __str__(self) -> str:
        lines = [
            f"Expected half width of {self.level:.0%} intervals, widest label, by documents coded",
            f"{' / '.join(self.by) or 'cell':<40} {'documents':>9}"
            + "".join(f"{n:>8}" for n in (*self.documents, "all")),
        ]
        for cell, rows in self.frame.groupby("cell", sort=False):
            widths = dict(zip(rows["documents"], rows["half_width"], strict=True))
            of = int(rows["of_documents"].iloc[0])
            shown = "".join(
                f"{widths[n]:>8.3f}" if n in widths else f"{'-':>8}" for n in (*self.documents, of)
            )
            lines.append(f"{cell!s:<40} {of:>9,}{shown}")
        pilot = f"Pilot: {self.pilot_documents:,} documents, {self.pilot_passages:,} passages."
        return "\n".join([*lines, pilot, self.assumption, *self.notes])

    def to_dict(self) -> dict[str, Any]:
        """Everything, as plain values."""
        return {
            "by": list(self.by),
            "documents": list(self.documents),
            "level": self.level,
            "pilot_documents": self.pilot_documents,
            "pilot_passages": self.pilot_passages,
            "assumption": self.assumption,
            "notes": list(self.notes),
            "cells": self.frame.to_dict("records"),
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a cell and number of documents."""
        return self.frame


def plan(
    predictions: pd.DataFrame,
    labels: pd.DataFrame,
    by: Sequence[str] = (),
    *,
    documents: Sequence[int] = DOCUMENTS,
    passages_per_document: int | None = None,
    coder: str = ADJUDICATED,
    level: float = 0.95,
    structure: Structure | None = None,
) -> Plan:
    """Plan how many documents to code in every cell.

    Parameters
    ----------
    predictions : pandas.DataFrame
        One row a passage: passage_id, the document's column, the columns of `by`, and ``p_<label>`` for
        every label.
    labels : pandas.DataFrame
        The pilot: passage_id, coder, label, for some of these passages, in 10 documents or more.
    by : sequence of str
        Columns whose combinations are the cells.
    documents : sequence of int
        Numbers of documents to plan for; a cell that has fewer is planned whole.
    passages_per_document : int, optional
        How many passages of a document are coded; all, if not given.
    coder : str
        Whose labels are the pilot.
    level : float
    structure : Structure, optional
        Names the document column.

    Returns
    -------
    Plan

    Raises
    ------
    StanceError
        When a column is absent, a document lies in two cells, the pilot is too small, or a number of
        documents is below 10.
    """
    import pandas as pd

    level = check_level(level)
    if not documents or min(documents) < FEWEST_DOCUMENTS:
        raise StanceError(
            f"'documents' must be numbers of at least {FEWEST_DOCUMENTS}; got {list(documents)}."
        )
    document = (structure or Structure()).document or "passage_id"
    require_columns(predictions, ["passage_id", document, *by], "predictions")
    require_columns(labels, ["passage_id", "coder", "label"], "labels")
    frame, notes = in_cells(predictions, by)
    check_whole_documents(frame, document)
    pilots = _pilots(frame, labels[labels["coder"] == coder], document)
    rows = []
    for cell, part in frame.groupby("cell", sort=True):
        of = int(part[document].nunique())
        for n in sorted({min(n, of) for n in documents if of >= FEWEST_DOCUMENTS}):
            sizes = (n, of, len(part) / of, passages_per_document, level)
            widths = {label: half_width(x, *sizes) for label, x in pilots.items()}
            widest = max(widths, key=lambda label: widths[label])
            alone = half_width(pilots[widest], *sizes, model=False)
            rows.append((cell, of, n, widths[widest], widest, alone))
    columns = ["cell", "of_documents", "documents", "half_width", "label", "without_model"]
    of_each = frame.groupby("cell")[document].nunique()
    small = sorted(of_each.index[of_each < FEWEST_DOCUMENTS])
    if small:
        named = ", ".join(small[:5]) + (", ..." if len(small) > 5 else "")
        notes = (
            *notes,
            f"No interval in {len(small):,} cells of fewer than {FEWEST_DOCUMENTS} documents: {named}",
        )
    first = next(iter(pilots.values()))
    return Plan(
        frame=pd.DataFrame(rows, columns=columns),
        by=tuple(by),
        documents=tuple(sorted(set(documents))),
        level=level,
        pilot_documents=first.n_documents,
        pilot_passages=first.n_passages,
        notes=notes,
    )


def _pilots(frame: pd.DataFrame, labels: pd.DataFrame, document: str) -> dict[str, Pilot]:
    given = labels[["passage_id", "label"]].rename(columns={"label": "given"})
    coded = frame.merge(given, on="passage_id")
    if coded.empty:
        raise StanceError("A pilot must hold labels of passages in the predictions; got none.")
    names, probabilities = probabilities_of(coded)
    documents = np.unique(coded[document].astype(str).to_numpy(dtype=object), return_inverse=True)[1]
    cells = np.unique(coded["cell"].to_numpy(dtype=object), return_inverse=True)[1]
    return {
        name: pilot(
            np.asarray(coded["given"] == name, dtype=np.float64),
            probabilities[:, code],
            documents,
            cells,
        )
        for code, name in enumerate(names)
    }

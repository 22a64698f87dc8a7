"""Gold sampling: which passages to code, drawn with probabilities that stay beside their labels."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.corpus import Structure, require_columns
from stance.errors import StanceError
from stance.labels.cells import check_whole_documents, in_cells
from stance.labels.draw_core import equal_probabilities, proportional_probabilities, systematic
from stance.labels.intervals import FEWEST_DOCUMENTS
from stance.labels.probabilities import probabilities_of

if TYPE_CHECKING:
    import pandas as pd

DESIGNS = ("stratified", "uncertainty")
# Half of every size is the same for all: where the model is sure and wrong, a weight must not explode.
_EVEN = 0.5


@dataclass(frozen=True)
class CellDraw:
    """How much of a cell was drawn."""

    cell: str
    documents: int
    of_documents: int
    passages: int
    of_passages: int

    def __str__(self) -> str:
        few = f"  no interval: fewer than {FEWEST_DOCUMENTS} documents"
        return (
            f"{self.cell:<40} {self.documents:>6,} of {self.of_documents:<8,} {self.passages:>6,} of "
            f"{self.of_passages:<8,}{few if self.documents < FEWEST_DOCUMENTS else ''}"
        ).rstrip()


@dataclass(frozen=True)
class Draw:
    """Passages to code, in the order of coding: documents shuffled, the passages of each kept together.

    `frame` has `sampling_probability`, `sampling_design` and `cell` beside the passages' own columns.
    """

    frame: pd.DataFrame
    cells: tuple[CellDraw, ...]
    by: tuple[str, ...]
    design: str
    seed: int
    notes: tuple[str, ...]

    def __str__(self) -> str:
        head = f"{' / '.join(self.by) or 'cell':<40} {'documents':<18} passages"
        title = f"{len(self.frame):,} passages to code: {self.design}, seed {self.seed}"
        return "\n".join([title, head, *map(str, self.cells), *self.notes])

    def to_dict(self) -> dict[str, Any]:
        """How much was drawn of each cell, and how."""
        return {
            "passages": len(self.frame),
            "by": list(self.by),
            "design": self.design,
            "seed": self.seed,
            "cells": [asdict(x) for x in self.cells],
            "notes": list(self.notes),
        }

    def to_frame(self) -> pd.DataFrame:
        """The passages."""
        return self.frame


def draw(
    predictions: pd.DataFrame,
    by: Sequence[str] = (),
    *,
    documents: int | None = None,
    passages: int | None = None,
    passages_per_document: int | None = None,
    design: str = "stratified",
    seed: int = 0,
    structure: Structure | None = None,
) -> Draw:
    """Draw documents or passages in every cell, with known probabilities.

    Parameters
    ----------
    predictions : pandas.DataFrame
        One row a passage: passage_id, the document's column, the columns of `by`, and for the design
        "uncertainty" ``p_<label>`` for every label.
    by : sequence of str
        Columns whose combinations are the cells; none: one cell.
    documents, passages : int
        How many to draw in each cell, one or the other. A cell that has fewer is taken whole.
    passages_per_document : int, optional
        Code no more than so many passages of a document drawn, chosen at random; all, if not given.
    design : {"stratified", "uncertainty"}
        "stratified": every document (or passage) of a cell is as likely as any other. "uncertainty": in
        proportion to half its equal share and half the model's uncertainty, the root of the sum of 1 -
        sum_k p_k^2 over its passages. Either way the probability of each is exact, whatever the model is
        worth.
    seed : int
        The draw in a cell depends on the seed and the cell, not on the other cells or on the order of rows.
    structure : Structure, optional
        Names the document column.

    Returns
    -------
    Draw

    Raises
    ------
    StanceError
        When a column is absent, a passage is there twice, a document lies in two cells, or the numbers or the
        design are not possible.

    Examples
    --------
    >>> import pandas as pd
    >>> speeches = pd.DataFrame({"passage_id": [f"p{i}" for i in range(60)]})
    >>> speeches["document_id"] = [f"d{i // 2:02}" for i in range(60)]
    >>> speeches["year"] = [2019 if i < 40 else 2020 for i in range(60)]
    >>> drawn = draw(speeches, ["year"], documents=10, seed=1)
    >>> print(drawn)
    40 passages to code: 10 documents a cell, stratified, seed 1
    year                                     documents          passages
    2019                                         10 of 20           20 of 40
    2020                                         10 of 10           20 of 20
    """
    _check_numbers(documents, passages, passages_per_document, design)
    document = (structure or Structure()).document or "passage_id"
    require_columns(predictions, ["passage_id", document, *by], "predictions")
    frame, notes = in_cells(predictions, by)
    _check_distinct(frame)
    if documents is not None:
        check_whole_documents(frame, document)
    unit = document if documents is not None else "passage_id"
    parts, cells = [], []
    for cell, rows in frame.groupby("cell", sort=True):
        rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(zlib.crc32(str(cell).encode()),)))
        drawn = _draw_units(rows, unit, documents or passages or 0, design, rng)
        if passages_per_document is not None:
            drawn = _draw_within(drawn, document, passages_per_document, rng)
        parts.append(drawn)
        n, of = drawn[document].nunique(), rows[document].nunique()
        cells.append(CellDraw(str(cell), n, of, len(drawn), len(rows)))
    name = f"{documents or passages} {'passages' if documents is None else 'documents'} a cell, {design}"
    if passages_per_document is not None:
        name += f", at most {passages_per_document} passages of each"
    ordered = _in_order_of_coding(parts, document, seed).assign(sampling_design=name)
    return Draw(ordered, tuple(cells), tuple(by), name, seed, notes)


def _check_numbers(documents: int | None, passages: int | None, within: int | None, design: str) -> None:
    if (documents is None) == (passages is None):
        raise StanceError(
            "'documents' or 'passages' must say how many to draw in a cell; got both or neither."
        )
    if passages is not None and within is not None:
        raise StanceError("'passages_per_document' must come with 'documents'; got it with 'passages'.")
    for name, n in {"documents": documents, "passages": passages, "passages_per_document": within}.items():
        if n is not None and n < 1:
            raise StanceError(f"{name!r} must be at least 1; got {n}.")
    if design not in DESIGNS:
        raise StanceError(f"'design' must be one of {list(DESIGNS)}; got {design!r}.")


def _check_distinct(frame: pd.DataFrame) -> None:
    twice = frame["passage_id"].duplicated().to_numpy()
    if twice.any():
        name = frame["passage_id"].iloc[int(twice.argmax())]
        raise StanceError(f"'passage_id' must be distinct; got {name!r} twice (predictions).")


def _draw_units(
    rows: pd.DataFrame, unit: str, n_drawn: int, design: str, rng: np.random.Generator
) -> pd.DataFrame:
    ids = rows[unit].astype(str)
    names, of = np.unique(ids.to_numpy(dtype=object), return_inverse=True)
    n_drawn = min(n_drawn, len(names))
    if design == "uncertainty":
        gini = 1 - (probabilities_of(rows)[1] ** 2).sum(axis=1)
        spread = np.sqrt(np.bincount(of, weights=gini.clip(min=0.0)))
        even = spread.mean() or 1.0
        probabilities = proportional_probabilities(_EVEN * even + (1 - _EVEN) * spread, n_drawn)
    else:
        probabilities = equal_probabilities(len(names), n_drawn)
    chosen = np.isin(of, systematic(probabilities, rng))
    return rows[chosen].assign(sampling_probability=probabilities[of[chosen]])


def _draw_within(drawn: pd.DataFrame, document: str, most: int, rng: np.random.Generator) -> pd.DataFrame:
    """At most so many passages of each document, each as likely as the others."""
    by_id = drawn.sort_values("passage_id", key=lambda x: x.astype(str))
    shuffled = by_id.iloc[rng.permutation(len(by_id))]
    size = shuffled.groupby(document)["passage_id"].transform("size")
    kept = shuffled.groupby(document).cumcount() < most
    share = np.minimum(most / size, 1.0)
    return shuffled.assign(sampling_probability=shuffled["sampling_probability"] * share)[kept]


def _in_order_of_coding(parts: Sequence[pd.DataFrame], document: str, seed: int) -> pd.DataFrame:
    import pandas as pd

    frame = pd.concat(parts)
    names, of = np.unique(frame[document].astype(str).to_numpy(dtype=object), return_inverse=True)
    rank = np.random.default_rng(np.random.SeedSequence(seed)).permutation(len(names))[of]
    position = pd.to_numeric(frame.get("position", pd.Series(0, frame.index)), errors="coerce")
    ids = frame["passage_id"].astype(str).to_numpy(dtype=object)
    return frame.iloc[np.lexsort((ids, position.to_numpy(np.float64, na_value=np.nan), rank))].reset_index(
        drop=True
    )

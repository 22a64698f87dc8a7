"""Cells: the combinations of columns such as source and year that shares are wanted for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stance.errors import StanceError

if TYPE_CHECKING:
    import pandas as pd


def in_cells(predictions: pd.DataFrame, by: Sequence[str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The passages that lie in a cell, with its name, and what is to be said of the others."""
    outside = predictions[list(by)].isna().any(axis=1)
    frame = predictions[~outside]
    if frame.empty:
        raise StanceError(f"Some passage must have a value of each of {list(by)}; none has.")
    # A year that a missing value turned into 2019.0 is still 2019.
    values = frame[list(by)].convert_dtypes().astype(str).itertuples(index=False, name=None)
    cell = [" / ".join(row) for row in values] if by else "everything"
    note = f"{int(outside.sum()):,} passages without {' or '.join(by)} lie in no cell."
    return frame.assign(cell=cell), (note,) if outside.any() else ()


def check_whole_documents(frame: pd.DataFrame, document: str) -> None:
    """Refuse a document that lies in two cells: it can not be drawn for one of them."""
    cells = frame.groupby(document)["cell"].nunique()
    if (cells > 1).any():
        name = cells.index[(cells > 1).to_numpy()][0]
        raise StanceError(
            f"A document must lie in one cell; {name!r} lies in {cells[name]} "
            f"(draw passages, or choose other columns)."
        )

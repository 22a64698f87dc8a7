"""A section of the page: paragraphs, figures and tables, and the gaps that a reader must know of."""

from __future__ import annotations

from dataclasses import dataclass

from stance.report.page.embed import Figure
from stance.report.page.tables import Table

# A figure with a shape for each of so many cells is crowded.
MANY_CELLS = 300


@dataclass(frozen=True)
class Section:
    """What stands under one heading; `gaps` says what is not there and why."""

    id: str
    title: str
    paragraphs: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    parts: tuple[Figure | Table, ...] = ()

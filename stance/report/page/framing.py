"""The section on what the corpus says: every cell as figures and as a table that opens its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stance.report.cells import as_frame, read_cells, records
from stance.report.comparison import Comparison
from stance.report.figures.composition import composition
from stance.report.figures.forest import forest
from stance.report.figures.heatmap import heatmap
from stance.report.figures.position_scale import position_scale
from stance.report.figures.trajectories import is_time, trajectories
from stance.report.names import plain, words
from stance.report.page.coding import to_code
from stance.report.page.differences import differences
from stance.report.page.embed import Figure, embed
from stance.report.page.facts import Facts
from stance.report.page.section import MANY_CELLS, Section
from stance.report.page.tables import Cell, Row, Table, number, position, share, to_csv

if TYPE_CHECKING:
    import pandas as pd

    from stance.framing.position import Positions
    from stance.framing.results import Prevalence

_MOST_LABELS = 6


def framing_section(
    facts: Facts, comparison: Comparison, groups: Positions | None, frame: pd.DataFrame
) -> Section:
    """Shares and positions of every cell.

    Parameters
    ----------
    facts : Facts
    comparison : Comparison
    groups : Positions or None
        By the first column of a cell, where the codebook has a scale.
    frame : DataFrame
        The predictions.
    """
    parts: list[Figure | Table] = [*_figures(facts, comparison, groups)]
    first = facts.by[0]
    if len(facts.by) > 1:
        parts.append(_table(facts, comparison.groups, groups, "table-groups", f"Every {words(first)}"))
    named = " and ".join(map(words, facts.by))
    parts.append(_table(facts, comparison.cells, comparison.positions, "table-cells", f"Every cell: {named}"))
    further = (differences(comparison.cells, facts.codebook), to_code(comparison.cells, frame))
    parts += [table for table in further if table is not None]
    return Section("framing", "What the corpus says", parts=tuple(parts))


def _figures(facts: Facts, comparison: Comparison, groups: Positions | None) -> list[Figure]:
    by, codebook = facts.by, facts.codebook
    made = []
    if groups is not None:
        ax = forest(groups, by=by[0], codebook=codebook)
        made.append(
            embed(
                ax, "figure-forest", "Left and right are the two sides; a wide bar says that little is known."
            )
        )
    ax = composition(comparison.groups, by=by[0], codebook=codebook)
    made.append(
        embed(
            ax,
            "figure-composition",
            "What every share is made of; black strokes are the intervals at both ends.",
        )
    )
    if len(by) > 1:
        drawn: Any = comparison.positions or comparison.cells
        label = None if comparison.positions else _most_frequent(facts)
        ax = heatmap(drawn, rows=by[0], columns=by[1], label=label, codebook=codebook)
        made.append(
            embed(
                ax,
                "figure-heatmap",
                "Grey cells hold too little, or something stands against them: see the table.",
                crowded=facts.n_cells > MANY_CELLS,
            )
        )
        if is_time(comparison.cells.cells[by[1]]):
            ax = trajectories(drawn, time=by[1], by=by[0], label=label, codebook=codebook)
            made.append(
                embed(
                    ax,
                    "figure-trajectories",
                    "Hollow points have too few documents; bars count the documents.",
                )
            )
    if groups is not None:
        ax = position_scale(groups, by=by[0], codebook=codebook)
        reading = (
            "The same on the logarithmic scale: from two to one to four to one is as far as from one to two."
        )
        made.append(embed(ax, "figure-position", reading))
    return made


def _table(facts: Facts, cells: Prevalence, positions: Positions | None, id: str, title: str) -> Table:
    by, frame = cells.by, cells.to_frame()
    every = [x for x in facts.codebook.labels if x in cells.labels]
    labels = (
        sorted(every, key=lambda x: -facts.predicted[x])[:_MOST_LABELS]
        if len(every) > _MOST_LABELS
        else every
    )
    shares = [records(read_cells(frame, by, label)) for label in labels]
    scores = None if positions is None else records(read_cells(positions, by))
    mixed, against = len(set(cells.method)) > 1, any(cell["reason"] for cell in shares[0])
    rows = []
    for k, cell in enumerate(shares[0]):
        shown = [Cell(plain(cell[name])) for name in by]
        if scores is not None:
            shown.append(position(scores[k]["estimate"], scores[k]["low"], scores[k]["high"]))
        shown += [share(own[k]["estimate"], own[k]["low"], own[k]["high"]) for own in shares]
        shown += [number(cell["n_documents"]), number(cell["n_passages"])]
        shown += [Cell(_said(cell["method"], cell["reason"]))] * (mixed or against)
        rows.append(Row(tuple(shown), grey=bool(cell["reason"])))
    columns = [*map(words, by), *["mean position"] * (scores is not None), *map(facts.codebook.title, labels)]
    columns += ["documents", "passages"]
    numeric = [is_time(cells.cells[name]) for name in by]
    numeric += [True] * (len(columns) - len(by)) + [False] * (mixed or against)
    notes = [
        f"In brackets the {100 * cells.level:.4g} % interval over documents, where one can be claimed.",
        "" if mixed else f"Method: {cells.method[0]}.",
        "The most frequent labels are shown; the CSV holds all." if len(labels) < len(every) else "",
    ]
    return Table(
        id,
        f"{title}, with shares of passages",
        (*columns, *["method, and what stands against it" if against else "method"] * (mixed or against)),
        tuple(numeric),
        tuple(rows),
        to_csv(_joined(frame, positions)),
        " ".join(note for note in notes if note),
        by,
    )


def _said(method: str, reason: str) -> str:
    """The method with the reason against its number, which may begin with what the method said."""
    if not reason:
        return method
    last = method.rpartition(", ")[2]
    return f"{method}{reason.removeprefix(last)}" if reason.startswith(last) else f"{method}; {reason}"


def _joined(frame: pd.DataFrame, positions: Positions | None) -> pd.DataFrame:
    """Shares by cell and label, with the positions of the cell beside them."""
    if positions is None:
        return frame
    numbers = [
        f"{name}{end}" for name in ("score", "position", "importance") for end in ("", "_low", "_high")
    ]
    own = as_frame(positions)[numbers].add_prefix("cell_")
    repeated = own.loc[own.index.repeat(len(frame) // len(own))].reset_index(drop=True)
    return frame.reset_index(drop=True).join(repeated)


def _most_frequent(facts: Facts) -> str:
    return max(facts.predicted, key=lambda label: facts.predicted[label])

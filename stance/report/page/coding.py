"""The table of documents to code next, so that grey cells can be claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stance.errors import StanceError
from stance.framing.next_documents import documents_to_code
from stance.framing.results import Prevalence
from stance.report.names import plain, words
from stance.report.page.tables import Cell, Row, Table, number, to_csv

if TYPE_CHECKING:
    import pandas as pd

_MOST_ROWS = 300


def to_code(cells: Prevalence, frame: pd.DataFrame) -> Table | None:
    """Documents of the grey cells, drawn with known probabilities; None where no coding would help."""
    try:
        drawn = documents_to_code(cells, frame).frame
    except StanceError:
        return None
    by, facts = list(cells.by), [x for x in ("title", "source") if x in drawn.columns and x not in cells.by]
    documents = drawn.groupby("document_id", sort=False)
    listed = documents[[*by, *facts, "sampling_probability"]].first()
    listed.insert(len(by) + len(facts), "passages", documents.size())
    listed = listed.sort_values(by, kind="stable").reset_index()
    shown = [*by, "document_id", *facts]
    rows = [
        Row(
            (
                *(Cell(plain(row[name])) for name in shown),
                number(row["passages"]),
                number(row["sampling_probability"], f"{row['sampling_probability']:.3f}"),
            )
        )
        for row in listed.head(_MOST_ROWS).to_dict("records")
    ]
    more = f" The first {_MOST_ROWS}; the CSV holds all {len(listed):,}." if len(listed) > _MOST_ROWS else ""
    return Table(
        "table-next",
        "What to code next",
        (*map(words, shown), "passages", "probability"),
        (*[False] * len(shown), True, True),
        tuple(rows),
        to_csv(listed[[*shown, "passages", "sampling_probability"]]),
        note=(
            "Documents of the grey cells that have ten or more, drawn with these probabilities. "
            f"Coded in full, they give the cell a share that holds whatever the classifier is worth.{more}"
        ),
        by=tuple(by),
    )

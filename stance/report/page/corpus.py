"""The section on what the corpus holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stance.report.cells import in_order, plain_key
from stance.report.figures.coverage import coverage
from stance.report.names import plain, words
from stance.report.page.embed import embed
from stance.report.page.facts import Facts
from stance.report.page.section import MANY_CELLS, Section
from stance.report.page.tables import Cell, Row, Table, number, to_csv

if TYPE_CHECKING:
    import pandas as pd


def corpus_section(facts: Facts, frame: pd.DataFrame) -> Section:
    """Documents by cell, as a map and as a table by the first column."""
    by = facts.by
    parts: list[Any] = []
    if len(by) > 1:
        map_of = coverage(frame, rows=by[0], columns=by[1])
        reading = "Every cell is a count of documents; what is empty can not be compared."
        parts.append(embed(map_of, "figure-coverage", reading, crowded=facts.n_cells > MANY_CELLS))
    parts.append(_table(facts, frame))
    gaps = []
    if facts.n_unsourced:
        gaps.append(
            f"{facts.n_unsourced:,} of {facts.n_documents:,} documents name no source; it is “unknown”."
        )
    if facts.n_undated:
        gaps.append(
            f"{facts.n_undated:,} of {facts.n_documents:,} documents have no year and are in no line."
        )
    return Section("corpus", "The corpus", gaps=tuple(gaps), parts=tuple(parts))


def _table(facts: Facts, frame: pd.DataFrame) -> Table:
    import pandas as pd

    column, labels = facts.by[0], facts.codebook.labels
    documents: dict[Any, set[Any]] = {}
    predicted: dict[Any, dict[str, int]] = {}
    for value, document, label in zip(frame[column], frame["document_id"], frame["predicted"], strict=True):
        key = plain_key(value)
        documents.setdefault(key, set()).add(document)
        counts = predicted.setdefault(key, dict.fromkeys(labels, 0))
        counts[label] += 1
    found = [
        [plain(key), len(documents[key]), sum(predicted[key].values()), *predicted[key].values()]
        for key in in_order(list(documents))
    ]
    rows = [Row((Cell(str(first)), *map(number, numbers))) for first, *numbers in found]
    titles = [f"labelled “{facts.codebook.title(label)}”" for label in labels]
    return Table(
        "table-corpus",
        f"Documents and passages by {words(column)}, with the number of passages given each label",
        (words(column), "documents", "passages", *titles),
        (False, *[True] * (2 + len(labels))),
        tuple(rows),
        to_csv(pd.DataFrame(found, columns=[column, "documents", "passages", *labels])),
        note="Counts of predicted labels, with the classifier's errors in them.",
        by=(column,),
    )

"""From a labelled table and its declared structure to the arrays that evaluation works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stance.corpus import Structure, require_columns
from stance.documents.duplicates import find_duplicates
from stance.errors import StanceError
from stance.evaluation.groups import Codes, codes, joined
from stance.evaluation.out_of_fold import NO_REWORDINGS, Passages, Rewordings
from stance.evaluation.splits import (
    Split,
    by_document,
    forward_in_time,
    leave_one_source_out,
    optimistic_random,
)
from stance.labelled import LabelledTable, labelled_table

if TYPE_CHECKING:
    import pandas as pd

SPLITS = ("optimistic_random", "document", "source", "source_type", "time")


def read(
    data: str | Path | pd.DataFrame | LabelledTable,
    structure: Structure | None = None,
    labels: Sequence[str] | None = None,
) -> LabelledTable:
    """The checked table, its labels in the order asked for."""
    table = data if isinstance(data, LabelledTable) else labelled_table(data, structure or Structure())
    if labels is None:
        return table
    unknown = [x for x in table.labels if x not in labels]
    if unknown:
        raise StanceError(f"'labels' must name every label of the table; got no {unknown[0]!r}.")
    return replace(table, labels=tuple(labels))


def documents_of(table: LabelledTable) -> Codes:
    """Document codes; without a document column every row is a document."""
    name = table.structure.document
    return np.arange(len(table.frame)) if name is None else codes(table.frame[name], name)


def passages_of(table: LabelledTable, duplicates: Codes | None = None) -> Passages:
    """Texts, label codes and the groups that no split may divide: documents, and clusters if given."""
    code = {label: k for k, label in enumerate(table.labels)}
    truth = np.array([code[x] for x in table.frame[table.structure.label]], dtype=np.int64)
    texts = table.frame[table.structure.text].to_numpy(dtype=object)
    return Passages(texts, truth, joined(documents_of(table), duplicates), table.labels)


def duplicates_of(table: LabelledTable) -> Codes:
    """Clusters of passages of the same or nearly the same words; -1 for the rest."""
    found = find_duplicates(table.frame[table.structure.text].tolist()).codes
    return np.where(np.bincount(found)[found] > 1, found, -1)


def rewordings_of(frame: pd.DataFrame | None, table: LabelledTable) -> Rewordings:
    """Further training texts and the row that each rewords, for passages of the table."""
    if frame is None:
        return NO_REWORDINGS
    require_columns(frame, ["passage_id", "text"], "rewordings")
    require_columns(table.frame, ["passage_id"], "table with rewordings")
    row = {identity: k for k, identity in enumerate(table.frame["passage_id"])}
    owners = np.array([row.get(x, -1) for x in frame["passage_id"]], dtype=np.int64)
    texts: NDArray[Any] = frame["text"].to_numpy(dtype=object)
    return Rewordings(texts[owners >= 0], owners[owners >= 0])


def make_split(
    table: LabelledTable, split: str, *, folds: int = 5, seed: int = 0, duplicates: Codes | None = None
) -> Split:
    """The split of that name, made from the table's declared columns."""
    if split not in SPLITS:
        raise StanceError(f"'split' must be one of {list(SPLITS)}; got {split!r}.")
    clusters = duplicates_of(table) if duplicates is None else duplicates
    truth, documents = passages_of(table).truth, documents_of(table)
    if split == "document":
        return by_document(truth, documents, folds=folds, seed=seed, duplicates=clusters)
    if split == "optimistic_random":
        return optimistic_random(truth, folds=folds, seed=seed)
    if split == "source_type":
        require_columns(table.frame, ["source_type"], "split by source type")
    column = {"source": table.structure.source, "time": table.structure.time}.get(split, split)
    if column is None:
        raise StanceError(f"The split 'by {split}' must have a declared column; got none.")
    values = table.frame[column].astype(object).to_numpy()
    if split == "time":
        return forward_in_time(documents, values, folds=folds, duplicates=clusters)
    return leave_one_source_out(
        truth, documents, values, folds=folds, seed=seed, duplicates=clusters, noun=split.replace("_", " ")
    )

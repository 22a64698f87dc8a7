"""Scores by source, source type, time and length: where a model is worse than its average."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from stance.evaluation.data import documents_of
from stance.evaluation.groups import Codes
from stance.evaluation.intervals import Estimate
from stance.evaluation.out_of_fold import OutOfFold
from stance.evaluation.scores import score
from stance.labelled import LabelledTable

_MOST_VALUES = 100


@dataclass(frozen=True)
class Slice:
    """The scores of the passages that share one value."""

    by: str
    value: str
    accuracy: Estimate
    macro_f1: Estimate

    def __str__(self) -> str:
        return (
            f"{self.by} {self.value}: macro-F1 {self.macro_f1}, accuracy {self.accuracy}, "
            f"{self.accuracy.n_documents} documents"
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "by": self.by,
            "value": self.value,
            "accuracy": self.accuracy.to_dict(),
            "macro_f1": self.macro_f1.to_dict(),
        }


def slices(table: LabelledTable, truth: Codes, made: OutOfFold, *, seed: int = 0) -> tuple[Slice, ...]:
    """Score the tested passages by each declared column, and by length in words.

    Passages whose value is missing are in no slice. Of a column with more than 100 values, the 100 with the
    most passages are scored. Length is cut at the thirds of the tested passages.
    """
    documents = documents_of(table)
    found = []
    for by, values, order in _columns(table, made):
        rows_of: dict[Any, list[int]] = {value: [] for value in order}
        for row, value in enumerate(values):
            if value is not None:
                rows_of[value].append(row)
        kept = set(sorted(order, key=lambda value: -len(rows_of[value]))[:_MOST_VALUES])
        for value in (x for x in order if x in kept):
            rows = np.array(rows_of[value])
            tested = made.tested[rows]
            scores = score(
                truth[tested], made.predicted[rows], None, documents[tested], table.labels, seed=seed
            )
            found.append(Slice(by, str(value), scores.overall["accuracy"], scores.overall["macro_f1"]))
    return tuple(found)


def _columns(table: LabelledTable, made: OutOfFold) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """What to slice by, the value of each tested passage, and the values in reading order."""
    structure = table.structure
    names = {"source": structure.source, "source_type": "source_type", "time": structure.time}
    tested = table.frame.iloc[made.tested]
    for by, name in names.items():
        if name is not None and name in tested.columns:
            column = tested[name].astype(object)
            values = [_plain(x) for x in column.where(column.notna(), None)]
            yield by, values, sorted({x for x in values if x is not None}, key=_order)
    words = np.array([len(text.split()) for text in tested[structure.text]])
    low, high = (int(x) for x in np.quantile(words, [1 / 3, 2 / 3]))
    titles = [f"up to {low} words", f"{low + 1} to {high} words", f"over {high} words"]
    lengths = [titles[int(n > low) + int(n > high)] for n in words]
    yield "length", lengths, [title for title in titles if title in set(lengths)]


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _order(value: Any) -> tuple[bool, Any, str]:
    number = isinstance(value, int | float)
    return (not number, value if number else 0, str(value))

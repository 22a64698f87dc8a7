"""Predictions added up to one row per cell and document: all that shares and their intervals need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.corpus import Structure, require_columns
from stance.errors import StanceError

if TYPE_CHECKING:
    import pandas as pd

_SUM_TOLERANCE = 1e-6
_SMALLEST_STRATUM = 5


@dataclass(frozen=True)
class DocumentTotals:
    """Sums over the passages of each document in each cell.

    Sums of two batches are the sum of the batches: totals of any number of batches, in any order
    or tree, `merge` to the totals of the whole.

    Parameters
    ----------
    by, labels : tuple of str
        The columns that make a cell, and the labels in the order of the probabilities.
    structure : Structure
        Names the document and the source.
    keys : pandas.DataFrame
        Per row the cell, the document and the source.
    sums : pandas.DataFrame
        Per row, columns as in `columns`.
    """

    by: tuple[str, ...]
    labels: tuple[str, ...]
    structure: Structure
    keys: pd.DataFrame
    sums: pd.DataFrame

    @classmethod
    def from_frame(
        cls,
        predictions: pd.DataFrame,
        by: Sequence[str],
        structure: Structure | None = None,
        labels: Sequence[str] | None = None,
    ) -> DocumentTotals:
        """Add up a table of predictions.

        Parameters
        ----------
        predictions : pandas.DataFrame
            One row a passage, with a column ``p_<label>`` per label and the columns of `by`.
        by : sequence of str
            The columns that make a cell; none makes one cell of everything.
        structure : Structure, optional
            Which columns are the document and the source.
        labels : sequence of str, optional
            In the order wanted; the order of the columns ``p_<label>`` otherwise.

        Raises
        ------
        StanceError
            When a column is absent, a document is not named, or a row's probabilities are none.
        """
        import pandas as pd

        structure = structure or Structure()
        labels = tuple(labels) if labels is not None else _labels_of(predictions)
        document = structure.document or "passage_id"
        source = [x for x in [structure.source] if x is not None and x in predictions.columns]
        names = list(dict.fromkeys([*by, document, *source]))
        require_columns(predictions, [*names, *(f"p_{x}" for x in labels)], "predictions")
        if predictions[document].isna().any():
            row = int(predictions[document].isna().to_numpy().argmax()) + 1
            raise StanceError(f"{document!r} must name a document; got nothing (predictions, row {row}).")
        probabilities = _probabilities(predictions, labels)
        predicted = _predicted(predictions, probabilities, labels)
        values = {"passages": np.ones(len(predictions))}
        for k, label in enumerate(labels):
            values[f"predicted {label}"] = predicted[:, k]
            values[f"probability {label}"] = probabilities[:, k]
            values[f"square {label}"] = probabilities[:, k] ** 2
        keys = predictions[names].reset_index(drop=True)
        return _grouped(tuple(by), labels, structure, keys, pd.DataFrame(values))

    @classmethod
    def from_batches(
        cls,
        batches: Iterable[pd.DataFrame],
        by: Sequence[str],
        structure: Structure | None = None,
        labels: Sequence[str] | None = None,
    ) -> DocumentTotals:
        """Add up predictions that come in batches and need not fit into memory together."""
        totals = [cls.from_frame(batch, by, structure, labels) for batch in batches]
        if not totals:
            raise StanceError("'batches' must hold at least one batch; got none.")
        return reduce(DocumentTotals.merge, totals)

    def merge(self, other: DocumentTotals) -> DocumentTotals:
        """The totals of both; documents in both are added up."""
        import pandas as pd

        mine, theirs = (self.by, self.labels, self.structure), (other.by, other.labels, other.structure)
        if mine != theirs:
            raise StanceError(f"Totals must have the same cells and labels to be merged; got {theirs[:2]}.")
        keys = pd.concat([self.keys, other.keys], ignore_index=True)
        sums = pd.concat([self.sums, other.sums], ignore_index=True)
        return _grouped(self.by, self.labels, self.structure, keys, sums)

    def columns(self, kind: str) -> NDArray[np.float64]:
        """The sums of one kind, shape (rows, labels): "predicted", "probability" or "square"."""
        return self.sums[[f"{kind} {x}" for x in self.labels]].to_numpy(dtype=float)

    @property
    def passages(self) -> NDArray[np.float64]:
        """The passages of each row, shape (rows,)."""
        return self.sums["passages"].to_numpy(dtype=float)

    def cells(self) -> tuple[pd.DataFrame, NDArray[np.int64]]:
        """The cells, one row each in sorted order, and the cell of each row."""
        return _groups(self.keys, list(self.by))

    def documents(self) -> NDArray[np.int64]:
        """The document of each row as a number."""
        return _groups(self.keys, [self.structure.document or "passage_id"])[1]

    def strata(self) -> NDArray[np.int64]:
        """The stratum of each row: its document's source, within its cell where documents do not span cells.

        Sources with fewer than five documents in a cell share a stratum, because variation within a stratum
        cannot be told from one document.
        """
        documents = self.documents()
        source = [x for x in [self.structure.source] if x is not None and x in self.keys.columns]
        firsts = self.keys.iloc[np.unique(documents, return_index=True)[1]]
        outer = [
            x for x in self.by if (_groups(self.keys, [x])[1] == _groups(firsts, [x])[1][documents]).all()
        ]
        cells = _groups(firsts, outer)[1]
        strata = _groups(firsts, [*outer, *source])[1]
        for cell in np.unique(cells):
            names, counts = np.unique(strata[cells == cell], return_counts=True)
            ascending = np.argsort(counts, kind="stable")
            small = int((counts < _SMALLEST_STRATUM).sum())
            while 0 < small < len(names) and counts[ascending[:small]].sum() < _SMALLEST_STRATUM:
                small += 1
            shared = names[ascending[:small]]
            if small:
                strata[np.isin(strata, shared)] = shared[0]
        return strata[documents]


def _grouped(
    by: tuple[str, ...],
    labels: tuple[str, ...],
    structure: Structure,
    keys: pd.DataFrame,
    sums: pd.DataFrame,
) -> DocumentTotals:
    groups, codes = _groups(keys, list(keys.columns))
    return DocumentTotals(by, labels, structure, groups, sums.groupby(codes, sort=True).sum())


def _groups(frame: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    # Sorted, so that neither the order of rows nor that of batches shows in a result.
    if not names:
        return frame.iloc[:1, :0], np.zeros(len(frame), dtype=np.int64)
    groups = frame.groupby(names, sort=True, dropna=False, observed=True).ngroup()
    codes = np.array(groups, dtype=np.int64)
    first = np.unique(codes, return_index=True)[1]
    return frame.iloc[first][names].reset_index(drop=True), codes


def _labels_of(predictions: pd.DataFrame) -> tuple[str, ...]:
    labels = tuple(str(x)[2:] for x in predictions.columns if str(x).startswith("p_"))
    if len(labels) < 2:
        raise StanceError(f"Predictions must have a column 'p_<label>' per label; got {len(labels)} of them.")
    return labels


def _probabilities(predictions: pd.DataFrame, labels: tuple[str, ...]) -> NDArray[np.float64]:
    import pandas as pd

    columns = predictions[[f"p_{x}" for x in labels]].apply(pd.to_numeric, errors="coerce")
    values: NDArray[np.float64] = columns.to_numpy(dtype=float, na_value=np.nan)
    with np.errstate(invalid="ignore"):
        distant = np.abs(values.sum(axis=1) - 1) > _SUM_TOLERANCE
        wrong = distant | ~(values >= 0).all(axis=1)
    if wrong.any():
        row = int(wrong.argmax())
        found = ", ".join(f"{x:g}" for x in values[row])
        raise StanceError(
            f"Probabilities must be at least 0 and sum to 1; got {found} (predictions, row {row + 1})."
        )
    return values


def _predicted(
    predictions: pd.DataFrame, probabilities: NDArray[np.float64], labels: tuple[str, ...]
) -> NDArray[np.float64]:
    if "predicted" not in predictions.columns:
        codes = probabilities.argmax(axis=1)
        return np.asarray(codes[:, None] == np.arange(len(labels)), dtype=np.float64)
    chosen = predictions["predicted"].to_numpy(dtype=object)
    indicators = np.asarray(chosen[:, None] == np.array(labels, dtype=object), dtype=np.float64)
    unknown = indicators.sum(axis=1) == 0
    if unknown.any():
        row = int(unknown.argmax())
        raise StanceError(
            f"'predicted' must be one of {list(labels)}; "
            f"got {predictions['predicted'].iloc[row]!r} (predictions, row {row + 1})."
        )
    return indicators

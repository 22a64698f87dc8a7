"""Predictions added up to one row per cell and document: all that shares and their intervals need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.corpus import Structure, require_columns
from stance.errors import StanceError
from stance.framing.passage_values import labels_of, passage_values

if TYPE_CHECKING:
    import pandas as pd

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
        Per row, the sums of `stance.framing.passage_values`.
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
        *,
        gold: pd.DataFrame | None = None,
        language: str | None = None,
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
        gold : pandas.DataFrame, optional
            passage_id, label and sampling_probability; rows of passages that are elsewhere are passed over.
        language : str, optional
            The language that the model reads; passages told to be in another are counted.

        Raises
        ------
        StanceError
            When a column is absent, a document is not named, or a row's probabilities are none.
        """
        if isinstance(by, str):
            raise StanceError(f"'by' must be a list of columns; got the text {by!r}.")
        structure = structure or Structure()
        labels = tuple(labels) if labels is not None else labels_of(predictions)
        document = structure.document or "passage_id"
        source = [x for x in [structure.source] if x is not None and x in predictions.columns]
        names = list(dict.fromkeys([*by, document, *source]))
        require_columns(predictions, [*names, *(f"p_{x}" for x in labels)], "predictions")
        if predictions[document].isna().any():
            row = int(predictions[document].isna().to_numpy().argmax()) + 1
            raise StanceError(f"{document!r} must name a document; got nothing (predictions, row {row}).")
        keys = predictions[names].reset_index(drop=True)
        values = passage_values(predictions, labels, gold, language)
        return _grouped(tuple(by), labels, structure, keys, values)

    @classmethod
    def from_batches(
        cls,
        batches: Iterable[pd.DataFrame],
        by: Sequence[str],
        structure: Structure | None = None,
        labels: Sequence[str] | None = None,
        *,
        gold: pd.DataFrame | None = None,
        language: str | None = None,
    ) -> DocumentTotals:
        """Add up predictions that come in batches and need not fit into memory together."""
        totals = (cls.from_frame(x, by, structure, labels, gold=gold, language=language) for x in batches)
        first = next(totals, None)
        if first is None:
            raise StanceError("'batches' must hold at least one batch; got none.")
        return reduce(DocumentTotals.merge, totals, first)

    def merge(self, other: DocumentTotals) -> DocumentTotals:
        """The totals of both; documents in both are added up."""
        import pandas as pd

        for name, mine, theirs in (
            ("cells", self.by, other.by),
            ("labels", self.labels, other.labels),
            ("columns", tuple(self.sums.columns), tuple(other.sums.columns)),
        ):
            if mine != theirs:
                raise StanceError(f"Totals to merge must have the same {name}; got {mine} and {theirs}.")
        keys = pd.concat([self.keys, other.keys], ignore_index=True)
        sums = pd.concat([self.sums, other.sums], ignore_index=True)
        return _grouped(self.by, self.labels, self.structure, keys, sums)

    def per_label(self, kind: str) -> NDArray[np.float64]:
        """The sums of one kind, shape (rows, labels): "predicted", "probability", "square", "gold" ..."""
        return self._matrix[:, [self._place[f"{kind} {x}"] for x in self.labels]]

    def of(self, name: str) -> NDArray[np.float64]:
        """The sums of one column, shape (rows,): "passages", "coded", "weight", "unseen", "foreign"."""
        return self._matrix[:, self._place[name]]

    @property
    def passages(self) -> NDArray[np.float64]:
        """The passages of each row, shape (rows,)."""
        return self.of("passages")

    @property
    def source(self) -> str | None:
        """The column of the source, where there is one."""
        return self.structure.source if self.structure.source in self.keys.columns else None

    @cached_property
    def _matrix(self) -> NDArray[np.float64]:
        return self.sums.to_numpy(dtype=float)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {str(name): k for k, name in enumerate(self.sums.columns)}

    def cells(self) -> tuple[pd.DataFrame, NDArray[np.int64]]:
        """The cells, one row each in sorted order, and the cell of each row."""
        return numbered(self.keys, list(self.by))

    @cached_property
    def documents(self) -> NDArray[np.int64]:
        """The document of each row as a number."""
        return numbered(self.keys, [self.structure.document or "passage_id"])[1]

    def strata(self, cells: Sequence[str]) -> NDArray[np.int64]:
        """The stratum of each row: its document's source, within its cell where documents do not span cells.

        Sources with fewer than five documents in a cell share a stratum, because variation within a stratum
        cannot be told from one document.

        Parameters
        ----------
        cells : sequence of str
            The columns of `by` whose combinations are drawn apart.
        """
        documents = self.documents
        firsts = self.keys.iloc[np.unique(documents, return_index=True)[1]]
        fixed = [x for x in cells if _varies_not(self.keys, firsts, x, documents)]
        outer = numbered(firsts, fixed)[1]
        strata = numbered(firsts, [*fixed, *([self.source] if self.source else [])])[1]
        sorted_by_cell = np.argsort(outer, kind="stable")
        for members in np.split(sorted_by_cell, np.cumsum(np.bincount(outer))[:-1]):
            strata[members] = _joined(strata[members])
        return strata[documents]


def _varies_not(keys: pd.DataFrame, firsts: pd.DataFrame, name: str, documents: NDArray[np.int64]) -> bool:
    return bool((numbered(keys, [name])[1] == numbered(firsts, [name])[1][documents]).all())


def _joined(strata: NDArray[np.int64]) -> NDArray[np.int64]:
    names, of, counts = np.unique(strata, return_inverse=True, return_counts=True)
    ascending = np.argsort(counts, kind="stable")
    small = int((counts < _SMALLEST_STRATUM).sum())
    while 0 < small < len(names) and counts[ascending[:small]].sum() < _SMALLEST_STRATUM:
        small += 1
    if small:
        names[ascending[:small]] = names[ascending[0]]
    return np.asarray(names[of], dtype=np.int64)


def _grouped(
    by: tuple[str, ...],
    labels: tuple[str, ...],
    structure: Structure,
    keys: pd.DataFrame,
    sums: pd.DataFrame,
) -> DocumentTotals:
    groups, codes = numbered(keys, list(keys.columns))
    return DocumentTotals(by, labels, structure, groups, sums.groupby(codes, sort=True).sum())


def numbered(frame: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """The distinct rows of some columns in sorted order, and the place of each row among them.

    Sorted, so that neither the order of rows nor that of batches shows in a result.
    """
    if not names:
        return frame.iloc[:1, :0], np.zeros(len(frame), dtype=np.int64)
    groups = frame.groupby(names, sort=True, dropna=False, observed=True).ngroup()
    codes = np.array(groups, dtype=np.int64)
    first = np.unique(codes, return_index=True)[1]
    return frame.iloc[first][names].reset_index(drop=True), codes

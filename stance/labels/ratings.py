"""Labels as a matrix: one row a passage, one column a coder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.codebook import Codebook
from stance.corpus import ADJUDICATED, Structure, require_columns
from stance.errors import StanceError
from stance.labels.agreement_core import Sums, sums_by_document

if TYPE_CHECKING:
    import pandas as pd

REVISED = "revised"
DERIVED = (ADJUDICATED, REVISED)
"""Names under which labels are stored that nobody read off a passage alone."""


@dataclass(frozen=True)
class Ratings:
    """Who gave which label to which passage.

    Parameters
    ----------
    codes : ndarray of int, shape (n_passages, n_coders)
        Position of the label in `labels`; -1 where the coder did not code the passage.
    documents : ndarray of int, shape (n_passages,)
        Position of each passage's document in `document_ids`.
    coders, labels : tuple of str
        What the columns and the codes stand for.
    passage_ids, document_ids : tuple of str
        Passages in the order in which they first appear in the labels; documents sorted.
    nested : bool
        False when nothing is known of documents and every passage counts as its own.
    """

    codes: NDArray[np.int64]
    documents: NDArray[np.int64]
    coders: tuple[str, ...]
    labels: tuple[str, ...]
    passage_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    nested: bool

    @cached_property
    def counts(self) -> NDArray[np.float64]:
        """How many coders gave each label, shape (n_passages, n_labels)."""
        given = self.codes[:, :, None] == np.arange(len(self.labels))
        counts: NDArray[np.float64] = given.sum(axis=1).astype(np.float64)
        return counts

    @cached_property
    def sums(self) -> Sums:
        """What each document adds to every coefficient of agreement."""
        return sums_by_document(self.counts, np.unique(self.documents, return_inverse=True)[1])

    def of_passages(self, rows: NDArray[np.int64]) -> Ratings:
        """The ratings of some of the passages."""
        ids = tuple(self.passage_ids[i] for i in rows)
        return replace(self, codes=self.codes[rows], documents=self.documents[rows], passage_ids=ids)

    def of_coders(self, columns: Sequence[int]) -> Ratings:
        """The ratings by some of the coders."""
        return replace(
            self, codes=self.codes[:, list(columns)], coders=tuple(self.coders[i] for i in columns)
        )


def ratings(
    labels: pd.DataFrame,
    passages: pd.DataFrame | None = None,
    *,
    codebook: Codebook | None = None,
    exclude: Sequence[str] = DERIVED,
    structure: Structure | None = None,
    fewest_coders: int = 2,
) -> Ratings:
    """Arrange a table of labels by passage and coder.

    Parameters
    ----------
    labels : pandas.DataFrame
        Columns passage_id, coder, label; a missing label is a passage not coded.
    passages : pandas.DataFrame, optional
        Columns passage_id and the document's. Without it every passage counts as a document.
    codebook : Codebook, optional
        Gives the possible labels; else they are the labels that occur, sorted.
    exclude : sequence of str
        Names under `coder` that are no coders, such as an adjudicated label.
    structure : Structure, optional
        Names the document column.
    fewest_coders : int
        How many coders there must be.

    Raises
    ------
    StanceError
        When a column is absent, a coder labelled a passage twice, too few coders remain, a label is
        outside the codebook, or a passage is unknown.
    """
    require_columns(labels, ["passage_id", "coder", "label"], "labels")
    rows = labels.loc[labels["label"].notna() & ~labels["coder"].isin(list(exclude))]
    coders = tuple(sorted({str(x) for x in rows["coder"]}))
    if len(coders) < fewest_coders:
        raise StanceError(
            f"'coder' must name at least {fewest_coders} beside {list(exclude)}; got {list(coders)} (labels)."
        )
    known = codebook.labels if codebook else tuple(sorted({str(x) for x in rows["label"]}))
    passage_ids = tuple(dict.fromkeys(str(x) for x in rows["passage_id"]))
    axes = (passage_ids, coders, known)
    row_of, column_of, code_of = ({x: i for i, x in enumerate(names)} for names in axes)
    codes = np.full((len(passage_ids), len(coders)), -1, dtype=np.int64)
    for passage, coder, label in zip(rows["passage_id"], rows["coder"], rows["label"], strict=True):
        if str(label) not in code_of:
            raise StanceError(
                f"'label' must be one of {list(known)}; got {label!r} (passage {passage!r}, coder {coder!r})."
            )
        row, column = row_of[str(passage)], column_of[str(coder)]
        if codes[row, column] >= 0:
            raise StanceError(
                f"A coder must label a passage once; got two labels (passage {passage!r}, coder {coder!r})."
            )
        codes[row, column] = code_of[str(label)]
    of, nested = list(passage_ids), False
    document = (structure or Structure()).document
    if passages is not None and document is not None:
        of, nested = documents_of(passage_ids, passages, document), True
    document_ids, documents = np.unique(np.asarray(of, dtype=object), return_inverse=True)
    return Ratings(codes, documents, coders, known, passage_ids, tuple(document_ids), nested)


def documents_of(passage_ids: Sequence[str], passages: pd.DataFrame, column: str) -> list[str]:
    """The document of each passage, in the order of `passage_ids`.

    Raises
    ------
    StanceError
        When a passage is not in the table, or has no document there.
    """
    require_columns(passages, ["passage_id", column], "passages")
    pairs = zip(passages["passage_id"], passages[column], passages[column].notna(), strict=True)
    of = {str(passage): str(document) for passage, document, given in pairs if given}
    for passage in passage_ids:
        if passage not in of:
            raise StanceError(
                f"Every labelled passage must have a {column!r} in the passages; {passage!r} has none."
            )
    return [of[passage] for passage in passage_ids]

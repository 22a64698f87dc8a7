"""Labels to look at again: those that a model which did not train on them contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.corpus import ADJUDICATED, Structure, require_columns
from stance.errors import StanceError
from stance.labels.confident import Codes, Floats, margins, suspects, thresholds
from stance.labels.probabilities import probabilities_of
from stance.labels.ratings import DERIVED

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class LabelErrors:
    """The queue of labels to look at again.

    Parameters
    ----------
    frame : pandas.DataFrame
        Least plausible first: the passage's own columns, `given`, `suggested`, ``p_given``,
        ``p_suggested``, `margin`, `fold`, and one column a coder with what they said.
    labels : tuple of str
        The labels, in the order of `thresholds`.
    thresholds : tuple of float
        How sure the model is, on average, of the passages given each label.
    coder : str
        Whose labels are questioned.
    fold_design : str
        How the passages that a model was asked of were kept from its training.
    flagged_disputed, flagged_agreed : float or None
        Share of labels called into question among passages on which coders disagreed, and among those on
        which they agreed: where the two are alike, the queue finds the model's errors rather than the
        coders'.
    """

    frame: pd.DataFrame
    labels: tuple[str, ...]
    thresholds: tuple[float, ...]
    coder: str
    fold_design: str
    n_passages: int
    n_documents: int
    flagged_disputed: float | None
    flagged_agreed: float | None

    def __str__(self) -> str:
        lines = [
            f"{len(self.frame):,} of {self.n_passages:,} labels by {self.coder} to look at again "
            f"({self.n_documents:,} documents)",
            f"{'passage':<14} {'given':<22} {'p':>5}  {'suggested':<22} {'p':>5}",
        ]
        for row in self.frame.head(20).to_dict("records"):
            lines.append(
                f"{row['passage_id']!s:<14} {row['given']:<22} {row['p_given']:>5.2f}  "
                f"{row['suggested']:<22} {row['p_suggested']:>5.2f}"
            )
        if len(self.frame) > 20:
            lines.append(f"... and {len(self.frame) - 20:,} more")
        if self.flagged_disputed is not None and self.flagged_agreed is not None:
            lines.append(
                f"In question: {self.flagged_disputed:.0%} of the passages on which coders disagreed, "
                f"{self.flagged_agreed:.0%} of the others."
            )
        return "\n".join([*lines, f"Probabilities: {self.fold_design}. A flag is a question, not a verdict."])

    def to_dict(self) -> dict[str, Any]:
        """Everything, as plain values."""
        rows = self.frame.astype(object).where(self.frame.notna(), None).to_dict("records")
        return {
            "coder": self.coder,
            "labels": list(self.labels),
            "thresholds": [None if np.isinf(x) else x for x in self.thresholds],
            "fold_design": self.fold_design,
            "n_passages": self.n_passages,
            "n_documents": self.n_documents,
            "flagged_disputed": self.flagged_disputed,
            "flagged_agreed": self.flagged_agreed,
            "queue": rows,
        }

    def to_frame(self) -> pd.DataFrame:
        """The queue."""
        return self.frame


def label_errors(
    predictions: pd.DataFrame,
    labels: pd.DataFrame,
    *,
    coder: str = ADJUDICATED,
    decided: Sequence[str] = (),
    fold_design: str = "documents held out whole",
    structure: Structure | None = None,
) -> LabelErrors:
    """Find labels that confident learning calls into question.

    Parameters
    ----------
    predictions : pandas.DataFrame
        Out of fold: columns passage_id, the document's, `fold` (in which fold the passage was held out), and
        ``p_<label>`` for every label.
    labels : pandas.DataFrame
        Columns passage_id, coder, label.
    coder : str
        Whose labels to question; everyone else's are shown beside them.
    decided : sequence of str
        Passages that were looked at again already; they inform the thresholds and stay out of the queue.
    fold_design : str
        A phrase for the output.
    structure : Structure, optional
        Names the document column.

    Returns
    -------
    LabelErrors
        Passages without a label by `coder`, or without a prediction, take no part.

    Raises
    ------
    StanceError
        When a column is absent, a label has no column of probabilities, or a document was held out in
        parts: a model that saw some of its passages knows the answer to the others.
    """
    document = (structure or Structure()).document or "passage_id"
    require_columns(predictions, ["passage_id", document, "fold"], "out-of-fold predictions")
    known = probabilities_of(predictions)[0]
    frame = predictions.merge(_given(labels, coder, known), on="passage_id", how="inner", sort=False)
    if frame.empty:
        raise StanceError(f"Some passage must have a prediction and a label by {coder!r}; none has.")
    _check_whole_documents(frame, document)
    columns = [f"p_{x}" for x in known]
    probabilities = probabilities_of(frame)[1]
    code_of = {label: code for code, label in enumerate(known)}
    given = np.array([code_of[x] for x in frame["given"]], dtype=np.int64)
    rows = suspects(probabilities, given)
    said = frame[["passage_id"]].merge(_said(labels, coder), on="passage_id", how="left", sort=False)
    disputed = (said.drop(columns="passage_id").nunique(axis=1) > 1).to_numpy()
    flagged = np.isin(np.arange(len(frame)), rows)
    queue = _queue(frame.drop(columns=columns), said, probabilities, given, known).iloc[rows]
    return LabelErrors(
        frame=queue[~queue["passage_id"].isin(list(decided))].reset_index(drop=True),
        labels=known,
        thresholds=tuple(thresholds(probabilities, given).tolist()),
        coder=coder,
        fold_design=fold_design,
        n_passages=len(frame),
        n_documents=int(frame[document].nunique()),
        flagged_disputed=float(flagged[disputed].mean()) if disputed.any() else None,
        flagged_agreed=float(flagged[~disputed].mean()) if not disputed.all() else None,
    )


def _given(labels: pd.DataFrame, coder: str, known: Sequence[str]) -> pd.DataFrame:
    require_columns(labels, ["passage_id", "coder", "label"], "labels")
    own = labels.loc[(labels["coder"] == coder) & labels["label"].notna(), ["passage_id", "label"]]
    outside = ~own["label"].isin(list(known)).to_numpy()
    if outside.any():
        label = own["label"].iloc[int(outside.argmax())]
        raise StanceError(f"Every label must have a column of probabilities; 'p_{label}' is not there.")
    return own.rename(columns={"label": "given"})


def _check_whole_documents(frame: pd.DataFrame, document: str) -> None:
    folds = frame.groupby(document, sort=True)["fold"].nunique()
    if (folds > 1).any():
        name = folds.index[(folds > 1).to_numpy()][0]
        raise StanceError(
            f"A document must be held out whole; {document} {name!r} is in {folds[name]} folds, "
            f"so a model was asked of passages whose neighbours it had seen."
        )


def _queue(
    frame: pd.DataFrame, said: pd.DataFrame, probabilities: Floats, given: Codes, known: Sequence[str]
) -> pd.DataFrame:
    rows, suggested = np.arange(len(given)), probabilities.argmax(axis=1)
    scored = frame.assign(
        suggested=np.array(known, dtype=object)[suggested],
        p_given=probabilities[rows, given],
        p_suggested=probabilities[rows, suggested],
        margin=margins(probabilities, given),
    )
    return scored.join(said.drop(columns="passage_id"))


def _said(labels: pd.DataFrame, coder: str) -> pd.DataFrame:
    """One row a passage, one column a coder other than the one in question."""
    others = labels[~labels["coder"].isin([coder, *DERIVED])]
    return others.pivot(index="passage_id", columns="coder", values="label").reset_index()

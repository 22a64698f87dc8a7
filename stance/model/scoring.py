"""Passages in, predictions out: the table that the framing work reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.corpus import require_columns
from stance.errors import StanceError
from stance.model.linear import StanceModel, positions, softmax
from stance.tables import read_metadata, read_table, write_table

if TYPE_CHECKING:
    import pandas as pd

METADATA = "stance"


@dataclass(frozen=True)
class Predictions:
    """One row a passage: its label, the probability of every label, and its position.

    Parameters
    ----------
    frame : pandas.DataFrame
        The passages' own columns, then `predicted`, ``p_<label>`` for every label, and `position_score`
        where the codebook has a scale.
    codebook : Codebook
        What the labels mean.

    Examples
    --------
    >>> import pandas as pd, stance
    >>> passages = pd.DataFrame({"text": ["Soldiers seized the drugs.", "Courts must be clean."]})
    >>> predictions = score(passages, stance.load_model())
    >>> predictions.frame["predicted"].tolist()
    ['enforcement', 'institution_demand']
    """

    frame: pd.DataFrame
    codebook: Codebook

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the columns of probabilities."""
        return self.codebook.labels

    def __str__(self) -> str:
        counts = self.frame["predicted"].value_counts()
        shares = ", ".join(f"{label} {counts.get(label, 0):,}" for label in self.labels)
        return f"{len(self.frame):,} passages: {shares} (predicted labels, uncorrected)"

    def to_frame(self) -> pd.DataFrame:
        """The table."""
        return self.frame

    def to_dict(self) -> dict[str, object]:
        """Counts of passages by predicted label."""
        counts = self.frame["predicted"].value_counts()
        return {"passages": len(self.frame), "predicted": {x: int(counts.get(x, 0)) for x in self.labels}}

    def write(self, path: str | Path) -> None:
        """Write the table; a Parquet file keeps the codebook too."""
        write_table(self.frame, path, {METADATA: json.dumps(self.codebook.to_dict())})

    @classmethod
    def read(cls, path: str | Path, codebook: Codebook | None = None) -> Predictions:
        """Read a table of predictions.

        Parameters
        ----------
        path : str or Path
            What `write` wrote. Kinds other than Parquet keep no codebook.
        codebook : Codebook, optional
            Used in place of the one that the file keeps; without either, the labels are told from the
            columns and there is no scale.
        """
        frame = read_table(path)
        require_columns(frame, ["predicted"], str(path))
        stored = read_metadata(path).get(METADATA)
        if codebook is None:
            codebook = _stored_codebook(stored, str(path)) if stored else _told_codebook(frame, str(path))
        columns = [f"p_{label}" for label in codebook.labels]
        require_columns(frame, columns, str(path))
        numbers = [*columns, *(["position_score"] if "position_score" in frame.columns else [])]
        return cls(_as_floats(frame, numbers, str(path)), codebook)


def score(passages: pd.DataFrame, model: StanceModel, text: str = "text") -> Predictions:
    """Score every passage of a table.

    Parameters
    ----------
    passages : pandas.DataFrame
        One row a passage.
    model : StanceModel
    text : str
        The column of the passages' text.

    Returns
    -------
    Predictions

    Raises
    ------
    StanceError
        When the column is absent, holds something that is not text, or a column that scoring adds is
        there already.
    """
    require_columns(passages, [text], "passages")
    probabilities = softmax(model.decision_function(passages[text].tolist()))
    added: dict[str, Any] = {
        "predicted": [model.labels[code] for code in probabilities.argmax(axis=1)],
        **{f"p_{label}": probabilities[:, code] for code, label in enumerate(model.labels)},
    }
    if model.codebook.scale is not None:
        added["position_score"] = positions(probabilities, model.codebook)
    taken = [name for name in added if name in passages.columns]
    if taken:
        raise StanceError(f"Passages to score must not have a column {taken[0]!r}; they have one.")
    return Predictions(passages.assign(**added), model.codebook)


def _stored_codebook(stored: str, where: str) -> Codebook:
    try:
        data = json.loads(stored)
    except json.JSONDecodeError as error:
        raise StanceError(f"The table's stored codebook must be JSON; got {error} ({where}).") from None
    if not isinstance(data, Mapping):
        raise StanceError(
            f"The table's stored codebook must be a table; got {type(data).__name__} ({where})."
        )
    return Codebook.from_dict(data, where)


def _told_codebook(frame: pd.DataFrame, where: str) -> Codebook:
    labels = [str(name)[2:] for name in frame.columns if str(name).startswith("p_")]
    if len(labels) < 2:
        raise StanceError(f"A table of predictions must have a column p_<label> for every label ({where}).")
    return Codebook.from_labels("labels", labels)


def _as_floats(frame: pd.DataFrame, names: list[str], where: str) -> pd.DataFrame:
    import pandas as pd

    numbers = {name: pd.to_numeric(frame[name], errors="coerce").astype(float) for name in names}
    for name, values in numbers.items():
        if values.isna().any():
            row = int(values.isna().to_numpy().argmax())
            raise StanceError(
                f"{name!r} must hold numbers; got {frame[name].iloc[row]!r} ({where}, row {row + 1})."
            )
    return frame.assign(**numbers)

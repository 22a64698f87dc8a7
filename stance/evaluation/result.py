"""`Evaluation`: what an evaluation found, as text, as a mapping and as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.evaluation.out_of_fold import OutOfFold
from stance.evaluation.scores import Scores
from stance.evaluation.slices import Slice
from stance.evaluation.splits import Split
from stance.labelled import LabelledTable

if TYPE_CHECKING:
    import pandas as pd

    from stance.evaluation.details import Details


@dataclass(frozen=True)
class Evaluation:
    """A model and its baselines, scored on the same folds.

    Parameters
    ----------
    split : Split
        Which passages trained and tested.
    scores : mapping of str to Scores
        By model, the evaluated one first.
    slices : tuple of Slice
        The evaluated model by source, source type, time and length.
    predictions : mapping of str to OutOfFold
        What each model said, with the seconds that it took.
    table : LabelledTable
        What was evaluated on.
    details : Details, optional
        What lies behind the scores, where it was asked for.
    """

    split: Split
    scores: Mapping[str, Scores]
    slices: tuple[Slice, ...]
    predictions: Mapping[str, OutOfFold]
    table: LabelledTable
    notes: tuple[str, ...] = ()
    details: Details | None = None

    @property
    def model(self) -> str:
        """The name of the evaluated model."""
        return next(iter(self.scores))

    def __str__(self) -> str:
        first = self.scores[self.model].overall["macro_f1"]
        interval = f"{first.level:.0%} intervals over documents"
        lines = [
            f"{self.split.name}: {self.split.description}; {len(self.split.folds)} folds, "
            f"{first.n_documents:,} documents, {first.n_passages:,} passages, {interval}",
            f"{'':<24}{'macro-F1':<22}{'accuracy':<22}{'log loss':<22}{'fit s':>7}{'score s':>9}",
        ]
        for name, scores in self.scores.items():
            made = self.predictions[name]
            shown = [scores.overall.get(x) for x in ("macro_f1", "accuracy", "log_loss")]
            cells = "".join(f"{'-' if x is None else str(x):<22}" for x in shown)
            lines.append(f"{name:<24}{cells}{made.fit_seconds:>7.1f}{made.score_seconds:>9.1f}")
        lines += ["", self.model, *(f"  {line}" for line in str(self.scores[self.model]).splitlines())]
        behind = ["", str(self.details)] if self.details else []
        return "\n".join([*lines, *self.notes, *behind])

    def to_dict(self) -> dict[str, Any]:
        """Every number that the same input gives again; the seconds are not among them."""
        return {
            "split": self.split.to_dict(),
            "labels": list(self.table.labels),
            "models": {name: x.to_dict() for name, x in self.scores.items()},
            "settings": {name: list(x.settings) for name, x in self.predictions.items() if any(x.settings)},
            "slices": [x.to_dict() for x in self.slices],
            "notes": list(self.notes),
            **({"details": self.details.to_dict()} if self.details else {}),
        }

    def to_frame(self) -> pd.DataFrame:
        """One row for each model, label and metric; no label where the metric is over all."""
        import pandas as pd

        rows = []
        for name, scores in self.scores.items():
            parts = [(None, scores.overall), *scores.per_label.items()]
            rows += [
                {"model": name, "label": label, "metric": metric, **estimate.to_dict()}
                for label, part in parts
                for metric, estimate in part.items()
            ]
        return pd.DataFrame(rows)

    def predicted(self, model: str | None = None) -> pd.DataFrame:
        """The tested rows of the table with `predicted` and a column `p_<label>` for each label."""
        made = self.predictions[model or self.model]
        frame = self.table.frame.iloc[made.tested]
        columns: dict[str, Any] = {"predicted": np.asarray(self.table.labels)[made.predicted]}
        if made.probabilities is not None:
            columns |= {f"p_{x}": made.probabilities[:, k] for k, x in enumerate(self.table.labels)}
        return frame.assign(**columns)

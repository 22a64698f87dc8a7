"""What training gives: a model, and how it did on documents that it had not seen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance.evaluation.compare_splits import SplitComparison
from stance.evaluation.result import Evaluation
from stance.model.card import model_card
from stance.model.linear import StanceModel


@dataclass(frozen=True)
class Trained:
    """A model, and how it did on documents that it had not seen.

    The evaluation chose its settings anew inside every fold, so that no reported figure was
    computed on passages that helped to choose.
    """

    model: StanceModel
    evaluation: Evaluation | None
    splits: SplitComparison | None = None

    def __str__(self) -> str:
        settings = ", ".join(f"{key} {value}" for key, value in self.model.training["settings"].items())
        lines = [str(self.model), f"trained with {settings}"]
        return "\n".join([*lines, "", str(self.evaluation)] if self.evaluation else lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        evaluation = self.evaluation.to_dict() if self.evaluation else None
        return {"training": self.model.training, "evaluation": evaluation}

    def save(self, folder: str | Path) -> None:
        """Write the model folder, with a card that shows the evaluation."""
        evaluation = self.evaluation.to_dict() if self.evaluation else None
        splits = self.splits.to_dict() if self.splits else None
        self.model.save(folder, model_card(self.model, evaluation, splits))

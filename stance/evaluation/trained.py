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
    computed on passages that helped to choose. `elsewhere` is how it did on a table of its own.
    """

    model: StanceModel
    evaluation: Evaluation | None
    splits: SplitComparison | None = None
    elsewhere: Evaluation | None = None

    def __str__(self) -> str:
        settings = ", ".join(f"{key} {value}" for key, value in self.model.training["settings"].items())
        lines = [str(self.model), f"trained with {settings}"]
        for found in (self.evaluation, self.elsewhere):
            lines += ["", str(found)] if found else []
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {"training": self.model.training, **self._evidence()}

    def save(self, folder: str | Path) -> None:
        """Write the model folder, with a card that shows the evaluation."""
        self.model.save(folder, model_card(self.model, **self._evidence()))

    def _evidence(self) -> dict[str, Any]:
        return {
            name: found.to_dict() if found else None
            for name, found in (
                ("evaluation", self.evaluation),
                ("splits", self.splits),
                ("elsewhere", self.elsewhere),
            )
        }

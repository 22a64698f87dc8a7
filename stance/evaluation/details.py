"""What lies behind the scores: confidence, abstention, what was learned, and what goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stance.errors import StanceError
from stance.evaluation.errors import Errors, find_errors
from stance.evaluation.learned import Learned, learned
from stance.evaluation.lexicon import Cue
from stance.evaluation.recalibrate import Recalibration, recalibrate, reliability_of
from stance.evaluation.reliability import Reliability
from stance.evaluation.result import Evaluation
from stance.evaluation.risk_coverage import RiskCoverage, risk_coverage


@dataclass(frozen=True)
class Details:
    """What the evaluated model's own predictions say of it.

    Parameters
    ----------
    reliability : Reliability
        Whether its confidence means what it says, overall and by source.
    recalibration : Recalibration or None
        What calibration would mend; None where there is one fold, which leaves none to judge it by.
    risk_coverage : RiskCoverage
        What it may keep at a stated error.
    learned : Learned or None
        The strongest n-grams of the model of the first fold, possible leaks flagged; None where the model
        is not linear.
    errors : Errors
        Its mistakes and their kinds.
    """

    reliability: Reliability
    recalibration: Recalibration | None
    risk_coverage: RiskCoverage
    learned: Learned | None
    errors: Errors

    def __str__(self) -> str:
        parts = [
            ("Does its confidence mean what it says?", self.reliability),
            ("Would calibration mend it?", self.recalibration),
            ("What may it keep?", self.risk_coverage),
            ("What did it learn?", self.learned),
            ("What does it get wrong?", self.errors),
        ]
        return "\n\n".join(f"## {title}\n{part}" for title, part in parts if part is not None)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, without the texts."""
        parts = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: None if part is None else part.to_dict() for name, part in parts.items()}


def details(evaluation: Evaluation, cues: Sequence[Cue] = (), *, error: float = 0.1) -> Details:
    """Look behind the scores of an evaluated model.

    Parameters
    ----------
    evaluation : Evaluation
        Of a model with probabilities.
    cues : sequence of Cue
        Kinds of passage to count mistakes of.
    error : float
        What share of kept passages may be wrong, for the threshold of abstention.

    Raises
    ------
    StanceError
        When the model has no probabilities.
    """
    try:
        strongest = learned(evaluation)
    except StanceError:
        strongest = None
    return Details(
        reliability_of(evaluation),
        recalibrate(evaluation) if len(evaluation.split.folds) > 1 else None,
        risk_coverage(evaluation, error=error),
        strongest,
        find_errors(evaluation, cues),
    )

"""What lies behind the scores, together."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from stance.errors import StanceError
from stance.evaluation.details import details
from stance.evaluation.evaluate import evaluate, evaluate_on
from stance.evaluation.lexicon import Cue
from stance.evaluation.recalibrate import reliability_of
from stance.evaluation.result import Evaluation


def test_every_part_is_there_and_tells_of_the_same_passages(evaluation: Evaluation) -> None:
    found = details(evaluation, [Cue("river", "A river is named.", ("river*",))], error=0.2)
    n = len(evaluation.table.frame)
    assert found.reliability.overconfidence["all"].n_passages == n
    assert set(found.reliability.overconfidence) == {"all", "North Post", "South Herald", "East Wire"}
    assert found.recalibration is not None
    assert found.recalibration.before.slope == found.reliability.slope
    assert found.risk_coverage.abstention.error == 0.2
    assert found.errors.n_passages == n
    assert [kind.cue for kind in found.errors.kinds] == ["river"]
    assert found.learned is None  # naive Bayes has no coefficients
    whole = replace(evaluation, details=found)
    assert json.loads(json.dumps(whole.to_dict()))["details"]["learned"] is None
    assert "details" not in evaluation.to_dict()
    assert str(whole).endswith(str(found))
    assert [line for line in str(found).splitlines() if line.startswith("## ")] == [
        "## Does its confidence mean what it says?",
        "## Would calibration mend it?",
        "## What may it keep?",
        "## What does it get wrong?",
    ]


def test_a_predefined_test_table_leaves_no_fold_to_judge_calibration_by(
    corpus: Callable[..., Any], logistic: Callable[[], Any]
) -> None:
    found = details(evaluate_on(corpus(30), corpus(12, seed=1), logistic))
    assert found.recalibration is None
    assert found.learned is not None
    assert {x.label for x in found.learned.features} == {"force", "law", "other"}


def test_many_sources_are_taken_by_their_type(corpus: Callable[..., Any], bag: Callable[[], Any]) -> None:
    frame = corpus(60)
    frame["source"] = "source of " + frame["document_id"]
    made = evaluate(frame, bag, duplicates=np.full(len(frame), -1))
    assert set(reliability_of(made).overconfidence) == {"all", "paper", "wire"}
    assert set(reliability_of(made, by="year").overconfidence) == {"all", *map(str, range(2000, 2012))}


def test_a_model_without_probabilities_has_no_details(evaluation: Evaluation) -> None:
    mute = replace(evaluation.predictions["model"], probabilities=None)
    with pytest.raises(StanceError, match="Reliability must have probabilities; 'model' gives none"):
        details(replace(evaluation, predictions={"model": mute}))

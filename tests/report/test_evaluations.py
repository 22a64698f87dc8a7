"""Evaluations as plain values."""

from __future__ import annotations

from typing import Any

import pytest

from stance.errors import StanceError
from stance.report.evaluations import evaluation_values, model_scores, said, sample


def test_the_first_model_is_the_evaluated_one(evaluation: dict[str, Any]) -> None:
    assert model_scores(evaluation)[0] == "ours"
    with pytest.raises(StanceError, match=r"'model' must be one of \['majority', 'ours', 'rival'\]; got 'x'"):
        model_scores(evaluation, "x")


def test_an_object_turns_itself_into_values(evaluation: dict[str, Any]) -> None:
    class Result:
        def to_dict(self) -> dict[str, Any]:
            return evaluation

    assert evaluation_values(Result()) is evaluation


@pytest.mark.parametrize("nothing", [{}, {"models": {}}, [], None])
def test_what_is_no_evaluation_is_refused(nothing: Any) -> None:
    with pytest.raises(StanceError, match="'evaluation' must hold at least one model"):
        evaluation_values(nothing)


def test_numbers_are_written_with_their_interval() -> None:
    estimate = {"estimate": 0.5, "low": None, "high": None, "n_documents": 3, "n_passages": 9, "level": 0.9}
    assert said(estimate) == ".50"
    assert said(estimate | {"low": -0.25, "high": 1.0}) == ".50 (−.25 to 1.00)"
    assert sample(estimate, drawn=False) == "n = 3 documents, 9 passages; no intervals drawn"

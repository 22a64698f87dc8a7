"""How far to trust the predictions."""

from __future__ import annotations

from typing import Any

import pytest

from stance.errors import StanceError
from stance.report.page.evidence import Evidence


def test_results_and_mappings_are_taken(evaluation: dict[str, Any]) -> None:
    class Result:
        def to_dict(self) -> dict[str, Any]:
            return evaluation

    assert Evidence(evaluation=evaluation).evaluation is evaluation
    assert isinstance(Evidence(evaluation=Result()).evaluation, Result)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"evaluation": []}, "'evaluation' must be a mapping; got list."),
        ({"splits": {}}, "'splits' must hold 'splits'; got only nothing."),
        ({"agreement": {"labels": 1}}, "'agreement' must hold 'coders'; got only 'labels'."),
    ],
)
def test_another_kind_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(StanceError) as refusal:
        Evidence(**given)
    assert str(refusal.value) == message

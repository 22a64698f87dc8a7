"""The reporting checklist."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from stance.model.linear import StanceModel
from stance.model.scoring import Predictions
from stance.report.comparison import compare
from stance.report.page.checklist import DONE, NOT_DONE, OPEN, PARTLY, Item, checklist
from stance.report.page.evidence import Evidence
from stance.report.page.facts import Facts, gather


@pytest.fixture(scope="module")
def facts(predictions: Predictions) -> Facts:
    cells = compare(predictions, ("source", "year")).cells
    return gather(predictions, cells.to_frame(), cells.by, cells.level, None, Evidence())


def items(facts: Facts, **settings: Any) -> dict[str, Item]:
    return {item.id: item for module in checklist(facts, **settings) for item in module.items}


def test_all_32_items_of_the_eight_modules_are_there(facts: Facts) -> None:
    modules = checklist(facts)
    # Kapoor et al. 2024, table 1.
    assert [len(module.items) for module in modules] == [3, 5, 7, 3, 6, 3, 3, 2]
    assert {item.status for item in items(facts).values()} == {DONE, PARTLY, NOT_DONE, OPEN}
    assert all(item.answer for item in items(facts).values())


def test_nothing_is_claimed_that_was_not_given(facts: Facts) -> None:
    found = items(facts)
    for id in ("5a", "5c", "5f", "6a", "6b", "7a", "7c", "8a"):
        assert found[id].status == NOT_DONE
    assert found["1a"].status == OPEN
    assert "48 documents, 96 passages" in found["3e"].answer
    assert facts.digest in found["2a"].answer


def test_what_was_given_is_answered(facts: Facts, evaluation: dict[str, Any], model: StanceModel) -> None:
    tried: dict[str, Any] = {"document": {}, "source": {}, "time": {}}
    evidence = Evidence(evaluation=evaluation, splits={"splits": tried, "left_out": {}})
    found = items(replace(facts, evidence=evidence, model=model), tested=True)
    for id in ("5a", "5b", "5c", "5f", "6a", "6b", "7a", "7b", "7c"):
        assert found[id].status == DONE
    assert "majority, rival" in found["5f"].answer
    assert found["8a"].answer == "The model was tested on groups held out by source, time."


def test_a_random_split_is_no_separation(facts: Facts, evaluation: dict[str, Any]) -> None:
    split = {"name": "optimistic_random", "description": "passages at random"}
    found = items(replace(facts, evidence=Evidence(evaluation=evaluation | {"split": split})))
    assert found["6a"].status == NOT_DONE
    assert "optimistic" in found["6a"].answer

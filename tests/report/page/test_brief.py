"""The report in a few sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from stance.framing.position import position
from stance.model.scoring import Predictions
from stance.report.comparison import compare
from stance.report.page.brief import brief
from stance.report.page.evidence import Evidence
from stance.report.page.facts import Facts, gather


def sentences(predictions: Predictions, by: tuple[str, ...], **changes: Any) -> str:
    comparison = compare(predictions, by)
    facts: Facts = gather(predictions, comparison.cells.to_frame(), by, 0.95, None, Evidence())
    scale = predictions.codebook.scale
    assert scale is not None
    groups = position(comparison.groups, scale).to_frame()
    return "\n".join(brief(replace(facts, **changes), comparison, groups))


def test_it_says_what_was_read_and_that_it_is_uncorrected(predictions: Predictions) -> None:
    said = sentences(predictions, ("source", "year"))
    assert "48 documents from 4 sources, 2015 to 2019, were read in 96 passages." in said
    assert "How far the labels can be trusted is not known: no evaluation was given." in said
    assert "All shares are uncorrected" in said


def test_only_sources_with_an_interval_are_set_against_each_other(predictions: Predictions) -> None:
    said = sentences(predictions, ("source", "year"))
    assert "Of the 3 with ten documents or more" in said
    few = Predictions(predictions.frame.head(12), predictions.codebook)
    assert "No source has enough documents" in sentences(few, ("source", "year"))


def test_the_model_stands_beside_its_best_baseline(
    predictions: Predictions, evaluation: dict[str, Any]
) -> None:
    said = sentences(predictions, ("source", "year"), evidence=Evidence(evaluation=evaluation))
    assert "reaches a macro-F1 of .65 (.60 to .70); the best of its baselines, rival, reaches .75" in said


def test_a_random_split_is_called_optimistic(predictions: Predictions, evaluation: dict[str, Any]) -> None:
    split = {"name": "optimistic_random", "description": "passages at random"}
    evidence = Evidence(evaluation=evaluation | {"split": split})
    assert "On a random split, which is optimistic" in sentences(predictions, ("source",), evidence=evidence)

"""The methods text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from stance.model.linear import StanceModel
from stance.model.scoring import Predictions
from stance.report.comparison import compare
from stance.report.page.evidence import Evidence
from stance.report.page.facts import Facts, gather
from stance.report.page.methods import Methods, _texts, methods


@pytest.fixture(scope="module")
def facts(predictions: Predictions) -> Facts:
    cells = compare(predictions, ("source", "year")).cells
    return gather(predictions, cells.to_frame(), cells.by, cells.level, None, Evidence())


def text(said: Methods) -> str:
    return " ".join(paragraph.text for paragraph in said.paragraphs)


def test_only_what_was_used_is_described(facts: Facts) -> None:
    said = methods(facts)
    assert "marked PCC" in text(said)
    for absent in ("PACC", "PPI++", "evaluated by the split", "Krippendorff", "Dirichlet", "linear model"):
        assert absent not in text(said)
    assert [reference[:6] for reference in said.references] == [
        "Bella,",
        "Hester",
        "Kapoor",
        "Lowe, ",
        "Wilson",
    ]


def test_every_method_has_its_paragraph_and_reference(facts: Facts) -> None:
    for method, reference in (
        ("PACC", "Forman"),
        ("SLD", "Saerens"),
        ("DSL", "Egami"),
        ("PPI++", "Angelopoulos"),
        ("ACC", "Forman"),
        ("CC, uncorrected", "Forman"),
        ("PCC, uncorrected, pooled", "Morris"),
    ):
        said = methods(replace(facts, methods=(method,)))
        assert f"marked {method.split(',')[0]}," in text(said)
        assert any(reference in work for work in said.references)


def test_what_was_given_is_described(facts: Facts, evaluation: dict[str, Any], model: StanceModel) -> None:
    evidence = Evidence(
        evaluation=evaluation,
        agreement=dict.fromkeys(("coders", "shares", "overall", "by_label", "by_pair", "level")),
        reliability=dict.fromkeys(("bins", "overconfidence", "slope")),
        risk_coverage=dict.fromkeys(("points", "abstention")),
    )
    said = methods(replace(facts, evidence=evidence, model=model), words=True, change=True, differences=True)
    assert "by the split “document”: no document on both sides." in text(said)
    assert "words and runs of up to 2 words and runs of 3 to 5 letters within words" in text(said)
    for name in ("Kapoor", "Guo", "Gwet", "Hayes", "Holm", "Monroe", "Sundararajan"):
        assert any(work.startswith(name) for work in said.references)


def test_every_citation_has_a_reference_and_every_reference_is_cited() -> None:
    texts = _texts()
    cited = {work for works in texts["cites"].values() for work in works}
    assert cited == set(texts["reference"])
    assert set(texts["cites"]) - {"checklist"} <= set(texts["paragraph"])

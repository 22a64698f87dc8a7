from __future__ import annotations

import pandas as pd
import pytest

from stance.framing.prevalence import prevalence
from stance.framing.simulate import Design, simulate


@pytest.fixture(scope="module")
def corpus() -> dict[str, pd.DataFrame]:
    """Four sources: with gold labels, with calibration, with a shift, and with neither."""
    worlds = [
        simulate(Design(shift=x), seed=seed, source=name)
        for name, x, seed in (
            ("gold", 1.2, 1),
            ("calibrated", 0.0, 3),
            ("shifted", 1.2, 2),
            ("unknown", 0.0, 4),
        )
    ]
    calibrated = [x.calibration for x in worlds[:3]]
    return {
        "predictions": pd.concat([x.predictions for x in worlds], ignore_index=True),
        "calibration": pd.concat(calibrated, ignore_index=True),
        "gold": worlds[0].gold,
    }


def test_every_cell_gets_the_best_that_holds_for_it(corpus: dict[str, pd.DataFrame]) -> None:
    made = prevalence(
        corpus["predictions"],
        ["source"],
        calibration=corpus["calibration"],
        gold=corpus["gold"],
        resamples=300,
    )
    found = dict(zip(made.cells["source"], made.method, strict=True))
    assert found == {
        "calibrated": "PACC",
        "gold": "DSL",
        "shifted": "PCC, uncorrected",
        "unknown": "PCC, uncorrected",
    }
    reasons = dict(zip(made.cells["source"], made.reason, strict=True))
    assert reasons["calibrated"] == reasons["gold"] == ""
    assert reasons["shifted"].startswith("uncorrected; its scores are unlike any mixture")
    assert reasons["unknown"] == "uncorrected; no calibration documents of this source"


@pytest.mark.parametrize(
    ("method", "named"),
    [
        ("cc", "CC, uncorrected"),
        ("acc", "ACC"),
        ("pacc", "PACC"),
        ("sld", "SLD"),
        ("ppi", "PPI++"),
        ("dsl", "DSL"),
    ],
)
def test_a_named_method_is_used_wherever_it_can_be(
    corpus: dict[str, pd.DataFrame], method: str, named: str
) -> None:
    made = prevalence(
        corpus["predictions"],
        ["source"],
        calibration=corpus["calibration"],
        gold=corpus["gold"],
        method=method,
        resamples=300,
    )
    assert made.method[made.cells["source"].tolist().index("gold")] == named
    unknown = made.cells["source"].tolist().index("unknown")
    assert made.reason[unknown] != ""


def test_a_cell_of_few_documents_is_not_resampled(corpus: dict[str, pd.DataFrame]) -> None:
    predictions = corpus["predictions"]
    few = predictions[predictions["document_id"] <= "calibrated c00006"]
    made = prevalence(few, ["source"], calibration=corpus["calibration"], resamples=300)
    assert made.drawn.tolist() == []
    assert made.reason == ("7 documents: no interval, 10 needed",)

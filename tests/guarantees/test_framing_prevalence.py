"""What the intervals and the alarms promise, by simulation of worlds whose truth is known."""

from __future__ import annotations

import time

import pandas as pd
import pytest

from stance.framing.coverage import Coverage, coverage
from stance.framing.prevalence import prevalence
from stance.framing.simulate import Design, simulate

pytestmark = pytest.mark.slow

PRIOR_SHIFT = Design()
SMALL = Design(documents=30, calibration_documents=60, uneven=0.5)
SOURCE_SHIFT = Design(shift=0.6)


def held(found: Coverage) -> bool:
    """Whether the share of intervals that hold the truth is within 92 to 98 %, as promised."""
    return 0.92 <= found.coverage <= 0.98


@pytest.mark.parametrize("method", ["acc", "pacc", "sld"])
@pytest.mark.parametrize("design", [PRIOR_SHIFT, SMALL])
def test_corrections_hold_under_prior_shift(design: Design, method: str) -> None:
    found = coverage(design, method, replicates=400, resamples=400, seed=1)
    assert held(found), found
    assert abs(found.bias) < 0.02, found


@pytest.mark.parametrize("method", ["ppi", "dsl"])
@pytest.mark.parametrize("design", [PRIOR_SHIFT, SMALL, SOURCE_SHIFT])
def test_gold_labels_hold_under_any_shift(design: Design, method: str) -> None:
    found = coverage(design, method, replicates=600, resamples=100, seed=2)
    assert held(found), found
    assert abs(found.bias) < 0.02, found


def test_uncorrected_shares_and_corrections_under_a_source_shift_do_not_hold() -> None:
    """Were it otherwise, the tests above would say nothing."""
    assert coverage(PRIOR_SHIFT, "pcc", replicates=100, resamples=200).coverage < 0.1
    assert coverage(SOURCE_SHIFT, "pacc", replicates=100, resamples=200).coverage < 0.1
    assert coverage(PRIOR_SHIFT, "pacc", clustered=False, replicates=200, resamples=200).coverage < 0.85


def test_alarms_sound_where_a_source_words_things_differently() -> None:
    """With 150 calibration documents of the source; with fewer they miss more, as experiment 13 shows."""
    found = coverage(
        Design(shift=0.6, calibration_documents=150), "pacc", replicates=600, resamples=600, seed=3
    )
    assert found.grey >= 0.95, found


@pytest.mark.parametrize(
    "design",
    [
        PRIOR_SHIFT,
        Design(share=(0.03, 0.97)),
        Design(share=(0.2, 0.3, 0.5), calibration_share=(0.4, 0.35, 0.25), separation=2.0),
    ],
)
def test_alarms_are_silent_under_prior_shift_alone(design: Design) -> None:
    found = coverage(design, "pacc", replicates=500, resamples=600, seed=4)
    assert found.grey < 0.07, found


def test_fifty_cells_of_a_hundred_thousand_passages_take_less_than_twenty_seconds() -> None:
    """At the default 2,000 resamples, by the processor's clock; three seconds when it was written."""
    design = Design(documents=200, gold_documents=0, calibration_documents=60, separation=2.5)
    worlds = [simulate(design, seed=k, source=f"{k // 5}, {k % 5}") for k in range(50)]
    predictions = [x.predictions.assign(source=f"{k // 5}", year=k % 5) for k, x in enumerate(worlds)]
    calibration = [x.calibration.assign(source=f"{k // 5}") for k, x in enumerate(worlds)]
    all_predictions, all_calibration = pd.concat(predictions), pd.concat(calibration)
    assert len(all_predictions) > 95_000
    started = time.process_time()
    made = prevalence(all_predictions, ["source", "year"], calibration=all_calibration)
    assert time.process_time() - started < 20
    assert len(made.cells) == 50

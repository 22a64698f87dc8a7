from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from stance.errors import StanceError
from stance.framing.prevalence import prevalence
from stance.framing.results import Prevalence
from stance.framing.simulate import Design, simulate

DESIGN = Design(share=(0.5, 0.5), calibration_share=(0.5, 0.5), separation=3.0, gold_documents=0)


def cells(predictions: pd.DataFrame, calibration: pd.DataFrame, by: str = "source") -> Prevalence:
    return prevalence(predictions, [by], calibration=calibration, resamples=200)


def test_a_cell_takes_its_error_rates_from_its_own_source() -> None:
    """A source whose classifier is upside down is corrected by its own calibration, and by no other."""
    straight, turned = simulate(DESIGN, 1, source="A"), simulate(DESIGN, 2, source="B")
    swap = {"p_label 0": "p_label 1", "p_label 1": "p_label 0"}
    predictions = pd.concat([straight.predictions, turned.predictions.rename(columns=swap)])
    calibration = pd.concat([straight.calibration, turned.calibration.rename(columns=swap)])
    both = cells(predictions.drop(columns="predicted"), calibration.drop(columns="predicted"))
    alone = cells(turned.predictions, turned.calibration)
    assert both.method == ("PACC", "PACC")
    assert both.estimate[1] == pytest.approx(alone.estimate[0], abs=1e-9)


def test_a_source_without_calibration_stays_uncorrected() -> None:
    world = simulate(DESIGN, 1, source="A")
    made = cells(world.predictions.assign(source="Z"), world.calibration)
    assert made.reason == ("uncorrected; no calibration documents of this source",)
    assert made.estimate == pytest.approx(made.uncorrected)


def test_an_unknown_source_is_no_source() -> None:
    world = simulate(DESIGN, 1)
    made = cells(world.predictions.assign(source=None), world.calibration.assign(source=None), by="year")
    assert made.reason == ("uncorrected; no calibration documents of this source",)


def test_without_a_source_column_all_calibration_documents_serve() -> None:
    world = simulate(DESIGN, 1)
    made = cells(world.predictions.drop(columns="source"), world.calibration, by="year")
    assert made.method == ("PACC",)


def test_few_calibration_documents_of_the_source_do_not_do() -> None:
    few = simulate(Design(**{**vars(DESIGN), "calibration_documents": 9}), 1, source="A")
    others = simulate(DESIGN, 2, source="B")
    made = cells(few.predictions, pd.concat([few.calibration, others.calibration]))
    assert made.reason == ("uncorrected; of this source, 9 calibration documents, 10 needed",)


def test_a_named_method_borrows_from_other_sources_and_says_so() -> None:
    world = simulate(DESIGN, 1, source="A")
    made = prevalence(
        world.predictions.assign(source="Z"),
        ["source"],
        calibration=world.calibration,
        method="pacc",
        resamples=200,
    )
    assert made.method == ("PACC",)
    assert made.reason == ("no calibration documents of this source",)


def test_a_label_that_calibration_hardly_holds_does_not_do() -> None:
    world = simulate(DESIGN, 1)
    is_rare = (world.calibration["label"] == "label 1").to_numpy(dtype=bool)
    kept = world.calibration[~is_rare | (np.cumsum(is_rare) <= 2)]
    made = cells(world.predictions, kept)
    assert "calibration documents hold 'label 1', 5 needed" in made.reason[0]


def test_a_cell_of_many_sources_needs_calibration_of_most_of_its_text() -> None:
    known, unknown = simulate(DESIGN, 1, source="A"), simulate(DESIGN, 2, source="B")
    predictions = pd.concat([known.predictions, unknown.predictions])
    made = cells(predictions, known.calibration, by="year")
    share = len(known.predictions) / len(predictions)
    expected = f"only {share:.0%} of its passages are of sources with calibration documents"
    assert made.reason == (f"uncorrected; {expected}",)


def test_refuses_calibration_without_labels_or_passages() -> None:
    world = simulate(DESIGN, 1)
    with pytest.raises(StanceError, match="must have a column 'label'"):
        cells(world.predictions, world.calibration.drop(columns="label"))
    with pytest.raises(StanceError, match="'calibration' must hold at least one passage"):
        cells(world.predictions, world.calibration.iloc[:0])
    with pytest.raises(StanceError, match=r"'label' must be one of .*; got 'other' \(calibration, row 1\)"):
        cells(world.predictions, world.calibration.assign(label="other"))

from __future__ import annotations

import numpy as np
import pytest

from stance.framing.prevalence import prevalence
from stance.framing.simulate import Simulation


def test_a_dsl_interval_is_t_with_the_gold_documents(world: Simulation) -> None:
    made = prevalence(world.predictions, gold=world.gold, resamples=4000)
    error = np.std(made.draws[:, 0, 1])
    assert made.degrees.tolist() == [14.0]
    # t with 14 degrees of freedom at .975 is 2.1448.
    assert (made.high - made.low)[0, 1] / 2 / error == pytest.approx(2.1448, rel=0.05)


def test_a_label_that_no_gold_document_holds_still_has_an_interval(world: Simulation) -> None:
    gold = world.gold.assign(label="label 0")
    predictions = world.predictions.assign(**{"p_label 0": 1.0, "p_label 1": 0.0}).drop(columns="predicted")
    made = prevalence(predictions, gold=gold, method="ppi", resamples=200)
    assert made.estimate.tolist() == [[1.0, 0.0]]
    # Wilson's upper bound at 0 of 15 documents: t**2 / (15 + t**2) with t = 2.1448.
    assert made.high[0, 1] == pytest.approx(2.1448**2 / (15 + 2.1448**2), abs=1e-4)


def test_intervals_stay_within_shares(world: Simulation) -> None:
    for method in ("pcc", "acc", "pacc", "sld", "ppi", "dsl"):
        made = prevalence(
            world.predictions, calibration=world.calibration, gold=world.gold, method=method, resamples=200
        )
        assert (made.low >= 0).all()
        assert (made.high <= 1).all()
        assert (made.low <= made.high).all()
        assert made.assumption[0]


def test_a_named_method_with_an_alarm_keeps_its_estimate_and_is_grey(world: Simulation) -> None:
    calibration = world.calibration.assign(unseen=0.1)
    predictions = world.predictions.assign(unseen=0.9)
    plain = prevalence(world.predictions, calibration=world.calibration, method="pacc", resamples=200)
    grey = prevalence(predictions, calibration=calibration, method="pacc", resamples=200)
    assert grey.method == ("PACC",)
    assert grey.reason[0].startswith("90% of its words are new")
    assert grey.estimate == pytest.approx(plain.estimate, abs=1e-12)

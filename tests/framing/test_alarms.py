from __future__ import annotations

import numpy as np
import pytest

from stance.framing.alarms import language_alarm, separation, unseen_alarm
from stance.framing.prevalence import prevalence
from stance.framing.simulate import Design, simulate


def test_separation_of_two_labels_is_tpr_less_fpr() -> None:
    assert separation(np.array([[0.9, 0.4], [0.1, 0.6]])) == pytest.approx(0.5, abs=1e-12)


def test_separation_of_a_perfect_classifier_is_one() -> None:
    assert separation(np.eye(5)) == pytest.approx(1.0, abs=1e-12)


def test_separation_is_nothing_where_two_of_three_labels_are_one_to_the_classifier() -> None:
    rates = np.array([[0.5, 0.5, 0.0], [0.5, 0.5, 0.0], [0.0, 0.0, 1.0]])
    assert separation(rates) == pytest.approx(0.0, abs=1e-12)


def test_separation_of_many_matrices_at_once() -> None:
    rates = np.array([np.eye(2), [[0.75, 0.25], [0.25, 0.75]]])
    assert separation(rates) == pytest.approx([1.0, 0.5], abs=1e-12)


def test_a_classifier_that_tells_nothing_is_not_divided_by() -> None:
    world = simulate(Design(separation=0.2), seed=0)
    cell = prevalence(world.predictions, ["source"], calibration=world.calibration, resamples=300)
    assert cell.method == ("PCC, uncorrected",)
    assert "the labels are hardly told apart (TPR - FPR may be as low as" in cell.reason[0]


def test_a_source_that_words_things_differently_alarms() -> None:
    world = simulate(Design(shift=1.2), seed=0)
    cell = prevalence(world.predictions, ["source"], calibration=world.calibration, resamples=300)
    assert cell.method == ("PCC, uncorrected",)
    assert "its scores are unlike any mixture of the calibration labels' (p = " in cell.reason[0]


def test_ten_documents_of_thirty_labels_do_not_tell() -> None:
    share = (1 / 30,) * 30
    design = Design(share=share, calibration_share=share, documents=12, gold_documents=0, separation=6.0)
    world = simulate(design, seed=0)
    cell = prevalence(world.predictions, ["source"], calibration=world.calibration, resamples=100)
    assert "too few documents to tell whether its scores have shifted" in cell.reason[0]


def test_new_words_alarm() -> None:
    world = simulate(Design(), seed=3)
    predictions = world.predictions.assign(unseen=0.3)
    calibration = world.calibration.assign(unseen=0.1)
    cell = prevalence(predictions, ["source"], calibration=calibration, resamples=300)
    assert "30% of its words are new to the model, against at most 10% in calibration" in cell.reason[0]
    known = prevalence(
        world.predictions.assign(unseen=0.1), ["source"], calibration=calibration, resamples=300
    )
    assert known.reason == ("",)


def test_another_language_alarms() -> None:
    world = simulate(Design(), seed=3)
    spanish = "Los tribunales no pueden juzgar a los jefes del cartel por el miedo."
    english = "The courts can not try the heads of the cartel for the fear that they are in."
    calibration = world.calibration
    for text, expected in (
        (spanish, "100% of its passages are not in the model's language (en)"),
        (english, ""),
    ):
        cell = prevalence(
            world.predictions.assign(text=text),
            ["source"],
            calibration=calibration,
            language="en",
            resamples=300,
        )
        assert cell.reason[0].removeprefix("uncorrected; ") == expected


def test_bounds_themselves_do_not_alarm() -> None:
    assert unseen_alarm(0.25, 0.25) == ""
    assert language_alarm(0.2, "en") == ""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from stance.errors import StanceError
from stance.framing.simulate import Design, simulate


def test_same_seed_same_world() -> None:
    first, second = simulate(Design(), seed=7), simulate(Design(), seed=7)
    pd.testing.assert_frame_equal(first.predictions, second.predictions)
    pd.testing.assert_frame_equal(first.gold, second.gold)
    assert not first.predictions["p_label 1"].equals(simulate(Design(), seed=8).predictions["p_label 1"])


def test_shares_and_sizes_are_those_asked_for() -> None:
    design = Design(share=(0.2, 0.3, 0.5), calibration_share=(0.5, 0.25, 0.25), calibration_documents=4000)
    calibration = simulate(design, seed=1).calibration
    shares = calibration["label"].value_counts(normalize=True).sort_index()
    # Labels correlate by .25 within documents of ten: one in 4,000 documents' worth of error is .007.
    assert shares.to_numpy() == pytest.approx([0.5, 0.25, 0.25], abs=0.02)
    assert len(calibration) / 4000 == pytest.approx(10, abs=0.2)


def test_labels_correlate_within_documents() -> None:
    design = Design(calibration_share=(0.5, 0.5), calibration_documents=3000, clustering=0.25)
    calibration = simulate(design, seed=2).calibration
    is_last = (calibration["label"] == "label 1") - 0.5
    documents = calibration["document_id"]
    sums, sizes = is_last.groupby(documents).sum(), documents.groupby(documents).size()
    pairs = (sums**2).sum() - (is_last**2).sum()
    correlation = pairs / (sizes * (sizes - 1)).sum() / 0.25
    assert correlation == pytest.approx(0.25, abs=0.02)


def test_probabilities_are_calibrated_at_the_calibration_share() -> None:
    calibration = simulate(Design(calibration_documents=4000), seed=3).calibration
    bins = np.floor(calibration["p_label 1"] * 5).astype(int)
    observed = (calibration["label"] == "label 1").groupby(bins).mean()
    expected = calibration["p_label 1"].groupby(bins).mean()
    assert observed.to_numpy() == pytest.approx(expected.to_numpy(), abs=0.03)


def test_a_large_separation_is_a_perfect_classifier() -> None:
    calibration = simulate(Design(separation=20.0), seed=4).calibration
    assert (calibration["predicted"] == calibration["label"]).all()


def test_gold_documents_are_coded_in_full() -> None:
    world = simulate(Design(), seed=5)
    coded = world.predictions[world.predictions["passage_id"].isin(world.gold["passage_id"])]
    assert coded["document_id"].nunique() == 15
    whole = world.predictions[world.predictions["document_id"].isin(coded["document_id"])]
    assert len(whole) == len(coded) == len(world.gold)


def test_no_clustering_is_independent_draws() -> None:
    calibration = simulate(Design(clustering=0.0, calibration_documents=2000), seed=6).calibration
    means = (calibration["label"] == "label 1").groupby(calibration["document_id"]).agg(["mean", "size"])
    spread = ((means["mean"] - 0.45) ** 2 * means["size"]).mean()
    assert spread == pytest.approx(0.45 * 0.55, rel=0.1)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"share": (0.5, 0.6)}, "'share' must hold two or more shares that sum to 1"),
        ({"share": (1.0,)}, "'share' must hold two or more shares that sum to 1"),
        ({"calibration_share": (1.5, -0.5)}, "'calibration_share' must hold two or more"),
        ({"share": (0.2, 0.3, 0.5)}, "must be of the same length"),
        ({"gold_documents": 61}, "'gold_documents' must be between 0 and 60; got 61"),
    ],
)
def test_refuses_a_design_that_is_none(values: dict[str, object], message: str) -> None:
    with pytest.raises(StanceError, match=message):
        Design(**values)  # type: ignore[arg-type]

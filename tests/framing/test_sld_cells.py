from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from stance.framing.prevalence import prevalence
from stance.framing.resampling import Resampler
from stance.framing.simulate import Design, simulate
from stance.framing.sld import effective_prior, sld
from stance.framing.sld_cells import Passages, Prior, sld_draws
from stance.framing.totals import DocumentTotals

Floats = NDArray[np.float64]


@pytest.mark.parametrize(
    "design",
    [
        Design(documents=25, uneven=0.5),
        Design(documents=25, share=(0.98, 0.02)),
        Design(documents=25, share=(0.2, 0.3, 0.5), calibration_share=(0.4, 0.35, 0.25), separation=2.0),
    ],
)
def test_resamples_are_those_of_em_on_every_passage(design: Design) -> None:
    world = simulate(design, seed=1)
    totals = DocumentTotals.from_frame(world.predictions, [])
    passages = Passages(world.predictions, totals)
    rng = np.random.default_rng(0)
    calibration_share = np.array(design.calibration_share)
    prior = Prior(calibration_share, rng.dirichlet(300 * calibration_share, size=30), "")
    rows = np.arange(len(totals.keys))
    resampler = Resampler(totals.documents, totals.strata([]), 30, np.random.SeedSequence(2))
    shares, draws = sld_draws(passages, rows, prior, resampler)
    probabilities, place = passages.within(rows)
    assert shares == pytest.approx(sld(probabilities, calibration_share), abs=1e-12)
    weights = resampler.sums(rows, np.eye(len(rows)))[:, place]
    for weight, drawn_prior, drawn in zip(weights, prior.draws, draws, strict=True):
        # Bins of width .05 in the log odds cost less than a hundredth of the standard deviation.
        assert drawn == pytest.approx(_em(probabilities / drawn_prior, weight), abs=0.005)


def test_the_prior_is_refitted_to_the_calibration_documents() -> None:
    """Balanced class weights put a prior into the probabilities that SLD has to take out."""
    world = simulate(Design(documents=400, calibration_documents=400, gold_documents=0), seed=2)
    odds = 0.55 / 0.45
    changed = []
    for frame in (world.predictions, world.calibration):
        f = frame["p_label 1"] * odds / (frame["p_label 1"] * odds + frame["p_label 0"])
        changed.append(frame.assign(**{"p_label 0": 1 - f, "p_label 1": f}))
    plain = prevalence(world.predictions, calibration=world.calibration, method="sld", resamples=100)
    balanced = prevalence(changed[0], calibration=changed[1], method="sld", resamples=100)
    assert balanced.uncorrected[0, 1] > plain.uncorrected[0, 1] + 0.02
    assert balanced.estimate == pytest.approx(plain.estimate, abs=1e-6)


def test_is_sld_at_the_effective_prior() -> None:
    world = simulate(Design(), seed=3)
    columns = ["p_label 0", "p_label 1"]
    truth = (world.calibration["label"] == "label 1").astype(int).to_numpy()
    prior = effective_prior(world.calibration[columns].to_numpy(), truth)
    expected = sld(world.predictions[columns].to_numpy(), prior)
    made = prevalence(world.predictions, calibration=world.calibration, method="sld", resamples=100)
    assert made.estimate[0] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("factor", "word"), [(2.5, "overconfident"), (0.4, "underconfident")])
def test_probabilities_of_the_wrong_slope_alarm(factor: float, word: str) -> None:
    world = simulate(Design(overconfidence=factor), seed=4)
    made = prevalence(world.predictions, calibration=world.calibration, method="sld", resamples=100)
    assert f"its probabilities are {word} on the calibration documents" in made.reason[0]


def _em(ratios: Floats, weight: Floats) -> Floats:
    shares = np.full(ratios.shape[1], 1 / ratios.shape[1])
    for _ in range(20_000):
        last, shares = shares, weight @ (shares * ratios / (ratios @ shares)[:, None]) / weight.sum()
        if np.abs(shares - last).max() < 1e-10:
            break
    return np.asarray(shares, dtype=np.float64)

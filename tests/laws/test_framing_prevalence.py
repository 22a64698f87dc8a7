"""What must hold of shares for any input."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from stance.framing.dsl import dsl
from stance.framing.ppi import ppi
from stance.framing.prevalence import prevalence
from stance.framing.results import Prevalence
from stance.framing.simulate import Design, Simulation, simulate

METHODS = ("cc", "pcc", "acc", "pacc", "sld", "ppi", "dsl")
Floats = NDArray[np.float64]


def estimate(world: Simulation, method: str, resamples: int = 100) -> Prevalence:
    return prevalence(
        world.predictions, calibration=world.calibration, gold=world.gold, method=method, resamples=resamples
    )


@pytest.mark.parametrize("labels", [2, 3, 5])
def test_a_perfect_classifier_gives_the_same_answer_by_every_method(labels: int) -> None:
    share = tuple(np.arange(1, labels + 1) / (labels * (labels + 1) / 2))
    design = Design(share=share, calibration_share=(1 / labels,) * labels, separation=30.0, gold_documents=60)
    world = simulate(design, seed=labels)
    counted = world.predictions["predicted"].value_counts(normalize=True).sort_index().to_numpy()
    for method in METHODS:
        assert estimate(world, method).estimate[0] == pytest.approx(counted, abs=1e-6), method


@pytest.mark.parametrize("method", METHODS)
def test_swapping_labels_gives_one_minus_the_share(method: str) -> None:
    world = simulate(Design(), seed=1)
    names = {"label 0": "label 1", "label 1": "label 0"}
    columns = {f"p_{x}": f"p_{y}" for x, y in names.items()}
    swapped = Simulation(
        world.predictions.rename(columns=columns).replace({"predicted": names}),
        world.calibration.rename(columns=columns).replace({"predicted": names, "label": names}),
        world.gold.replace({"label": names}),
    )
    first, second = estimate(world, method), estimate(swapped, method)
    place = [second.labels.index(x) for x in ("label 1", "label 0")]
    # SLD stops within 1e-9 of a fixed point, from wherever it comes.
    assert second.estimate[0, place] == pytest.approx(first.estimate[0], abs=1e-6)
    if method not in ("dsl", "ppi"):
        assert second.low[0, place] == pytest.approx(first.low[0], abs=1e-6)
    assert first.estimate[0, 0] == pytest.approx(1 - first.estimate[0, 1], abs=1e-12)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("seed", range(3))
def test_shares_sum_to_one_and_lie_in_their_intervals(method: str, seed: int) -> None:
    design = Design(share=(0.02, 0.28, 0.7), calibration_share=(0.3, 0.3, 0.4), gold_documents=12)
    made = estimate(simulate(design, seed=seed), method, resamples=400)
    assert made.estimate.sum(axis=1) == pytest.approx([1.0], abs=1e-9)
    assert (made.estimate >= 0).all()
    assert (made.low <= made.estimate + 0.02).all()
    assert (made.estimate <= made.high + 0.02).all()


def test_duplicated_passages_do_not_narrow_intervals() -> None:
    world = simulate(Design(), seed=2)
    ids = {"passage_id": lambda x: x["passage_id"] + " again"}
    twice = Simulation(
        pd.concat([world.predictions, world.predictions.assign(**ids)], ignore_index=True),
        pd.concat([world.calibration, world.calibration.assign(**ids)], ignore_index=True),
        pd.concat([world.gold, world.gold.assign(**ids)], ignore_index=True),
    )
    for method in METHODS:
        once, again = estimate(world, method, 200), estimate(twice, method, 200)
        assert again.estimate == pytest.approx(once.estimate, abs=1e-6), method
        assert again.high - again.low == pytest.approx(once.high - once.low, abs=1e-3), method
        assert again.effective_n == pytest.approx(once.effective_n, rel=1e-9), method


@given(st.integers(0, 2**32 - 1), st.integers(4, 30), st.integers(1, 40))
@settings(max_examples=40, deadline=None)
def test_documents_of_one_passage_give_plain_ppi(seed: int, n: int, others: int) -> None:
    rng = np.random.default_rng(seed)
    y, f, rest = rng.integers(2, size=n).astype(float), rng.random(n), rng.random(others + 1)
    made = ppi(_two(y), _two(f), np.ones(n), _two(rest), np.ones(others + 1), tuning=1.0)
    assert made.estimate[1] == pytest.approx(rest.mean() + (y - f).mean(), abs=1e-12)
    variance = (y - f).var(ddof=1) / n + rest.var(ddof=1) / (others + 1)
    assert made.covariance[1, 1] == pytest.approx(variance, rel=1e-9, abs=1e-15)


@given(st.integers(0, 2**32 - 1), st.integers(2, 20), st.integers(2, 40))
@settings(max_examples=40, deadline=None)
def test_documents_of_one_passage_give_the_plain_difference_estimator(seed: int, n: int, others: int) -> None:
    rng = np.random.default_rng(seed)
    total = n + others
    y, f = rng.integers(2, size=total).astype(float), rng.random(total)
    weight = np.where(np.arange(total) < n, total / n, 0.0)
    made = dsl(_two(f), np.ones(total), weight, _two(weight * (y - f), weight * 0))
    assert made.estimate[1] == pytest.approx(f.mean() + (y - f)[:n].mean(), abs=1e-12)


def test_a_cell_is_the_same_alone_and_among_others() -> None:
    """Correction by its own source's calibration, and resampling within it, know nothing of other sources."""
    worlds = [simulate(Design(), seed=k, source=f"{k}") for k in range(3)]
    predictions = pd.concat([x.predictions for x in worlds], ignore_index=True)
    calibration = pd.concat([x.calibration for x in worlds], ignore_index=True)
    together = prevalence(predictions, ["source"], calibration=calibration, method="pacc", resamples=1000)
    for k, world in enumerate(worlds):
        alone = prevalence(
            world.predictions, ["source"], calibration=world.calibration, method="pacc", resamples=1000
        )
        assert together.estimate[k] == pytest.approx(alone.estimate[0], abs=1e-12)
        assert together.high[k] - together.low[k] == pytest.approx(alone.high[0] - alone.low[0], rel=0.15)


def _two(values: Floats, sizes: Floats | float = 1.0) -> Floats:
    return np.column_stack([sizes - values, values])

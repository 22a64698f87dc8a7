"""Reliability curves, overall and by group."""

from __future__ import annotations

import json

import numpy as np
import pytest
from sklearn.calibration import calibration_curve

from stance.evaluation.reliability import reliability


def _sample(n: int = 3000, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    p = rng.dirichlet([1.0, 1.0], n)
    return p, (rng.random(n) > p[:, 0]).astype(np.int64)


def test_the_curve_is_scikit_learns() -> None:
    p, truth = _sample()
    found = reliability(p, truth, np.arange(3000), ("a", "b"))
    right, stated = calibration_curve(p.argmax(axis=1) == truth, p.max(axis=1), n_bins=10)
    assert [x.accuracy.estimate for x in found.bins] == pytest.approx(right)
    assert [x.confidence for x in found.bins] == pytest.approx(stated)
    assert (found.bins[0].low, found.bins[0].high) == (0.5, 0.6)


def test_groups_have_curves_of_their_own_and_unknown_ones_none() -> None:
    p, truth = _sample()
    sources = [["North", "South", None, float("nan")][k % 4] for k in range(3000)]
    found = reliability(p, truth, np.arange(3000), ("a", "b"), sources)
    assert list(found.overconfidence) == ["all", "North", "South"]
    north = [x for x in found.bins if x.group == "North"]
    assert sum(x.accuracy.n_passages for x in north) == 750
    assert set(found.to_frame()["group"]) == {"all", "North", "South"}


def test_overconfidence_is_confidence_minus_accuracy() -> None:
    sure = np.tile([0.9, 0.1], (40, 1))
    truth = np.arange(40) % 2
    found = reliability(sure, truth, np.arange(40), ("a", "b"))
    assert found.overconfidence["all"].estimate == pytest.approx(0.4)
    low = found.overconfidence["all"].low
    assert low is not None
    assert low > 0


def test_small_groups_claim_nothing() -> None:
    p, truth = _sample(60)
    found = reliability(
        p, truth, np.arange(60) % 12, ("a", "b"), ["few" if k % 12 < 4 else "more" for k in range(60)]
    )
    assert found.overconfidence["few"].low is None
    assert all(x.accuracy.low is None for x in found.bins if x.group == "few")


def test_it_travels_as_plain_values() -> None:
    p, truth = _sample(200)
    found = reliability(p, truth, np.arange(200), ("a", "b"))
    assert set(json.loads(json.dumps(found.to_dict(), allow_nan=False))["slope"]) == {"a", "b"}
    assert "slope" in str(found)

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from stance.framing.pooling import shrink
from stance.framing.prevalence import prevalence
from stance.framing.simulate import Design, simulate


def test_shrinks_by_how_little_a_cell_says() -> None:
    y, v = np.array([0.0, 0.0, 3.0, 3.0]), np.array([1.0, 1.0, 1.0, 4.0])
    shrunk, spread, mean, between = shrink(y, v)
    weight = 1 / (between + v)
    # The Paule-Mandel equation holds at tau**2, and the mean is the weighted one.
    assert (weight * (y - mean) ** 2).sum() == pytest.approx(3.0, abs=1e-9)
    assert mean == pytest.approx((weight * y).sum() / weight.sum(), abs=1e-12)
    assert shrunk == pytest.approx(mean + (y - mean) * between / (between + v), abs=1e-12)
    assert abs(shrunk[3] - 3) > abs(shrunk[2] - 3)
    assert (spread < v + 1).all()


def test_equal_cells_fall_together() -> None:
    shrunk, _, mean, between = shrink(np.full(5, 0.7), np.ones(5))
    assert between == 0.0
    assert shrunk == pytest.approx(np.full(5, 0.7))
    assert mean == pytest.approx(0.7)


def _sources(sizes: list[int], shares: list[float] | None = None) -> pd.DataFrame:
    worlds = [
        simulate(Design(share=(1 - x, x), documents=n, gold_documents=0), seed=k, source=f"{k:02d}")
        for k, (n, x) in enumerate(zip(sizes, shares or [0.7] * len(sizes), strict=True))
    ]
    return pd.concat([x.predictions for x in worlds], ignore_index=True)


def test_small_cells_get_an_interval_and_say_how() -> None:
    predictions = _sources([40, 40, 40, 40, 4, 1])
    plain = prevalence(predictions, ["source"], resamples=300)
    pooled = prevalence(predictions, ["source"], pool=True, resamples=300)
    assert np.isnan(plain.low[4]).all()
    assert np.isfinite(pooled.low[4]).all()
    assert pooled.method[4] == "PCC, uncorrected, pooled"
    assert pooled.assumption[4].endswith("cells of a label are exchangeable on the logit scale")
    # A document alone says nothing of its cell.
    assert np.isnan(pooled.low[5]).all()
    assert pooled.estimate[:5].sum(axis=1) == pytest.approx(np.ones(5), abs=1e-12)


def test_small_cells_move_further() -> None:
    predictions = _sources([40, 40, 40, 40, 4], [0.2, 0.4, 0.6, 0.8, 1.0])
    plain = prevalence(predictions, ["source"], resamples=300).estimate[:, 1]
    pooled = prevalence(predictions, ["source"], pool=True, resamples=300).estimate[:, 1]
    assert (np.diff(pooled) > 0).all()
    assert pooled.max() - pooled.min() < plain.max() - plain.min()
    assert abs(pooled[4] - plain[4]) > np.abs(pooled[:4] - plain[:4]).max()


def test_three_cells_are_too_few_to_pool() -> None:
    predictions = _sources([20, 20, 20])
    plain = prevalence(predictions, ["source"], resamples=100)
    pooled = prevalence(predictions, ["source"], pool=True, resamples=100)
    assert pooled.method == plain.method
    assert pooled.low.tolist() == plain.low.tolist()

"""Variances of a pilot, and the width that they promise, against simulation."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.labels.budget_core import Pilot, half_width, pilot
from stance.labels.intervals import t_quantile

Floats = NDArray[np.float64]
BETWEEN = np.array([[0.05, 0.03], [0.03, 0.04]])
WITHIN = np.array([[0.15, 0.05], [0.05, 0.06]])
WORLD = Pilot(BETWEEN, WITHIN, 0, 0)


def simulate(rng: np.random.Generator, n_documents: int, passages: int) -> Floats:
    """Labels and probabilities, shape (n_documents, passages, 2), with the covariances of WORLD."""
    documents = rng.multivariate_normal([0.4, 0.45], BETWEEN, n_documents)
    return documents[:, None, :] + rng.multivariate_normal([0, 0], WITHIN, (n_documents, passages))


def flat(values: Floats, sizes: NDArray[np.int64]) -> tuple[Floats, Floats, NDArray[np.int64]]:
    kept = np.concatenate([values[d, :m] for d, m in enumerate(sizes)])
    return kept[:, 0], kept[:, 1], np.repeat(np.arange(len(sizes)), sizes)


def test_pilot_by_hand() -> None:
    # Balanced, two passages a document: means .5, 1, 0, ... and the classical table of mean squares.
    y = np.tile([1.0, 0.0, 1.0, 1.0, 0.0, 0.0], 5)
    documents = np.arange(30) // 2
    found = pilot(y, y, documents, np.zeros(30, dtype=np.int64))
    # Five documents of 15 vary within: sum of squares 5 * .5 over 15 degrees of freedom.
    assert found.within[0, 0] == pytest.approx(2.5 / 15)
    # Document means .5, 1, 0 five times each: mean square 2 * (5 * .25 + 5 * .25) / 14; B = (MS - W) / 2.
    assert found.between[0, 0] == pytest.approx((5 / 14 - 2.5 / 15) / 2)
    assert (found.n_documents, found.n_passages) == (15, 30)


def test_pilot_finds_the_variances_of_a_simulated_world() -> None:
    rng = np.random.default_rng(1)
    sizes = rng.integers(1, 7, 6_000)
    y, f, documents = flat(simulate(rng, 6_000, 6), sizes)
    found = pilot(y, f, documents, np.zeros(len(y), dtype=np.int64))
    assert found.between == pytest.approx(BETWEEN, abs=0.005)
    assert found.within == pytest.approx(WITHIN, abs=0.005)


def test_differences_between_cells_do_not_count() -> None:
    rng = np.random.default_rng(2)
    sizes = rng.integers(2, 5, 3_000)
    y, f, documents = flat(simulate(rng, 3_000, 5), sizes)
    cells = documents % 3
    shifted = pilot(y + cells, f - cells, documents, cells)
    plain = pilot(y, f, documents, cells)
    assert shifted.between == pytest.approx(plain.between)
    assert shifted.within == pytest.approx(plain.within)


def test_no_negative_variance() -> None:
    y = np.tile([1.0, 0.0], 12)
    found = pilot(y, 1 - y, np.arange(24) // 2, np.zeros(24, dtype=np.int64))
    assert np.linalg.eigvalsh(found.between).min() >= -1e-12


@pytest.mark.parametrize(("documents", "passages"), [(9, 2), (20, 1)])
def test_a_pilot_must_tell(documents: int, passages: int) -> None:
    n = documents * passages
    with pytest.raises(StanceError, match="A pilot must hold at least 10 documents"):
        pilot(np.zeros(n), np.zeros(n), np.arange(n) // passages, np.zeros(n, dtype=np.int64))


def test_width_by_hand() -> None:
    # S = B + W / 3 = (.1, .14/3; .14/3, .06); n = 20 of 120: V = .1/20 - (.14/3)^2 / (20 * .06 * 1.2).
    expected = t_quantile(0.95, 20) * np.sqrt(0.005 - (0.14 / 3) ** 2 / 1.44)
    assert half_width(WORLD, 20, 120, 3.0) == pytest.approx(expected)
    assert half_width(WORLD, 20, 120, 3.0, model=False) == pytest.approx(
        t_quantile(0.95, 20) * np.sqrt(0.005)
    )


def test_more_documents_more_passages_and_a_model_narrow() -> None:
    widths = [half_width(WORLD, n, 200, 5.0) for n in (10, 20, 40, 80)]
    assert widths == sorted(widths, reverse=True)
    assert half_width(WORLD, 20, 200, 5.0, 2) > half_width(WORLD, 20, 200, 5.0)
    assert half_width(WORLD, 20, 200, 5.0, 9) == half_width(WORLD, 20, 200, 5.0)
    assert half_width(WORLD, 20, 200, 5.0) < half_width(WORLD, 20, 200, 5.0, model=False)
    assert half_width(WORLD, 30, 20, 5.0) == half_width(WORLD, 20, 20, 5.0)


@pytest.mark.parametrize(("n", "passages", "coded"), [(15, 4, 4), (40, 4, 4), (25, 6, 2)])
def test_promised_width_is_the_width_that_ppi_gives_in_simulation(n: int, passages: int, coded: int) -> None:
    rng = np.random.default_rng([n, passages])
    documents, widths, hits = 150, [], 0
    for _ in range(400):
        values = simulate(rng, documents, passages)
        gold, rest = values[:n, :coded].mean(axis=1), values[n:, :, 1].mean(axis=1)
        (yy, yf), (_, ff) = np.cov(gold.T)
        lam = yf / (ff + n / (documents - n) * rest.var(ddof=1))
        estimate = gold[:, 0].mean() + lam * (rest.mean() - gold[:, 1].mean())
        variance = (yy - 2 * lam * yf + lam**2 * ff) / n + lam**2 * rest.var(ddof=1) / (documents - n)
        widths.append(t_quantile(0.95, n) * np.sqrt(variance))
        hits += abs(estimate - 0.4) < widths[-1]
    assert half_width(WORLD, n, documents, passages, coded) == pytest.approx(np.mean(widths), rel=0.06)
    assert hits / 400 > 0.9

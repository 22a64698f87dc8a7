"""Are a cell's scores such as some mixture of the calibration labels' scores would give?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stance.framing.adjusted import simplex_least_squares

_DRAWS = 1000
_FLAT = 1e-9
# How the level is divided: most of it goes to the alternative that a source words things differently.
_DIRECTED, _ANY = 0.8, 0.2


@dataclass(frozen=True, eq=False)
class Scores:
    """Mean powers of the scores, in a cell and among calibration passages of each label.

    Parameters
    ----------
    cell : ndarray, shape (..., powers, scores)
    calibration : ndarray, shape (..., labels, powers, scores)
        Leading dimension: resamples, or none.
    """

    cell: NDArray[np.float64]
    calibration: NDArray[np.float64]

    def flat(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The same as shapes (..., moments) and (..., moments, labels)."""
        cell = self.cell.reshape(*self.cell.shape[:-2], -1)
        calibration = self.calibration.reshape(*self.calibration.shape[:-2], -1)
        return cell, np.swapaxes(calibration, -1, -2)


def shift_p_value(seen: Scores, draws: Scores, degrees: float, rng: np.random.Generator) -> float:
    """How often a mixture of the calibration labels would be as unlike itself as the cell is.

    Under prior shift alone the moments h of the cell's scores are H p: those of the calibration labels, mixed
    by the cell's shares. J is the least distance of h from H p over shares p, in units of its covariance over
    documents; T is the part of J that a common addition to the scores explains. Both are compared with their
    values in resamples of documents, centred at the best mixture. The statistic is the lesser of p(T) / 0.8
    and p(J) / 0.2, and the p-value its rank among the resamples': T has the power against a source that words
    things differently, J sees any other change.

    Parameters
    ----------
    seen, draws : Scores
        In the corpus, and in each resample of its documents and of the calibration documents.
    degrees : float
        Documents of the cell or of the calibration, the fewer, less 1. As the covariance is estimated from so
        few, resamples are stretched as Hotelling's T**2 is.
    rng : numpy.random.Generator

    Returns
    -------
    float
        NaN where there are too few documents to tell.

    Notes
    -----
    J is the overidentification statistic of the minimum-distance estimate of p (Hansen 1982, Econometrica
    50:1029). A mixture does not alarm, whatever its shares; that is the point of it.
    """
    h, rates = seen.flat()
    moments, labels = rates.shape
    if moments < labels or moments > degrees / 2:
        return float("nan")
    h_draws, rates_draws = draws.flat()
    defined = np.isfinite(h_draws).all(axis=1) & np.isfinite(rates_draws).all(axis=(1, 2))
    away, rates_away = h_draws[defined] - h, rates_draws[defined] - rates
    shares = np.full(labels, 1 / labels)
    for _ in range(3):
        noise = away - rates_away @ shares
        whiten = _whitening(noise)
        if not len(whiten):
            return 1.0
        shares = simplex_least_squares(whiten @ rates, whiten @ h)
    noise = (away - rates_away @ shares)[:_DRAWS]
    rank = len(whiten)
    stretch = np.sqrt(degrees / rng.chisquare(max(degrees - rank + 1, 1), size=len(noise)))
    null = (rates @ shares + noise * stretch[:, None]) @ whiten.T
    rates, rest = whiten @ rates, _beyond_addition(whiten @ _additions(seen.cell))
    at = np.concatenate([(whiten @ h)[None], null])
    distance = _distance(rates, at)
    directed = distance - _distance(rest @ rates, at @ rest.T)
    lesser = np.minimum(_ranks(directed) / _DIRECTED, _ranks(distance) / _ANY)
    return float((lesser <= lesser[0]).mean())


def _whitening(noise: NDArray[np.float64]) -> NDArray[np.float64]:
    scale = np.maximum(noise.std(axis=0), 1e-12)
    values, vectors = np.linalg.eigh(np.cov((noise / scale).T).reshape(len(scale), len(scale)))
    kept = values > max(_FLAT * values.max(), _FLAT)
    return np.asarray((vectors[:, kept] / np.sqrt(values[kept])).T / scale, dtype=np.float64)


def _additions(cell: NDArray[np.float64]) -> NDArray[np.float64]:
    # Adding to a score adds power * (mean of the next lower power) to its moments.
    powers, scores = cell.shape
    lower = np.concatenate([np.ones((1, scores)), cell[:-1]]) * np.arange(1, powers + 1)[:, None]
    return np.asarray((np.eye(scores)[None] * lower[:, :, None]).reshape(-1, scores), dtype=np.float64)


def _beyond_addition(directions: NDArray[np.float64]) -> NDArray[np.float64]:
    left, values, _ = np.linalg.svd(directions, full_matrices=True)
    return np.asarray(left[:, int((values > _FLAT * values.max()).sum()) :].T, dtype=np.float64)


def _distance(rates: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    if not len(rates):
        return np.zeros(len(at))
    shares = simplex_least_squares(np.broadcast_to(rates, (len(at), *rates.shape)), at)
    return np.asarray(((at - shares @ rates.T) ** 2).sum(axis=1), dtype=np.float64)


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    # The share of all that are at least as large, each counting itself; no difference is below rounding.
    below = np.searchsorted(np.sort(values), values - _FLAT, side="left")
    return np.asarray(1 - below / len(values), dtype=np.float64)

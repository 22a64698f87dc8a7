"""SLD in a cell, its resamples by one Newton step each, and a check of what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.framing.adjusted import simplex_least_squares
from stance.framing.calibration_sets import Calibration, CalibrationSet
from stance.framing.cell_estimate import CALIBRATED, CellEstimate, resampled
from stance.framing.resampling import Resampler, split
from stance.framing.sld import effective_prior, sld
from stance.framing.totals import DocumentTotals, numbered

if TYPE_CHECKING:
    import pandas as pd

_LEAST = 1e-12
_SLOPE_LEVEL = 0.05
_BIN_WIDTH = 0.05
_MOST_BINS = 400
_NEWTON_STEPS = 6


@dataclass(frozen=True, eq=False)
class Prior:
    """The prior that the probabilities take for granted, and its resamples, shape (resamples, labels).

    `alarm` says so where the probabilities are not calibrated even at this prior.
    """

    prior: NDArray[np.float64]
    draws: NDArray[np.float64]
    alarm: str


class Passages:
    """The probabilities of single passages, by the row of totals that they are part of.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table that the totals were added up from.
    totals : DocumentTotals
    """

    def __init__(self, frame: pd.DataFrame, totals: DocumentTotals) -> None:
        self._probabilities = frame[[f"p_{x}" for x in totals.labels]].to_numpy(dtype=float)
        self._of_row = split(numbered(frame, list(totals.keys.columns))[1])

    def within(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """The probabilities of the passages of some rows, and the place among the rows that each is of."""
        members = [self._of_row[row] for row in rows]
        place = np.repeat(np.arange(len(rows)), [len(x) for x in members])
        return np.maximum(self._probabilities[np.concatenate(members)], _LEAST), place


def fitted_prior(calibration: Calibration, of: CalibrationSet, passages: Passages) -> Prior:
    """Fit the prior to the calibration passages of a set, and refit it in every resample."""
    f, place = passages.within(of.rows)
    truth = calibration.label[of.rows][place]
    labels = f.shape[1]
    prior = effective_prior(f, truth)
    is_label = np.eye(labels)[truth]
    posterior = f * (is_label.mean(axis=0) / prior)
    posterior /= posterior.sum(axis=1, keepdims=True)
    outer = posterior[:, :, None] * posterior[:, None, :]
    curvature = np.diag(posterior.sum(axis=0)) - outer.sum(axis=0)
    surprise = is_label - posterior
    values = np.concatenate([posterior, outer.reshape(len(f), -1), is_label], axis=1)
    sums = calibration.resampler.sums(of.rows, _sums_by(values, place, len(of.rows)))
    mean, counts = sums[:, :labels], sums[:, -labels:]
    curvatures = mean[:, :, None] * np.eye(labels) - sums[:, labels:-labels].reshape(-1, labels, labels)
    steps = np.linalg.pinv(curvatures, rcond=1e-10, hermitian=True) @ (counts - mean)[:, :, None]
    draws = np.maximum(counts, _LEAST) * np.exp(-np.clip(steps[:, :, 0], -3.0, 3.0))
    draws *= prior / is_label.mean(axis=0)
    draws /= draws.sum(axis=1, keepdims=True)
    document = np.unique(calibration.totals.documents[of.rows][place], return_inverse=True)[1]
    return Prior(prior, draws, _slope_alarm(np.log(f), posterior, surprise, curvature, document))


def sld_draws(
    passages: Passages, rows: NDArray[np.int64], prior: Prior, resampler: Resampler
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The shares of a cell by SLD, and in each resample of its documents and of the calibration documents.

    For the resamples, passages with nearly the same likelihood ratios are one bin: the counts of a
    document's passages per bin are all that a resample needs. Newton's method maximises each resample's
    likelihood from the shares of the corpus.
    """
    probabilities, place = passages.within(rows)
    shares = sld(probabilities, prior.prior)
    ratios = probabilities / prior.prior
    bins, kinds = _binned(ratios / ratios.sum(axis=1, keepdims=True))
    counts = np.zeros((len(rows), len(kinds)))
    np.add.at(counts, (place, bins), 1.0)
    drawn = resampler.sums(rows, counts)
    # Another prior rescales the ratios.
    factor = prior.prior / prior.draws
    products = (kinds[:, :, None] * kinds[:, None, :]).reshape(len(kinds), -1)
    size = drawn.sum(axis=1)[:, None]
    labels = len(shares)
    free = np.broadcast_to(shares, factor.shape)
    for _ in range(_NEWTON_STEPS):
        mixture = np.maximum((free * factor) @ kinds.T, _LEAST)
        curvature = ((drawn / mixture**2) @ products).reshape(-1, labels, labels) / size[:, :, None]
        curvature = curvature * factor[:, :, None] * factor[:, None, :]
        ridge = 1e-9 * np.trace(curvature, axis1=1, axis2=2)[:, None, None]
        root = np.swapaxes(np.linalg.cholesky(curvature + ridge * np.eye(labels)), 1, 2)
        gradient = ((drawn / mixture) @ kinds) * factor / size - 1.0
        # root' root is the curvature, so that this is root (shares + curvature^-1 gradient).
        target = (root @ free[:, :, None])[:, :, 0]
        target += np.linalg.solve(np.swapaxes(root, 1, 2), gradient[:, :, None])[:, :, 0]
        free = simplex_least_squares(root, target)
    return shares, free


def _binned(ratios: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The bin of each passage, and the mean ratios of each bin, shape (bins, labels)."""
    log_ratios = np.log(np.maximum(ratios, _LEAST))
    width = _BIN_WIDTH
    while True:
        keys = np.round((log_ratios - log_ratios.mean(axis=1, keepdims=True)) / width)
        names, bins = np.unique(keys, axis=0, return_inverse=True)
        if len(names) <= _MOST_BINS:
            break
        width *= 2
    return bins, _sums_by(ratios, bins, len(names)) / np.bincount(bins)[:, None]


class Sld:
    """Estimates cells by SLD; the prior of a calibration set is fitted once."""

    def __init__(self, calibration: Calibration, passages: Passages, resampler: Resampler) -> None:
        self._calibration, self._passages, self._resampler = calibration, passages, resampler
        self._of_calibration = Passages(calibration.frame, calibration.totals)
        self._priors: dict[int, Prior] = {}

    def estimate(
        self, rows: NDArray[np.int64], of: CalibrationSet, degrees: float, level: float
    ) -> CellEstimate:
        """The shares of the cell with these rows of totals, by the calibration set given."""
        if id(of) not in self._priors:
            self._priors[id(of)] = fitted_prior(self._calibration, of, self._of_calibration)
        prior = self._priors[id(of)]
        estimate, draws = sld_draws(self._passages, rows, prior, self._resampler)
        made = resampled("SLD", CALIBRATED, estimate, draws, min(degrees, of.degrees), level)
        return made.because(prior.alarm)


def _sums_by(values: NDArray[np.float64], place: NDArray[np.int64], n: int) -> NDArray[np.float64]:
    return np.column_stack([np.bincount(place, weights=column, minlength=n) for column in values.T])


def _slope_alarm(
    log_f: NDArray[np.float64],
    posterior: NDArray[np.float64],
    surprise: NDArray[np.float64],
    curvature: NDArray[np.float64],
    document: NDArray[np.int64],
) -> str:
    """Score test of a calibration slope of 1, intercepts fitted, with documents as clusters."""
    from scipy.special import stdtr

    centred = posterior * (log_f - (posterior * log_f).sum(axis=1, keepdims=True))
    nuisance = np.linalg.lstsq(curvature, centred.sum(axis=0), rcond=1e-10)[0]
    score = np.bincount(document, weights=(surprise * (log_f - nuisance)).sum(axis=1))
    n = len(score)
    spread = float(np.sqrt(n / (n - 1) * (score**2).sum()))
    if spread <= 1e-9 or 2 * float(stdtr(n - 1, -abs(score.sum()) / spread)) >= _SLOPE_LEVEL:
        return ""
    kind = "overconfident" if score.sum() < 0 else "underconfident"
    return f"its probabilities are {kind} on the calibration documents"

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

    A resample starts from the shares of the corpus and takes one Newton step, which is as exact as the
    bootstrap itself (Davidson and MacKinnon 1999, International Economic Review 40:487) and needs no more
    than sums over documents.
    """
    probabilities, place = passages.within(rows)
    shares = sld(probabilities, prior.prior)
    labels = len(shares)
    ratios = probabilities / prior.prior
    slopes = ratios / (ratios @ shares)[:, None]
    outer = (slopes[:, :, None] * slopes[:, None, :]).reshape(len(slopes), -1)
    values = np.concatenate([slopes, outer, np.ones((len(slopes), 1))], axis=1)
    sums = resampler.sums(rows, _sums_by(values, place, len(rows)))
    gradient, size = sums[:, :labels], sums[:, -1:]
    curvature = sums[:, labels:-1].reshape(-1, labels, labels)
    curvature = curvature + 1e-9 * np.trace(curvature, axis1=1, axis2=2)[:, None, None] * np.eye(labels)
    # Another prior rescales the ratios: s = factor * p is the share at the ratios of the corpus.
    factor = prior.prior / prior.draws
    steps = np.linalg.solve(curvature, (gradient - size / factor)[:, :, None])[:, :, 0]
    free = (shares + steps) / factor
    free /= free.sum(axis=1, keepdims=True)
    root = np.swapaxes(np.linalg.cholesky(curvature), 1, 2) * factor[:, None, :]
    root /= np.sqrt(size)[:, :, None]
    return shares, simplex_least_squares(root, (root @ free[:, :, None])[:, :, 0])


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

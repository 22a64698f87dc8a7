"""One cell's shares with their interval, by error rates or from gold labels."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from stance.evaluation.intervals import wilson
from stance.framing.adjusted import simplex_least_squares
from stance.framing.calibration_sets import CalibrationSet
from stance.framing.design_estimate import DesignEstimate
from stance.framing.dsl import dsl
from stance.framing.ppi import ppi
from stance.framing.resampling import percentile_interval
from stance.framing.sums import CellSums
from stance.framing.totals import DocumentTotals

SAME_ERRORS = "P(text | label) is the same in the cell as in its calibration documents"
CALIBRATED = f"{SAME_ERRORS}, and probabilities are calibrated up to their prior"
DRAWN = "gold labels were drawn with the probabilities stated"
NO_ERRORS = "the classifier's errors cancel out, which they rarely do; the interval leaves them out"


@dataclass(frozen=True, eq=False)
class CellEstimate:
    """Shares of one cell; `reason` says why it is grey, and is empty where it is not."""

    method: str
    assumption: str
    estimate: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    degrees: float
    draws: NDArray[np.float64] = field(repr=False)
    reason: str = ""

    def because(self, *reasons: str) -> CellEstimate:
        """The same, grey for these reasons where there are any."""
        return replace(self, reason="; ".join(x for x in (self.reason, *reasons) if x))


def uncorrected(kind: str, cell: CellSums, level: float) -> CellEstimate:
    """CC ("predicted") or PCC ("probability")."""
    name = "CC, uncorrected" if kind == "predicted" else "PCC, uncorrected"
    return resampled(name, NO_ERRORS, cell.seen.mean(kind), cell.draws.mean(kind), cell.degrees, level)


def adjusted(kind: str, cell: CellSums, calibration: CalibrationSet, level: float) -> CellEstimate:
    """ACC ("predicted") or PACC ("probability"): the documents of both are drawn again in each resample."""
    estimate = simplex_least_squares(calibration.rates(kind, drawn=False), cell.seen.mean(kind))
    drawn = simplex_least_squares(calibration.rates(kind, drawn=True), cell.draws.mean(kind))
    name = "ACC" if kind == "predicted" else "PACC"
    return resampled(name, SAME_ERRORS, estimate, drawn, min(cell.degrees, calibration.degrees), level)


def resampled(
    method: str,
    assumption: str,
    estimate: NDArray[np.float64],
    draws: NDArray[np.float64],
    degrees: float,
    level: float,
) -> CellEstimate:
    """An estimate with the interval that its resamples give."""
    low, high = percentile_interval(draws, degrees, level)
    return CellEstimate(method, assumption, estimate, low, high, degrees, draws)


def has_whole_documents(totals: DocumentTotals, rows: NDArray[np.int64]) -> bool:
    """Whether all gold documents among the rows are coded in full and were as likely to be drawn."""
    coded, weight, passages = totals.of("coded")[rows], totals.of("weight")[rows], totals.passages[rows]
    gold = coded > 0
    each = weight[gold] / coded[gold]
    return bool((coded[gold] == passages[gold]).all() and np.allclose(each, each[0]))


def designed(
    method: str,
    totals: DocumentTotals,
    rows: NDArray[np.int64],
    level: float,
    resamples: int,
    rng: np.random.Generator,
) -> CellEstimate:
    """DSL or PPI++, from the gold labels of the cell's own documents."""
    passages, weight = totals.passages[rows], totals.of("weight")[rows]
    predicted = totals.per_label("probability")[rows]
    gold = weight > 0
    if method == "dsl":
        result = dsl(predicted, passages, weight, totals.per_label("error")[rows])
        half = _t_quantile(result, level) * result.standard_error
        low, high = result.estimate - half, result.estimate + half
    else:
        counts = totals.per_label("gold")[rows][gold] * (passages / np.maximum(weight, 1.0))[gold, None]
        result = ppi(counts, predicted[gold], passages[gold], predicted[~gold], passages[~gold])
        low, high = _wilson(result, int(passages.sum()), level)
    values, vectors = np.linalg.eigh(result.covariance)
    noise = rng.standard_normal((resamples, len(values))) * np.sqrt(np.maximum(values, 0.0))
    return CellEstimate(
        "DSL" if method == "dsl" else "PPI++",
        DRAWN,
        simplex_least_squares(np.eye(len(values)), result.estimate),
        np.clip(low, 0.0, 1.0),
        np.clip(high, 0.0, 1.0),
        float(result.n_gold - 1),
        np.clip(result.estimate + noise @ vectors.T, 0.0, 1.0),
    )


def _t_quantile(result: DesignEstimate, level: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(result.n_gold - 1, 0.5 + level / 2))


def _wilson(
    result: DesignEstimate, n_passages: int, level: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    # Wilson's, because a label that no gold document holds would else have an interval of no width.
    made = [
        wilson(float(p), float(v), n_documents=result.n_gold, n_passages=n_passages, level=level)
        for p, v in zip(np.clip(result.estimate, 0.0, 1.0), np.diag(result.covariance), strict=True)
    ]
    return np.array([x.low for x in made], dtype=float), np.array([x.high for x in made], dtype=float)

"""When a correction's assumption has failed, in words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.framing.calibration_sets import CalibrationSet
from stance.framing.passage_values import POWERS
from stance.framing.shift import Scores, shift_p_value
from stance.framing.sums import CellSums, Sums

_SHIFT_LEVEL = 0.05
LEAST_SEPARATION = 0.1
_MOST_FOREIGN = 0.2


def separation(rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much a difference in shares moves the predictions, at the least: what a correction divides by.

    The smallest singular value of the rates on differences of shares (which sum to 0). With two labels it is
    TPR - FPR, with a perfect classifier 1, and 0 where two labels can not be told apart.

    Parameters
    ----------
    rates : ndarray, shape (..., labels, labels)
        M[j, k]: the share, or mean probability, of j among passages whose label is k.

    Returns
    -------
    ndarray, shape (...)

    Examples
    --------
    >>> float(separation(np.array([[0.75, 0.25], [0.25, 0.75]])).round(6))
    0.5
    """
    labels = rates.shape[-1]
    differences = np.linalg.svd(np.ones((1, labels)), full_matrices=True)[2][1:].T
    return np.asarray(np.linalg.svd(rates @ differences, compute_uv=False)[..., -1], dtype=np.float64)


def separation_alarm(calibration: CalibrationSet, kind: str) -> str:
    """Words, where separation may be too small to divide by: its lower 95 % bound is below 0.1."""
    draws = calibration.rates(kind, drawn=True)
    draws = draws[np.isfinite(draws).all(axis=(1, 2))]
    bound = float(np.quantile(separation(draws), 0.025))
    if bound >= LEAST_SEPARATION:
        return ""
    return f"the labels are hardly told apart (TPR - FPR may be as low as {bound:.2f})"


def shift_alarm(cell: CellSums, calibration: CalibrationSet, rng: np.random.Generator) -> str:
    """Words, where the cell's scores are no mixture of the calibration labels' scores, or none can tell."""
    n_labels = cell.seen.n_labels
    degrees = min(cell.degrees, calibration.degrees)
    # Of two labels one score is the other's negative.
    scores = slice(1, None) if n_labels == 2 else slice(None)
    powers = len(POWERS) if n_labels == 2 else 2
    if powers * n_labels > degrees / 2 and n_labels > 2:
        powers = 1

    def moments(sums: Sums) -> NDArray[np.float64]:
        return np.stack([sums.mean(f"score {power}")[..., scores] for power in POWERS[:powers]], axis=-2)

    p = shift_p_value(
        Scores(moments(cell.seen), moments(calibration.seen)),
        Scores(moments(cell.draws), moments(calibration.draws)),
        degrees,
        rng,
    )
    if np.isnan(p):
        return "too few documents to tell whether its scores have shifted"
    if p >= _SHIFT_LEVEL:
        return ""
    return f"its scores are unlike any mixture of the calibration labels' (p = {p:.3f})"


def unseen_alarm(share: float, limit: float) -> str:
    """Words, where more of the vocabulary is unseen than in 95 % of the calibration documents."""
    if share <= limit:
        return ""
    return f"{share:.0%} of its words are new to the model, against at most {limit:.0%} in calibration"


def language_alarm(share: float, language: str) -> str:
    """Words, where more than a fifth of the passages are told to be in another language."""
    if share <= _MOST_FOREIGN:
        return ""
    return f"{share:.0%} of its passages are not in the model's language ({language})"

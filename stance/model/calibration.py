"""Calibration: probabilities that mean what they say, by a temperature or a sigmoid on the logits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

KINDS = ("temperature", "sigmoid")

# Keeps the parameters finite when the scores separate the labels perfectly; it moves nothing else visibly.
_RIDGE = 0.01
_SMALLEST = 1e-12


@dataclass(frozen=True)
class Calibrator:
    """logit' = slope * logit + offsets, then softmax.

    A linear model stays linear under it: weights times `slope`, intercept times `slope` plus `offsets`.

    Parameters
    ----------
    slope : float
        1 / temperature; below 1 where the classifier is too sure of itself.
    offsets : tuple of float, length L
        What is added to each label's logit; they sum to 0, and are all 0 for a temperature.

    Examples
    --------
    >>> Calibrator(0.5, (0.0, 0.0)).apply(np.array([[0.9, 0.1]])).round(2).tolist()
    [[0.75, 0.25]]
    """

    slope: float
    offsets: tuple[float, ...]

    def apply(self, probabilities: Floats) -> Floats:
        """Calibrated probabilities of the classifier's own, shape (n, L)."""
        return _softmax(self.slope * _logits(probabilities) + np.array(self.offsets))

    def weights(self, coefficients: Floats, intercept: Floats) -> tuple[Floats, Floats]:
        """The coefficients and the intercept of the linear model that is calibrated already."""
        return self.slope * coefficients, self.slope * intercept + np.array(self.offsets)

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {"slope": self.slope, "offsets": list(self.offsets)}


def fit_calibration(probabilities: Floats, truth: Codes, kind: str = "sigmoid") -> Calibrator:
    """Fit a calibrator by maximum likelihood on scores of passages that the classifier did not train on.

    Parameters
    ----------
    probabilities : array, shape (n, L)
        Out-of-fold, from folds that keep documents whole: a model's scores of its own training passages
        are too good to calibrate on.
    truth : int array, shape (n,)
        Label codes.
    kind : {"temperature", "sigmoid"}
        One temperature (Guo et al. 2017), or a temperature and an offset for each label, which also
        undoes balanced label weights (bias-corrected temperature scaling, Alexandari et al. 2020; for two
        labels it is Platt's sigmoid).

    Raises
    ------
    StanceError
        When a label is missing from `truth`, or the kind is unknown.

    Examples
    --------
    >>> sure = np.array([[0.9, 0.1]] * 4 + [[0.1, 0.9]] * 4)
    >>> truth = np.array([0, 0, 0, 1, 1, 1, 1, 0])  # 3 of 4 where the classifier says 9 of 10
    >>> round(fit_calibration(np.tile(sure, (50, 1)), np.tile(truth, 50), "temperature").slope, 3)
    0.5
    """
    if kind not in KINDS:
        raise StanceError(f"'kind' must be one of {list(KINDS)}; got {kind!r}.")
    n_labels = probabilities.shape[1]
    counts = np.bincount(truth, minlength=n_labels)
    if len(counts) != n_labels or (counts == 0).any():
        raise StanceError(
            f"Calibration must see every one of the {n_labels} labels; "
            f"label number {int(counts.argmin()) + 1} is true for none of {len(truth)} passages."
        )
    logits, onehot = _logits(probabilities), np.eye(n_labels)[truth]
    free = np.array([True] + [kind == "sigmoid"] * n_labels)
    start = np.array([1.0] + [0.0] * n_labels)
    found = _newton(logits, onehot, start, free)
    offsets = found[1:] - found[1:].mean()
    return Calibrator(float(found[0]), tuple(float(x) for x in offsets))


def _newton(logits: Floats, onehot: Floats, start: Floats, free: NDArray[np.bool_]) -> Floats:
    """Minimise the ridged negative log likelihood, which is convex in slope and offsets."""
    theta = start.copy()
    value = _loss(theta, start, logits, onehot)
    for _ in range(100):
        p = _softmax(theta[0] * logits + theta[1:])
        # Multinomial regression whose features of a label are its logit and its name.
        centred = logits - (p * logits).sum(axis=1, keepdims=True)
        gradient = np.r_[((p - onehot) * logits).sum(), (p - onehot).sum(axis=0)] + _RIDGE * (theta - start)
        hessian = np.zeros((len(theta), len(theta)))
        hessian[0, 0] = (p * logits * centred).sum()
        hessian[0, 1:] = hessian[1:, 0] = (p * centred).sum(axis=0)
        hessian[1:, 1:] = np.diag(p.sum(axis=0)) - p.T @ p
        hessian += _RIDGE * np.eye(len(theta))
        step = np.zeros_like(theta)
        step[free] = np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
        scale = 1.0
        while scale > 1e-8 and _loss(theta - scale * step, start, logits, onehot) > value:
            scale /= 2
        theta = theta - scale * step
        value = _loss(theta, start, logits, onehot)
        if np.abs(scale * step).max() < 1e-10:
            break
    return theta


def _loss(theta: Floats, start: Floats, logits: Floats, onehot: Floats) -> float:
    scores = theta[0] * logits + theta[1:]
    top = scores.max(axis=1)
    log_total = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
    ridge = _RIDGE / 2 * ((theta - start) ** 2).sum()
    return float((log_total - (onehot * scores).sum(axis=1)).sum() + ridge)


def _logits(probabilities: Floats) -> Floats:
    logits = np.log(np.maximum(probabilities, _SMALLEST))
    centred: Floats = logits - logits.mean(axis=1, keepdims=True)
    return centred


def _softmax(logits: Floats) -> Floats:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return probabilities

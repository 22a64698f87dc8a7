"""Multinomial logistic regression with an L2 penalty, trained to the optimum along a path of penalties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.products import Products

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]

# Of the gradient's largest entry, a unit of sample weight: logits are then within 1e-6 of the optimum's.
_TOLERANCE = 1e-8
_MOST_STEPS = 200
_MOST_CG_STEPS = 500


def fit_logistic(
    X: csr_matrix,
    codes: NDArray[np.int64],
    n_labels: int,
    path: Sequence[float],
    sample_weight: Floats | None = None,
) -> list[tuple[Floats, Floats]]:
    """Fit one model for each strength of the penalty, each starting where the one before it ended.

    Parameters
    ----------
    X : csr_matrix, shape (n, n_features)
    codes : int array, shape (n,)
        Label codes, 0 .. n_labels - 1.
    n_labels : int
    path : sequence of float
        Inverse strengths of the penalty, as C in scikit-learn.
    sample_weight : array, shape (n,), optional

    Returns
    -------
    list of (coefficients of shape (n_features, n_labels), intercept of shape (n_labels,))

    Raises
    ------
    StanceError
        When the optimum is not reached, which numbers that are not finite bring about.

    Notes
    -----
    Minimises ``sum_i s_i * loss(y_i, softmax(x_i W + b)) + |W|^2 / (2 C)``, the intercept free: the
    optimum of scikit-learn's ``LogisticRegression``. Its binary model penalises one vector w and has
    the logit x w; the same optimum in two columns -w/2 and +w/2 needs twice the penalty.

    Newton steps are solved by conjugate gradients to a precision that rises as the gradient falls
    (Nocedal and Wright 2006, Numerical Optimization, algorithm 7.1), with a backtracking line search.
    Every product with X is of all labels at once, and the line search needs none.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> ((coefficients, intercept),) = fit_logistic(csr_matrix([[1.0], [-1.0]]), np.array([0, 1]), 2, [1.0])
    >>> coefficients.round(4)
    array([[ 0.3374, -0.3374]])
    """
    weights = np.ones(len(codes)) if sample_weight is None else sample_weight
    problem = _Problem(X, codes, n_labels, weights)
    point = np.zeros((X.shape[1] + 1, n_labels))
    fitted = []
    for strength in path:
        point = problem.solve(point, (2.0 if n_labels == 2 else 1.0) / strength)
        fitted.append((np.ascontiguousarray(point[:-1]), point[-1] - point[-1].mean()))
    return fitted


class _Problem:
    """One data set; a point is the coefficients with the intercept as its last row."""

    def __init__(self, X: csr_matrix, codes: NDArray[np.int64], n_labels: int, weights: Floats) -> None:
        self.products = Products(X)
        self.codes, self.weights = codes, weights[:, None]
        self.targets = np.zeros((len(codes), n_labels))
        self.targets[np.arange(len(codes)), codes] = 1.0

    def solve(self, point: Floats, penalty: float) -> Floats:
        """The optimum, by Newton steps from `point`."""
        logits = self._forward(point)
        for _ in range(_MOST_STEPS):
            probabilities = _softmax(logits)
            gradient = self._backward(self.weights * (probabilities - self.targets))
            gradient[:-1] += penalty * point[:-1]
            size = float(np.abs(gradient).max()) / self.weights.sum()
            if size <= _TOLERANCE:
                return point
            step, change = self._newton_step(probabilities, gradient, penalty, min(0.1, size**0.5))
            length = self._line_search(point, logits, step, change, float((gradient * step).sum()), penalty)
            point, logits = point + length * step, logits + length * change
        raise StanceError(f"Training must reach the optimum; got no further than a gradient of {size:.1e}.")

    def _newton_step(
        self, probabilities: Floats, gradient: Floats, penalty: float, precision: float
    ) -> tuple[Floats, Floats]:
        """Conjugate gradients on Hessian @ step = -gradient; also what the step changes in the logits."""
        step, change = np.zeros_like(gradient), np.zeros_like(probabilities)
        residual = -gradient
        direction = residual.copy()
        squared = first = float((residual**2).sum())
        for _ in range(_MOST_CG_STEPS):
            moved = self._forward(direction)
            mean = (probabilities * moved).sum(axis=1, keepdims=True)
            curved = self._backward(self.weights * probabilities * (moved - mean))
            curved[:-1] += penalty * direction[:-1]
            length = squared / float((direction * curved).sum())
            step += length * direction
            change += length * moved
            residual -= length * curved
            before, squared = squared, float((residual**2).sum())
            if squared <= precision**2 * first:
                break
            direction = residual + (squared / before) * direction
        return step, change

    def _line_search(
        self, point: Floats, logits: Floats, step: Floats, change: Floats, slope: float, penalty: float
    ) -> float:
        """The longest of 1, 1/2, 1/4, ... that lowers the objective enough."""
        start, length = self._objective(point, logits, penalty), 1.0
        while length > 1e-10:
            reached = self._objective(point + length * step, logits + length * change, penalty)
            # Near the optimum the gain is below what the objective's own rounding lets one see.
            if reached <= start + 1e-4 * length * slope + 1e-12 * abs(start):
                break
            length /= 2
        return length

    def _objective(self, point: Floats, logits: Floats, penalty: float) -> float:
        largest = logits.max(axis=1)
        total = np.log(np.exp(logits - largest[:, None]).sum(axis=1)) + largest
        losses = total - logits[np.arange(len(logits)), self.codes]
        return float(self.weights[:, 0] @ losses + penalty / 2 * (point[:-1] ** 2).sum())

    def _forward(self, point: Floats) -> Floats:
        logits = self.products.times(point[:-1])
        logits += point[-1]
        return logits

    def _backward(self, residuals: Floats) -> Floats:
        return np.vstack([self.products.transposed_times(residuals), residuals.sum(axis=0)])


def _softmax(logits: Floats) -> Floats:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return probabilities

"""Multinomial logistic regression with an L2 penalty, trained to the optimum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]


def fit_logistic(
    X: csr_matrix, codes: NDArray[np.int64], n_labels: int, C: float, sample_weight: Floats | None = None
) -> tuple[Floats, Floats, int]:
    """Coefficients (n_features, n_labels), intercept (n_labels,) and the number of iterations."""
    from sklearn.linear_model import LogisticRegression

    regression = LogisticRegression(C=C, solver="newton-cg", tol=1e-10, max_iter=500)
    regression.fit(X, codes, sample_weight=sample_weight)
    coefficients, intercept = regression.coef_.T, regression.intercept_
    if n_labels == 2:
        coefficients = np.column_stack([-coefficients[:, 0] / 2, coefficients[:, 0] / 2])
        intercept = np.array([-intercept[0] / 2, intercept[0] / 2])
    return np.ascontiguousarray(coefficients), intercept, int(regression.n_iter_.max())

"""Multinomial logistic regression with an L2 penalty, trained to the optimum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
# Of the mean gradient: logits are then within about 1e-5 of the optimum's.
_TOLERANCE = 1e-8


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
        Label codes; every one of 0 .. n_labels - 1 occurs.
    path : sequence of float
        Inverse strengths of the penalty, as C in scikit-learn.
    sample_weight : array, shape (n,), optional

    Returns
    -------
    list of (coefficients of shape (n_features, n_labels), intercept of shape (n_labels,))
        For two labels the logits are -z/2 and +z/2, z being scikit-learn's binary logit.
    """
    from sklearn.linear_model import LogisticRegression

    regression = LogisticRegression(solver="newton-cg", tol=_TOLERANCE, max_iter=500, warm_start=True)
    fitted = []
    for strength in path:
        regression.set_params(C=strength).fit(X, codes, sample_weight=sample_weight)
        coefficients, intercept = regression.coef_.T, regression.intercept_
        if n_labels == 2:
            coefficients = np.column_stack([-coefficients[:, 0] / 2, coefficients[:, 0] / 2])
            intercept = np.array([-intercept[0] / 2, intercept[0] / 2])
        fitted.append((np.ascontiguousarray(coefficients), intercept.copy()))
    return fitted

"""From our model to an ordinary scikit-learn Pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from stance.model.linear import StanceModel


def to_pipeline(model: StanceModel) -> Pipeline:
    """A plain fitted Pipeline of TF-IDF and LogisticRegression with the same probabilities.

    scikit-learn keeps its classes sorted, so the columns of its probabilities follow the sorted labels.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline

    order = np.argsort(np.array(model.labels))
    coefficients = model.coefficients[:, order].T
    intercept = model.intercept[order]
    if len(model.labels) == 2:
        # scikit-learn's binary model has one row: the logit of the second label against the first.
        coefficients = coefficients[1:] - coefficients[:1]
        intercept = intercept[1:] - intercept[:1]
    regression = LogisticRegression()
    regression.classes_ = np.array(model.labels)[order]
    regression.coef_ = np.ascontiguousarray(coefficients)
    regression.intercept_ = np.ascontiguousarray(intercept)
    regression.n_features_in_ = model.features.n_features
    return Pipeline([("features", model.features.to_sklearn()), ("regression", regression)])

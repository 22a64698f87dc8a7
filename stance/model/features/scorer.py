"""Decision values of a linear model, straight from text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.features.block import transform_block
from stance.model.features.explain import Occurrence, occurrences
from stance.model.features.ngrams import NgramFeatures, _checked


class Scorer:
    """A linear model on n-gram features, applied without building a matrix.

    Parameters
    ----------
    features : NgramFeatures
        Fitted.
    coefficients : float64 array of shape (n_features, L)
        One column per label.
    intercept : float64 array of shape (L,)
        One per label.

    Examples
    --------
    >>> from stance.model.features import FeatureSettings
    >>> features = NgramFeatures(FeatureSettings(word=(1, 1), character=None, min_df=1)).fit(["army law"])
    >>> scorer = Scorer(features, np.array([[1.0, -1.0], [0.0, 2.0]]), np.array([0.5, 0.0]))
    >>> scorer.decision(["An army.", "The law!", "Nothing."])
    array([[ 1.5, -1. ],
           [ 0.5,  2. ],
           [ 0.5,  0. ]])
    """

    def __init__(
        self, features: NgramFeatures, coefficients: NDArray[np.float64], intercept: NDArray[np.float64]
    ) -> None:
        self.features = features
        self.coefficients = _finite("coefficients", coefficients, 2)
        self.intercept = _finite("intercept", intercept, 1)
        if len(self.coefficients) != features.n_features:
            raise StanceError(
                f"'coefficients' must have one row for each of {features.n_features} features; "
                f"got {len(self.coefficients)}."
            )
        if self.coefficients.shape[1] != len(self.intercept):
            raise StanceError(
                f"'coefficients' must have one column for each of {len(self.intercept)} intercepts; "
                f"got {self.coefficients.shape[1]}."
            )

    def decision(self, texts: Sequence[str], threads: int = 2) -> NDArray[np.float64]:
        """Intercept plus coefficients times tf-idf, for each text and label.

        Returns
        -------
        float64 array of shape (n, L)
        """
        texts = _checked(texts)
        del threads  # one thread so far
        result = np.tile(self.intercept, (len(texts), 1))
        first = 0
        for block in self.features.blocks:
            pointers, columns, values = transform_block(block, texts, self.features.settings)
            row = np.repeat(np.arange(len(texts)), np.diff(pointers))
            weights = self.coefficients[first + columns] * values[:, None]
            for label in range(len(self.intercept)):
                result[:, label] += np.bincount(row, weights=weights[:, label], minlength=len(texts))
            first += len(block.terms)
        return result

    def explain(self, text: str) -> list[Occurrence]:
        """Every place of every feature with its share of the tf-idf.

        The sum over all places of value times coefficient, plus the intercept, is the decision value.
        """
        (text,) = _checked([text])
        places: list[Occurrence] = []
        first = 0
        for block in self.features.blocks:
            places += occurrences(text, block, self.features.settings, first)
            first += len(block.terms)
        return places


def _finite(name: str, array: NDArray[np.float64], dimensions: int) -> NDArray[np.float64]:
    array = np.ascontiguousarray(array, dtype=np.float64)
    if array.ndim != dimensions:
        raise StanceError(f"{name!r} must have {dimensions} dimension(s); got {array.ndim}.")
    if not np.isfinite(array).all():
        raise StanceError(f"{name!r} must be finite; it is not.")
    return array

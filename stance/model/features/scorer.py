"""Decision values of a linear model, straight from text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.features.explain import Occurrence, explain
from stance.model.features.inputs import Inputs
from stance.model.features.ngrams import NgramFeatures
from stance.model.features.text import Texts


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
        del threads
        inputs = Inputs(texts)
        result = np.tile(self.intercept, (len(inputs), 1))
        row = 0
        for batch in inputs.batches():
            result[row : row + len(batch)] += self._score(Texts(batch.encoded()))
            row += len(batch)
        return result

    def _score(self, texts: Texts) -> NDArray[np.float64]:
        result = np.zeros((texts.n, len(self.intercept)))
        first = 0
        for block in self.features.blocks:
            found = block.weigh(block.index.occurrences(texts))
            for label in range(len(self.intercept)):
                weights = self.coefficients[first:, label].take(found.features) * found.values
                result[:, label] += np.bincount(found.rows, weights, minlength=texts.n) / found.lengths
            first += len(block.terms)
        return result

    def explain(self, text: str) -> list[Occurrence]:
        """Every place of every feature with its share of the tf-idf.

        The sum over all places of value times coefficient, plus the intercept, is the decision value.
        """
        Inputs([text])
        places: list[Occurrence] = []
        first = 0
        for block in self.features.blocks:
            places += explain(text, block, first)
            first += len(block.terms)
        return places


def _finite(name: str, array: NDArray[np.float64], dimensions: int) -> NDArray[np.float64]:
    array = np.ascontiguousarray(array, dtype=np.float64)
    if array.ndim != dimensions:
        raise StanceError(f"{name!r} must have {dimensions} dimension(s); got {array.ndim}.")
    if not np.isfinite(array).all():
        raise StanceError(f"{name!r} must be finite; it is not.")
    return array

"""Decision values of a linear model, straight from text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.features.explain import Occurrences, explain
from stance.model.features.fast import kernels, prepare
from stance.model.features.few import FewSums
from stance.model.features.inputs import Batch, Inputs, in_threads
from stance.model.features.ngrams import NgramFeatures
from stance.model.features.sums import BlockSums
from stance.model.features.text import Texts

_FEW = 10_000  # characters that are scored sooner text by text; measured


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
        sizes = [len(block.terms) for block in features.blocks]
        self._parts = np.split(self.coefficients, np.cumsum(sizes)[:-1])
        self._sums = [
            BlockSums(block, part) for block, part in zip(features.blocks, self._parts, strict=True)
        ]

    def decision(self, texts: Sequence[str], threads: int = 2) -> NDArray[np.float64]:
        """Intercept plus coefficients times tf-idf, for each text and label.

        Returns
        -------
        float64 array of shape (n, L)
        """
        inputs = Inputs(texts)
        size = inputs.size
        prepare(size * self.features.settings.effort)
        if size <= _FEW and not kernels():
            return self._score_few(inputs)
        parts = in_threads(self._score, inputs.batches(), threads)
        return np.concatenate([np.zeros((0, len(self.intercept))), *parts])

    def _score(self, batch: Batch) -> NDArray[np.float64]:
        texts = Texts(batch.encoded())
        result = self.intercept[None].repeat(texts.n, axis=0)
        for sums in self._sums:
            sums.add_to(result, texts)
        return result

    def _score_few(self, inputs: Inputs) -> NDArray[np.float64]:
        result = self.intercept[None].repeat(len(inputs), axis=0)
        for row, text in zip(result, inputs.strings(), strict=True):
            for sums in self._few:
                sums.add_to(row, text)
        return result

    @cached_property
    def _few(self) -> list[FewSums]:
        return [FewSums(block, part) for block, part in zip(self.features.blocks, self._parts, strict=True)]

    def explain(self, text: str) -> Occurrences:
        """Every place of every feature with its share of the tf-idf, words before characters.

        The sum over all places of value times coefficient, plus the intercept, is the decision value.
        """
        Inputs([text])
        found, first = [], 0
        for block in self.features.blocks:
            places = explain(text, block)
            found.append(places._replace(features=places.features + first))
            first += len(block.terms)
        return Occurrences(*map(np.concatenate, zip(*found, strict=True)))


def _finite(name: str, array: NDArray[np.float64], dimensions: int) -> NDArray[np.float64]:
    array = np.ascontiguousarray(array, dtype=np.float64)
    if array.ndim != dimensions:
        raise StanceError(f"{name!r} must have {dimensions} dimension(s); got {array.ndim}.")
    if not np.isfinite(array).all():
        raise StanceError(f"{name!r} must be finite; it is not.")
    return array

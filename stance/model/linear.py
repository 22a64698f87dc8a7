"""The model itself: n-gram features, one weight per n-gram and label, and a softmax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.model.explanation import Explanation
from stance.model.features import NgramFeatures, Scorer

if TYPE_CHECKING:
    from pathlib import Path

    from sklearn.pipeline import Pipeline

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class StanceModel:
    """A fitted linear model of texts; it needs numpy alone.

    Parameters
    ----------
    codebook : Codebook
        What the labels mean, and the axis that they stand on.
    features : NgramFeatures
        Fitted word and character n-grams.
    coefficients : ndarray of float64, shape (n_features, n_labels)
        The logit's weight of every n-gram, a column per label in the codebook's order.
    intercept : ndarray of float64, shape (n_labels,)
        The logit of a text without a known n-gram.
    training : dict
        What the model was trained on and with, as the card tells it.

    Notes
    -----
    ``logit = intercept + tfidf @ coefficients`` and ``probability = softmax(logit)``. A binary
    model is the same with logits -z/2 and +z/2, whose softmax is the logistic function of z.

    Examples
    --------
    >>> import stance
    >>> model = stance.load_model()
    >>> model.predict(["Courts must be clean, and treatment must reach everyone who asks for it."])
    ['institution_demand']
    """

    codebook: Codebook
    features: NgramFeatures
    coefficients: Floats
    intercept: Floats
    training: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shape = (self.features.n_features, len(self.labels))
        if self.coefficients.shape != shape or self.intercept.shape != shape[1:]:
            raise StanceError(
                f"Weights must have the shape {shape} of features and labels; "
                f"got {self.coefficients.shape} and {self.intercept.shape}."
            )
        if not (np.isfinite(self.coefficients).all() and np.isfinite(self.intercept).all()):
            raise StanceError("Weights must be finite numbers; got at least one that is not.")

    def __str__(self) -> str:
        return (
            f"{self.codebook.name} {self.codebook.version}: "
            f"{self.features.n_features:,} n-grams, labels {', '.join(self.labels)}"
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of every column of numbers."""
        return self.codebook.labels

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer(self.features, self.coefficients, self.intercept)

    @cached_property
    def _terms(self) -> list[str]:
        return self.features.word_terms + self.features.character_terms

    def decision_function(self, texts: Sequence[str], threads: int = 2) -> Floats:
        """The logits, shape (n_texts, n_labels)."""
        return self._scorer.decision(texts, threads)

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        """The probability of every label, shape (n_texts, n_labels); rows sum to 1.

        Raises
        ------
        StanceError
            When `texts` is one string, or holds something that is not text.
        """
        return softmax(self.decision_function(texts))

    def predict(self, texts: Sequence[str]) -> list[str]:
        """The most probable label of every text."""
        best = self.decision_function(texts).argmax(axis=1)
        return list(map(self.labels.__getitem__, best.tolist()))

    def position(self, texts: Sequence[str]) -> Floats:
        """Where each text stands, from -1 (negative end) to +1 (positive end), shape (n_texts,).

        The mean of the scale's values under the label probabilities.
        """
        return positions(self.predict_proba(texts), self.codebook)

    def explain(self, text: str) -> Explanation:
        """What every n-gram of `text` adds to every label's logit."""
        places = self._scorer.explain(text)
        return Explanation(
            text=text,
            labels=self.labels,
            intercept=self.intercept,
            terms=tuple(map(self._terms.__getitem__, places.features.tolist())),
            spans=np.stack([places.starts, places.ends], axis=1),
            contributions=self.coefficients[places.features] * places.values[:, None],
        )

    def to_sklearn(self) -> Pipeline:
        """A plain fitted scikit-learn Pipeline with the same probabilities."""
        from stance.model.pipeline import to_pipeline

        return to_pipeline(self)

    def save(self, folder: str | Path, card: str | None = None) -> None:
        """Write the model folder: data only, no code."""
        from stance.model.folder import save_model

        save_model(self, folder, card)


def softmax(logits: Floats) -> Floats:
    """Probabilities of logits, a row at a time.

    Examples
    --------
    >>> softmax(np.array([[0.0, np.log(3.0)]])).round(2)
    array([[0.25, 0.75]])
    """
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return probabilities


def positions(probabilities: Floats, codebook: Codebook) -> Floats:
    """The mean of the scale's values under each row of probabilities, shape (n,)."""
    if codebook.scale is None:
        raise StanceError(f"A position needs a scale; the codebook {codebook.name!r} declares none.")
    means: Floats = probabilities @ np.array(codebook.scale.values(codebook.labels))
    return means

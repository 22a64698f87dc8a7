"""One block of n-grams: its terms in order, their idf, and the counts of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.features.plain import character_ngrams, word_ngrams
from stance.model.features.settings import FeatureSettings

Rows = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]
"""A sparse matrix by rows: where each row ends, columns (ascending in a row), values."""


@dataclass(frozen=True)
class Block:
    """The n-grams of one kind that are features, sorted, each with its inverse document frequency."""

    kind: str
    terms: list[str]
    idf: NDArray[np.float64]


def analyzer(kind: str, settings: FeatureSettings) -> Callable[[str], list[str]]:
    """The function that lists the n-grams of a text."""
    if kind == "word":
        assert settings.word is not None
        high = settings.word[1]
        return lambda text: word_ngrams(text, high)
    assert settings.character is not None
    low, top = settings.character
    return lambda text: character_ngrams(text, low, top)


def fit_block(kind: str, texts: Sequence[str], settings: FeatureSettings) -> Block:
    """Choose the terms as scikit-learn does and compute idf = 1 + ln((1 + n) / (1 + df))."""
    analyze = analyzer(kind, settings)
    frequency: Counter[str] = Counter()
    document_frequency: Counter[str] = Counter()
    for text in texts:
        counts = Counter(analyze(text))
        frequency.update(counts)
        document_frequency.update(counts.keys())
    terms = sorted(term for term, df in document_frequency.items() if df >= settings.min_df)
    limit = settings.max_features
    if limit is not None and len(terms) > limit:
        # scikit-learn's own expression: which of equally frequent terms stay depends on this sort
        order = (-np.array([frequency[t] for t in terms], dtype=np.float64)).argsort()[:limit]
        terms = [terms[i] for i in np.sort(order)]
    if not terms:
        raise StanceError(
            f"The texts must share a {kind} n-gram in at least {settings.min_df} texts ('min_df'); "
            f"none of {len(texts)} texts did."
        )
    df = np.array([document_frequency[t] for t in terms], dtype=np.float64)
    return Block(kind, terms, np.log((1 + len(texts)) / (1 + df)) + 1)


def transform_block(block: Block, texts: Sequence[str], settings: FeatureSettings) -> Rows:
    """The L2-normalised tf-idf of each text."""
    analyze = analyzer(block.kind, settings)
    index = {term: i for i, term in enumerate(block.terms)}
    ends: list[int] = []
    columns: list[int] = []
    counts: list[int] = []
    for text in texts:
        row = Counter(index[t] for t in analyze(text) if t in index)
        columns.extend(sorted(row))
        counts.extend(row[c] for c in sorted(row))
        ends.append(len(columns))
    column = np.array(columns, dtype=np.int32)
    count = np.array(counts, dtype=np.float64)
    values = (1 + np.log(count) if settings.sublinear else count) * block.idf[column]
    pointers = np.array([0, *ends], dtype=np.int64)
    row_of = np.repeat(np.arange(len(ends)), np.diff(pointers))
    squares = np.bincount(row_of, weights=values**2, minlength=len(ends))
    return pointers, column, values / np.sqrt(squares)[row_of]

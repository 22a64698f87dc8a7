"""One block of n-grams: its terms in order, their idf, and how to find and weigh them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.features.characters import CharacterFit, CharacterIndex
from stance.model.features.fast import kernels
from stance.model.features.frequency import idf
from stance.model.features.inputs import Batch
from stance.model.features.pieces import Places
from stance.model.features.settings import FeatureSettings
from stance.model.features.tally import CountWeights, tally, weigh
from stance.model.features.text import Texts
from stance.model.features.wordfit import WordFit
from stance.model.features.words import WordIndex

Rows = tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.int64]]
"""Columns and values of all rows one after the other, and the number of entries of each row."""


@dataclass(frozen=True)
class Block:
    """The n-grams of one kind that are features, sorted, each with its inverse document frequency."""

    kind: str
    settings: FeatureSettings
    terms: list[str]
    idf: NDArray[np.float64]

    @cached_property
    def index(self) -> WordIndex | CharacterIndex:
        """What finds the terms in texts."""
        if self.kind == "word":
            return WordIndex(self.terms, self.idf)
        assert self.settings.character is not None
        return CharacterIndex(self.terms, *self.settings.character)

    @cached_property
    def column(self) -> dict[str, int]:
        """The column of each term, for looking at one text at a time."""
        return {term: i for i, term in enumerate(self.terms)}

    def rows(self, places: Places) -> Rows:
        """Tf-idf of texts as rows of a sparse matrix, columns ascending."""
        if compiled := kernels():
            n = len(places.ids)
            columns, values = np.empty(n, dtype=np.int32), np.empty(n)
            sizes = np.zeros(len(places.pointers) - 1, dtype=np.int64)
            weights = self.weights.upto(int(np.diff(places.pointers).max(initial=1)))
            scratch = compiled.scratch(len(self.terms))
            idf = self.idf[:, None]
            n = compiled.tfidf(places.ids, places.pointers, idf, weights, *scratch, columns, values, sizes)
            return columns[:n], values[:n], sizes
        found = weigh(tally(places, len(self.terms)), self.idf, self.weights)
        sizes = np.bincount(found.rows, minlength=len(found.norms))
        return found.features.astype(np.int32), found.values / found.norms[found.rows], sizes

    def counts(self, places: Places) -> Rows:
        """How often each term stands in each text, in the same form."""
        found = tally(places, len(self.terms))
        sizes = np.bincount(found.rows, minlength=found.n)
        return found.features.astype(np.int32), found.counts.astype(np.float64), sizes

    @cached_property
    def weights(self) -> CountWeights:
        """What a count weighs."""
        return CountWeights(sublinear=self.settings.sublinear)


def fit_block(
    kind: str, settings: FeatureSettings, batches: Sequence[Batch]
) -> tuple[Block, Iterator[Places]]:
    """Choose the terms of a corpus; return them and where they stand, batch by batch."""
    texts = (Texts(batch.encoded()) for batch in batches)
    fit = WordFit(texts, settings) if kind == "word" else CharacterFit(texts, settings)
    n_texts = sum(map(len, batches))
    if not fit.terms:
        raise StanceError(
            f"The texts must share a {kind} n-gram in at least {settings.min_df} texts ('min_df'); "
            f"none of {n_texts} texts did."
        )
    return Block(kind, settings, fit.terms, idf(fit.documents, n_texts)), fit.places()

"""One block of n-grams: its terms in order, their idf, and how to find and weigh them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.features.characters import CharacterFit, CharacterIndex
from stance.model.features.frequency import idf
from stance.model.features.inputs import Batch
from stance.model.features.settings import FeatureSettings
from stance.model.features.tally import Occurrences, Weighed, tally, weigh
from stance.model.features.text import Texts
from stance.model.features.wordfit import WordFit
from stance.model.features.words import WordIndex


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
            return WordIndex(self.terms)
        assert self.settings.character is not None
        return CharacterIndex(self.terms, *self.settings.character)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of every term among the features of the block."""
        return {term: i for i, term in enumerate(self.terms)}

    def find(self, batches: Iterable[Batch]) -> Iterator[Occurrences]:
        """Where the terms stand, batch by batch."""
        return (self.index.occurrences(Texts(batch.encoded())) for batch in batches)

    def weigh(self, occurrences: Occurrences) -> Weighed:
        """Tf-idf before normalisation."""
        return weigh(tally(occurrences, len(self.terms)), self.idf, sublinear=self.settings.sublinear)


def fit_block(
    kind: str, settings: FeatureSettings, batches: Sequence[Batch]
) -> tuple[Block, Iterator[Occurrences]]:
    """Choose the terms of a corpus; return them and where they stand, batch by batch."""
    texts = (Texts(batch.encoded()) for batch in batches)
    fit = WordFit(texts, settings) if kind == "word" else CharacterFit(texts, settings)
    n_texts = sum(map(len, batches))
    if not fit.terms:
        raise StanceError(
            f"The texts must share a {kind} n-gram in at least {settings.min_df} texts ('min_df'); "
            f"none of {n_texts} texts did."
        )
    return Block(kind, settings, fit.terms, idf(fit.documents, n_texts)), fit.occurrences()

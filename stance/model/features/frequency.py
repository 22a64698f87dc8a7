"""In how many texts a candidate stands, how often in all, and which candidates become features."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.tally import Tally


class Frequency:
    """Document frequency and total frequency of candidates 0, 1, 2..., whose number may grow."""

    def __init__(self) -> None:
        self.documents = np.zeros(0, dtype=np.int64)
        self.total = np.zeros(0, dtype=np.int64)

    def add(self, counted: Tally, n_candidates: int) -> None:
        """Add a batch of texts."""
        documents = np.bincount(counted.features, minlength=n_candidates)
        total = np.bincount(counted.features, weights=counted.counts, minlength=n_candidates).astype(np.int64)
        documents[: len(self.documents)] += self.documents
        total[: len(self.total)] += self.total
        self.documents, self.total = documents, total


def most_frequent(total: NDArray[np.int64], limit: int | None) -> NDArray[np.int64]:
    """Places of the `limit` most frequent of the candidates, which are in the order of their terms.

    Among equally frequent ones scikit-learn keeps whichever this very expression puts first.
    """
    if limit is None or len(total) <= limit:
        return np.arange(len(total))
    return np.sort((-total.astype(np.float64)).argsort()[:limit])


def idf(documents: NDArray[np.int64], n_texts: int) -> NDArray[np.float64]:
    """Smoothed inverse document frequency, 1 + ln((1 + n) / (1 + df))."""
    return np.asarray(np.log((1.0 + n_texts) / (1.0 + documents)) + 1.0, dtype=np.float64)

"""In how many texts a candidate stands, how often in all, and which candidates become features."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.fast import kernels
from stance.model.features.pieces import Places
from stance.model.features.tally import Tally, tally

_MOST_PENDING = 1 << 22


class Frequency:
    """Document frequency and total frequency of candidates 0, 1, 2..., whose number may grow."""

    def __init__(self) -> None:
        self._documents = np.zeros(0, dtype=np.int64)
        self._total = np.zeros(0, dtype=np.int64)
        self._last = np.zeros(0, dtype=np.int64)  # the last text that held each, counted from 1
        self._texts = 0
        self._pending: list[Tally] = []

    def add(self, places: Places, n_candidates: int) -> None:
        """Add a batch of texts."""
        if compiled := kernels():
            self._grow(n_candidates)
            counters = self._last, self._documents, self._total
            compiled.count(places.ids, places.pointers, self._texts, *counters)
            self._texts += len(places.pointers) - 1
        else:
            self._pending.append(tally(places, n_candidates))
            if sum(len(counted.features) for counted in self._pending) > _MOST_PENDING:
                self._settle()

    def result(self, n_candidates: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Document frequency and total frequency of each candidate."""
        self._settle()
        self._grow(n_candidates)
        return self._documents[:n_candidates], self._total[:n_candidates]

    def _settle(self) -> None:
        if self._pending:
            features = np.concatenate([counted.features for counted in self._pending])
            counts = np.concatenate([counted.counts for counted in self._pending])
            self._pending = []
            self._grow(int(features.max(initial=-1)) + 1)
            size = len(self._documents)
            self._documents += np.bincount(features, minlength=size)
            self._total += np.bincount(features, weights=counts, minlength=size).astype(np.int64)

    def _grow(self, size: int) -> None:
        more = size - len(self._documents)
        if more > 0:
            room = np.zeros(more + size, dtype=np.int64)
            self._documents = np.concatenate([self._documents, room])
            self._total = np.concatenate([self._total, room])
            self._last = np.concatenate([self._last, room])


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

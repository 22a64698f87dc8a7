"""What scoring needs to know of each term, in the layouts that the two ways of scoring read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.model.features.fast import aligned
from stance.model.features.tally import CountWeights


class Table:
    """Idf and coefficients.

    Parameters
    ----------
    idf : float64 array of shape (n,)
    coefficients : float64 array of shape (n, L)
    weights : CountWeights
    """

    def __init__(
        self, idf: NDArray[np.float64], coefficients: NDArray[np.float64], weights: CountWeights
    ) -> None:
        self.columns = [np.ascontiguousarray(column) for column in coefficients.T]
        rows = np.column_stack([idf, coefficients])
        self._rows = aligned(np.concatenate([np.zeros((1, rows.shape[1])), rows]))
        self._weights = weights
        self._idle: list[NDArray[np.uint32]] = []

    @contextmanager
    def borrow(self, most: int) -> Iterator[tuple[Any, ...]]:
        """Rows of idf and coefficients, weights of counts up to `most`, and counts of 0 for one thread.

        The first row and count are those of no feature; all others are one further.
        """
        try:
            counts = self._idle.pop()
        except IndexError:
            counts = np.zeros(len(self._rows), dtype=np.uint32)
        yield self._rows, self._weights.upto(most), counts
        self._idle.append(counts)

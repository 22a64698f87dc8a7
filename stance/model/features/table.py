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
        self._rows = aligned(np.column_stack([idf, coefficients]))
        self._weights = weights
        self._idle: list[tuple[Any, Any]] = []

    @contextmanager
    def borrow(self, compiled: Any, most: int) -> Iterator[tuple[Any, ...]]:
        """Rows of idf and coefficients, weights of counts up to `most`, and scratch memory for one thread."""
        try:
            scratch = self._idle.pop()
        except IndexError:
            scratch = compiled.scratch(len(self._rows))
        yield self._rows, self._weights.upto(most), *scratch
        self._idle.append(scratch)

"""Products of a sparse matrix, row by row, with a few columns."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.model.features.compiled.base import ONE, U64, ZERO, compiled

_TWO, _THREE = U64(2), U64(3)


@compiled
def times(
    pointers: NDArray[Any],
    indices: NDArray[Any],
    data: NDArray[np.float64],
    columns: NDArray[np.float64],
    result: NDArray[np.float64],
) -> None:
    """The matrix times some columns, three of them at a time."""
    last = U64(columns.shape[1] - 1)
    for row in range(U64(len(pointers) - 1)):
        begin, end = U64(pointers[row]), U64(pointers[row + ONE])
        for first in range(ZERO, last + ONE, _THREE):
            second, third = min(first + ONE, last), min(first + _TWO, last)
            one = two = three = 0.0
            for k in range(begin, end):
                i, value = U64(indices[k]), data[k]
                one += value * columns[i, first]
                two += value * columns[i, second]
                three += value * columns[i, third]
            result[row, first], result[row, second], result[row, third] = one, two, three


@compiled
def transposed_times(
    pointers: NDArray[Any],
    indices: NDArray[Any],
    data: NDArray[np.float64],
    columns: NDArray[np.float64],
    result: NDArray[np.float64],
) -> None:
    """Add to a result the transposed matrix times some columns."""
    n = U64(columns.shape[1])
    threes = n - n % _THREE
    for row in range(U64(len(pointers) - 1)):
        begin, end = U64(pointers[row]), U64(pointers[row + ONE])
        for first in range(ZERO, threes, _THREE):
            second, third = first + ONE, first + _TWO
            one, two, three = columns[row, first], columns[row, second], columns[row, third]
            for k in range(begin, end):
                i, value = U64(indices[k]), data[k]
                result[i, first] += value * one
                result[i, second] += value * two
                result[i, third] += value * three
        for column in range(threes, n):
            one = columns[row, column]
            for k in range(begin, end):
                result[U64(indices[k]), column] += data[k] * one

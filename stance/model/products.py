"""A sparse matrix times the columns of all labels, and its transpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.model.features.fast import kernels

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]

_MOST_ONE_BY_ONE = 3  # columns that scipy multiplies sooner one after the other than all at once; measured


class Products:
    """Products of one matrix with a few columns at a time.

    Every way to compute them adds the same numbers in the same order: row by row, and in a row as stored.

    Parameters
    ----------
    X : csr_matrix, shape (n, n_features)

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> products = Products(csr_matrix([[1.0, 2.0], [0.0, 3.0]]))
    >>> products.times(np.array([[1.0, 0.0], [0.0, 1.0]]))
    array([[1., 2.],
           [0., 3.]])
    >>> products.transposed_times(np.array([[1.0], [1.0]]))
    array([[1.],
           [5.]])
    """

    def __init__(self, X: csr_matrix) -> None:
        self._X, self._transposed = X, X.T

    def times(self, columns: Floats) -> Floats:
        """The matrix times some columns, shape (n, n_labels)."""
        X = self._X
        if compiled := kernels():
            result = np.empty((X.shape[0], columns.shape[1]))
            compiled.times(X.indptr, X.indices, X.data, np.ascontiguousarray(columns), result)
            return result
        products: Floats
        if columns.shape[1] > _MOST_ONE_BY_ONE:
            products = X @ columns
        else:
            products = np.stack([X @ np.ascontiguousarray(column) for column in columns.T], axis=1)
        return products

    def transposed_times(self, columns: Floats) -> Floats:
        """The transposed matrix times some columns, shape (n_features, n_labels)."""
        X = self._X
        if compiled := kernels():
            result = np.zeros((X.shape[1], columns.shape[1]))
            compiled.transposed_times(X.indptr, X.indices, X.data, np.ascontiguousarray(columns), result)
            return result
        products: Floats = self._transposed @ columns
        return products

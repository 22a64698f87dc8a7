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


def times(X: csr_matrix, columns: Floats) -> Floats:
    """The matrix times some columns, shape (n, n_labels).

    Every way to compute this adds the same numbers in the same order: those of a row as they are stored.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> times(csr_matrix([[1.0, 2.0], [0.0, 3.0]]), np.array([[1.0, 0.0], [0.0, 1.0]]))
    array([[1., 2.],
           [0., 3.]])
    """
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


def transposed_times(X: csr_matrix, columns: Floats) -> Floats:
    """The transposed matrix times some columns, shape (n_features, n_labels); added row by row of the matrix.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> transposed_times(csr_matrix([[1.0, 2.0], [0.0, 3.0]]), np.array([[1.0], [1.0]]))
    array([[1.],
           [5.]])
    """
    if compiled := kernels():
        result = np.zeros((X.shape[1], columns.shape[1]))
        compiled.transposed_times(X.indptr, X.indices, X.data, np.ascontiguousarray(columns), result)
        return result
    products: Floats = X.T @ columns
    return products

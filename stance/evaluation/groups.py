"""Groups that no split may divide: documents, joined where they share near-duplicate passages."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

Codes = NDArray[np.int64]


def codes(values: Any, name: str) -> Codes:
    """Whole numbers for the distinct values, in sorted order; -1 where a value is missing.

    Examples
    --------
    >>> codes(["b", None, "a", "b"], "source").tolist()
    [1, -1, 0, 1]
    """
    import pandas as pd

    column = pd.Series(values, dtype=object)
    if column.map(lambda x: isinstance(x, list | dict | set)).any():
        raise StanceError(f"{name!r} must hold one value a row; got a list or a mapping.")
    try:
        found, _ = pd.factorize(column, sort=True)
    except TypeError:
        found, _ = pd.factorize(column.map(str, na_action="ignore"), sort=True)
    return np.asarray(found, dtype=np.int64)


def joined(documents: Codes, duplicates: Codes | None) -> Codes:
    """Documents and near-duplicate clusters merged into the smallest groups that keep both whole.

    Parameters
    ----------
    documents : int array, shape (n,)
        Document codes.
    duplicates : int array, shape (n,), or None
        Cluster codes; -1 for a passage without a near-duplicate.

    Returns
    -------
    int array, shape (n,)
        Group codes, numbered by the smallest document in them.

    Examples
    --------
    >>> joined(np.array([0, 1, 2, 3]), np.array([-1, 5, 5, -1])).tolist()
    [0, 1, 1, 2]
    """
    if duplicates is None or len(documents) == 0 or duplicates.max() < 0:
        return np.asarray(np.unique(documents, return_inverse=True)[1])
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    marked = duplicates >= 0
    n_documents = int(documents.max()) + 1
    size = n_documents + int(duplicates.max()) + 1
    ends = (documents[marked], n_documents + duplicates[marked])
    links = coo_array((np.ones(int(marked.sum())), ends), shape=(size, size))
    component = connected_components(links, directed=False)[1][:n_documents]
    first = np.unique(component[np.unique(documents)], return_index=True)
    order = np.empty(int(component.max()) + 1, dtype=np.int64)
    order[first[0][np.argsort(first[1])]] = np.arange(len(first[0]))
    return np.asarray(order[component[documents]])

"""Dealing groups to folds so that every fold has about the same share of each label."""

from __future__ import annotations

import numpy as np

from stance.evaluation.groups import Codes


def deal(labels: Codes, group: Codes, folds: int, seed: int) -> Codes:
    """A fold for every row: the largest group first, each to the fold that has least of what it brings.

    Parameters
    ----------
    labels, group : int array, shape (n,)
        Label and group codes.
    folds : int
    seed : int
        Orders groups of one size. The order of rows and the numbering of labels do not matter.

    Returns
    -------
    int array, shape (n,)
        Fold numbers, 0 to `folds` - 1; a group is never divided.

    Examples
    --------
    >>> deal(np.array([0, 0, 1, 1]), np.array([0, 1, 2, 3]), folds=2, seed=0).tolist()
    [1, 0, 0, 1]
    """
    n_groups = int(group.max()) + 1
    table = np.zeros((n_groups, int(labels.max()) + 1))
    np.add.at(table, (group, labels), 1)
    # Label codes follow label names, which must not matter: the columns are put in an order of their own.
    table = table[:, np.lexsort(table[::-1])]
    sizes, totals = table.sum(axis=1).tolist(), np.maximum(table.sum(axis=0), 1).tolist()
    shuffled = np.random.default_rng(np.random.SeedSequence(seed)).permutation(n_groups)
    order = shuffled[np.argsort(-table[shuffled].sum(axis=1), kind="stable")]
    held = [[0.0] * table.shape[1] for _ in range(folds)]
    filled = [0.0] * folds
    fold = np.empty(n_groups, dtype=np.int64)
    for g in order:
        brings = [(int(x), float(table[g, x])) for x in np.flatnonzero(table[g])]
        load = [round(sum(mine[x] * n / totals[x] for x, n in brings), 9) for mine in held]
        k = min(range(folds), key=lambda k: (load[k], filled[k]))
        fold[g] = k
        filled[k] += sizes[g]
        for x, n in brings:
            held[k][x] += n
    return fold[group]

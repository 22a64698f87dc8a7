"""Drawing with known inclusion probabilities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def equal_probabilities(n_units: int, n_drawn: int) -> Floats:
    """n / N for each of N units.

    Examples
    --------
    >>> equal_probabilities(4, 3).tolist()
    [0.75, 0.75, 0.75, 0.75]
    """
    return np.full(n_units, min(n_drawn / n_units, 1.0))


def proportional_probabilities(sizes: Floats, n_drawn: int) -> Floats:
    """Probabilities in proportion to size that sum to the number drawn.

    Where n s / sum(s) exceeds 1 the unit is certain, and the rest of the draw goes to the others in the
    same way (Saerndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, section 3.6.2).

    Examples
    --------
    >>> proportional_probabilities(np.array([1.0, 1.0, 2.0, 8.0]), 2).tolist()
    [0.25, 0.25, 0.5, 1.0]
    """
    if n_drawn >= len(sizes):
        return np.ones(len(sizes))
    certain = np.zeros(len(sizes), dtype=bool)
    while True:
        left = n_drawn - certain.sum()
        probabilities = np.where(certain, 1.0, left * sizes / sizes[~certain].sum())
        above = ~certain & (probabilities >= 1)
        if not above.any():
            return probabilities
        certain |= above


def systematic(probabilities: Floats, rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw units so that each is drawn with exactly its probability, and their number is fixed.

    The units are put in random order, their probabilities laid end to end, and those drawn that hold one of
    the points u, u + 1, u + 2, ... for a random start u in (0, 1] (Madow 1949, Annals of Mathematical
    Statistics 20, 333-354). With equal probabilities every set of n units is equally likely.

    Parameters
    ----------
    probabilities : ndarray, shape (n_units,)
        In (0, 1], with a whole number as their sum.

    Returns
    -------
    ndarray of int
        Rows drawn, ascending.
    """
    order = rng.permutation(len(probabilities))
    ends = probabilities[order].cumsum()
    # A sum of 14.999999999999998 must hold as many points as 15.
    ends *= np.rint(ends[-1]) / ends[-1]
    hits = np.floor(ends - (1 - rng.random())).astype(np.int64)
    return np.sort(order[np.diff(hits, prepend=-1) > 0])

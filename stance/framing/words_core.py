"""Fighting words, the arithmetic: log-odds under an informative Dirichlet prior."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stance.errors import StanceError

Floats = NDArray[np.float64]


class LogOdds(NamedTuple):
    """How much more one side favours each word: log odds ratio, its variance, and z."""

    delta: Floats
    variance: Floats
    z: Floats


def informative_prior(background: ArrayLike, strength: float) -> Floats:
    """Pseudo-counts in proportion to how common each word is anywhere.

    Parameters
    ----------
    background : array of counts, shape (n_words,)
        How often each word occurs in the whole corpus.
    strength : float
        a0, how many words of text the prior is worth; at least above 0.

    Returns
    -------
    ndarray of float64, shape (n_words,)
        ``a_w = a0 * background_w / sum(background)``.

    Examples
    --------
    >>> informative_prior([6, 3, 1], strength=20)
    array([12.,  6.,  2.])
    """
    counts = np.asarray(background, dtype=np.float64)
    if not (np.isfinite(strength) and strength > 0):
        raise StanceError(f"'strength' must be above 0; got {strength}.")
    if counts.ndim != 1 or not np.isfinite(counts).all() or (counts < 0).any() or not counts.sum() > 0:
        raise StanceError("'background' must hold counts of at least 0, not all of them 0.")
    prior: Floats = strength * counts / counts.sum()
    return prior


def log_odds(
    counts_a: ArrayLike,
    counts_b: ArrayLike,
    prior: ArrayLike,
    *,
    totals: tuple[ArrayLike, ArrayLike, float] | None = None,
) -> LogOdds:
    """Log odds ratio of every word between two sides; positive means that side a favours it.

    With counts y, their sum n, pseudo-counts a and their sum a0::

        delta = log((ya + a) / (na + a0 - ya - a)) - log((yb + a) / (nb + a0 - yb - a))
        variance = 1 / (ya + a) + 1 / (yb + a)
        z = delta / sqrt(variance)

    Parameters
    ----------
    counts_a, counts_b : arrays of counts, shape (..., n_words)
        How often each word occurs on either side.
    prior : array, shape (n_words,)
        Pseudo-counts above 0, as `informative_prior` gives them.
    totals : (na, nb, a0), optional
        The sums over the whole vocabulary when the arrays hold only some of its words; na and nb of
        shape (...) . Taken from the arrays when not given.

    Returns
    -------
    LogOdds
        Arrays of shape (..., n_words).

    Notes
    -----
    The variance takes every word as drawn on its own. Words come in bursts, so z ranks well and tests
    badly: judge significance by permuting documents (`stance.framing.words`).

    References
    ----------
    Monroe, Colaresi and Quinn (2008), "Fightin' Words: Lexical Feature Selection and Evaluation for
    Identifying the Content of Political Conflict", Political Analysis 16(4), 372-403.

    Examples
    --------
    >>> result = log_odds([30, 10, 60], [10, 30, 60], prior=[1, 1, 2])
    >>> result.z.round(2)
    array([ 3.64, -3.64,  0.  ])
    """
    first, second = np.asarray(counts_a, dtype=np.float64), np.asarray(counts_b, dtype=np.float64)
    alpha = np.asarray(prior, dtype=np.float64)
    if first.shape != second.shape or first.shape[-1:] != alpha.shape:
        raise StanceError(
            f"'counts_a', 'counts_b' and 'prior' must hold the same words; "
            f"got the shapes {first.shape}, {second.shape} and {alpha.shape}."
        )
    if not (alpha > 0).all():
        raise StanceError("'prior' must be above 0 for every word; a word without prior has no log odds.")
    if totals is None:
        totals = first.sum(axis=-1), second.sum(axis=-1), float(alpha.sum())
    n_first, n_second, strength = totals
    y_first, y_second = first + alpha, second + alpha
    rest_first = np.asarray(n_first)[..., None] + strength - y_first
    rest_second = np.asarray(n_second)[..., None] + strength - y_second
    delta = np.log(y_first / rest_first) - np.log(y_second / rest_second)
    variance = 1.0 / y_first + 1.0 / y_second
    return LogOdds(delta, variance, delta / np.sqrt(variance))

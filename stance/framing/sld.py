"""Shares by maximum likelihood under prior shift."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

_LEAST = 1e-12


def sld(
    probabilities: NDArray[Any],
    prior: Sequence[float] | NDArray[Any],
    *,
    tolerance: float = 1e-9,
    most_steps: int = 10_000,
) -> NDArray[np.float64]:
    """The shares under which the probabilities seen are most likely (EM, "EMQ", SLD).

    Repeats p[k] <- mean of f[i, k] p[k] / pi[k] / sum_j f[i, j] p[j] / pi[j] until p stands still.

    Parameters
    ----------
    probabilities : ndarray, shape (n, labels)
        f, calibrated at the shares `prior`.
    prior : sequence of float, shape (labels,)
        pi, the shares that the classifier takes for granted: those that it was trained on, unless its
        classes were weighted: with balanced weights all are equal. `effective_prior` estimates them.
    tolerance : float
        Largest step of a share that counts as standing still.
    most_steps : int

    Returns
    -------
    ndarray, shape (labels,)

    Notes
    -----
    Saerens, Latinne and Decaestecker 2002, Neural Computation 14:21. Holds while P(text | label) is the same
    in the cell as where the probabilities were calibrated.

    Examples
    --------
    Probabilities of .8 and .2 at equal priors are likelihood ratios of 4 and 1/4. With six of the one and
    four of the other the likelihood (4 p + 1 - p)**6 (p / 4 + 1 - p)**4 is largest at 2/3, where
    6 * 3 / (1 + 3 p) = 4 * (3 / 4) / (1 - 3 p / 4).

    >>> f = np.array([0.8] * 6 + [0.2] * 4)
    >>> sld(np.column_stack([1 - f, f]), [0.5, 0.5]).round(6)
    array([0.333333, 0.666667])
    """
    prior = np.asarray(prior, dtype=np.float64)
    if (prior <= 0).any() or abs(prior.sum() - 1) > 1e-6:
        raise StanceError(f"'prior' must hold shares above 0 that sum to 1; got {prior.tolist()}.")
    ratios = np.maximum(np.asarray(probabilities, dtype=np.float64), _LEAST) / prior
    shares = prior
    for _ in range(most_steps):
        last, shares = shares, shares * (ratios / (ratios @ shares)[:, None]).mean(axis=0)
        if np.abs(shares - last).max() < tolerance:
            break
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def effective_prior(
    probabilities: NDArray[Any], truth: Sequence[int] | NDArray[Any], *, tolerance: float = 1e-10
) -> NDArray[np.float64]:
    """The prior that the probabilities take for granted, told from passages whose label is known.

    If pi is that prior and c the shares of the labels, f[k] c[k] / pi[k], scaled to sum to 1, is calibrated
    at c, so that its mean is c: pi solves this, which is to fit the intercepts of a calibration.

    Parameters
    ----------
    probabilities : ndarray, shape (m, labels)
        Out-of-fold, grouped by document.
    truth : sequence of int, shape (m,)
        Label codes; every label must occur.

    Returns
    -------
    ndarray, shape (labels,)

    Notes
    -----
    The bias correction of Alexandari, Kundaje and Shrikumar 2020, ICML, without their temperature.

    Examples
    --------
    A classifier trained with balanced weights says 1/2 of a text that says nothing, in a sample where three
    in four passages carry the first label.

    >>> effective_prior(np.full((8, 2), 0.5), [0, 0, 0, 1] * 2)
    array([0.5, 0.5])
    """
    likelihoods = np.maximum(np.asarray(probabilities, dtype=np.float64), _LEAST)
    labels = likelihoods.shape[1]
    shares = np.bincount(np.asarray(truth, dtype=np.int64), minlength=labels) / len(likelihoods)
    if (shares == 0).any():
        raise StanceError(f"'truth' must hold every label; got none of label {int(shares.argmin())}.")
    factors = np.ones(labels)
    for _ in range(200):
        posterior = likelihoods * factors
        posterior /= posterior.sum(axis=1, keepdims=True)
        mean = posterior.mean(axis=0)
        if np.abs(mean - shares).max() < tolerance:
            break
        # Newton on the logarithms of the factors; their sum is free, hence the least-squares solution.
        curvature = np.diag(mean) - posterior.T @ posterior / len(likelihoods)
        step = np.linalg.lstsq(curvature, shares - mean, rcond=1e-10)[0]
        factors = factors * np.exp(np.clip(step, -1.0, 1.0))
    prior = shares / factors
    return np.asarray(prior / prior.sum(), dtype=np.float64)

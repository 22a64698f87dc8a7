"""Agreement coefficients as functions of sums over passages.

Every coefficient here is a function of a few sums, so that leaving a document out is a subtraction.
Notation: a passage u was labelled by m_u coders, n_uk of whom gave label k.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Sums(NamedTuple):
    """Sums over passages; the last axis of the arrays marked L runs over labels.

    discordant: sum of n_uc n_uk / (m_u - 1) over pairs of different labels, passages with m_u >= 2
    values (L): sum of n_uk over the same passages
    agreeing:   sum of the shares of coder pairs that agree, same passages
    pairable:   number of these passages
    together (L): sum of n_uk (n_uk - 1) / (m_u (m_u - 1)), same passages; over all labels this is `agreeing`
    given (L):  sum of n_uk / m_u, same passages
    shares (L): sum of n_uk / m_u over all passages with m_u >= 1
    rated:      number of those
    """

    discordant: Array
    values: Array
    agreeing: Array
    pairable: Array
    together: Array
    given: Array
    shares: Array
    rated: Array


def sums_by_document(counts: Array, documents: NDArray[np.int64]) -> Sums:
    """The sums of each document.

    Parameters
    ----------
    counts : ndarray, shape (n_passages, n_labels)
        How many coders gave each label.
    documents : ndarray of int, shape (n_passages,)
        Position of each passage's document, 0 to n_documents - 1.

    Returns
    -------
    Sums
        Arrays of shape (n_documents,) or (n_documents, n_labels).
    """
    m = counts.sum(axis=1)
    paired, rated = (m > 1).astype(np.float64), (m > 0).astype(np.float64)
    together = counts * (counts - 1) / np.maximum(m * (m - 1), 1)[:, None]
    agreeing = together.sum(axis=1)
    shares = counts / np.maximum(m, 1)[:, None]
    terms = Sums(
        discordant=(1 - agreeing) * m * paired,
        values=counts * paired[:, None],
        agreeing=agreeing,
        pairable=paired,
        together=together,
        given=shares * paired[:, None],
        shares=shares,
        rated=rated,
    )
    n_documents = int(documents.max(initial=-1)) + 1
    return Sums(*(_sum_by(x, documents, n_documents) for x in terms))


def total(sums: Sums) -> Sums:
    """The sums over all documents."""
    return Sums(*(x.sum(axis=0) for x in sums))


def leave_one_out(sums: Sums) -> Sums:
    """The sums over all documents but one, for each document in turn."""
    return Sums(*(x.sum(axis=0) - x for x in sums))


def alpha(sums: Sums) -> Array:
    """Krippendorff's alpha for nominal labels; NaN where fewer than two labels occur.

    alpha = 1 - Do / De = 1 - (n - 1) D / (n^2 - sum_k n_k^2), where D is the sum of the coincidences of
    different labels, n_k the number of pairable values k, and n their sum. Passages with one label do not
    count. Krippendorff (2011), Computing Krippendorff's alpha-reliability, section C.
    """
    n = sums.values.sum(axis=-1)
    return 1 - _ratio((n - 1) * sums.discordant, n**2 - (sums.values**2).sum(axis=-1))


def ac1(sums: Sums) -> Array:
    """Gwet's AC1; NaN where nothing was labelled twice or only one label is possible.

    AC1 = (pa - pe) / (1 - pe), pe = sum_k pi_k (1 - pi_k) / (L - 1), with pa the raw agreement and pi_k the
    mean share of label k over all passages that anyone labelled. Gwet (2008), British Journal of
    Mathematical and Statistical Psychology 61, 29-48; missing labels as in Gwet (2014), Handbook of
    Inter-Rater Reliability, 4th ed.
    """
    n_labels = sums.shares.shape[-1]
    pi = _ratio(sums.shares, sums.rated[..., None])
    pe = _ratio((pi * (1 - pi)).sum(axis=-1), np.full_like(sums.rated, n_labels - 1))
    return _ratio(raw(sums) - pe, 1 - pe)


def raw(sums: Sums) -> Array:
    """Raw agreement: the mean over passages of the share of coder pairs that agree."""
    return _ratio(sums.agreeing, sums.pairable)


def specific(sums: Sums) -> Array:
    """Agreement on each label: given that one coder chose it, the chance that another did.

    p_k = sum_u n_uk (n_uk - 1) / (m_u (m_u - 1)) / sum_u n_uk / m_u: raw agreement is the mean of p_k,
    weighted by how often each label was given. With equally many coders everywhere it is the measure of
    Spitzer and Fleiss (1974), British Journal of Psychiatry 125, 341-347; with two, the F1 of one coder
    against the other.
    """
    return _ratio(sums.together, sums.given)


def macro(sums: Sums) -> Array:
    """Mean of the agreement on each label in use; with two coders, the macro-F1 of one against the other."""
    by_label = specific(sums)
    used = np.isfinite(by_label)
    return _ratio(np.where(used, by_label, 0.0).sum(axis=-1), used.sum(axis=-1).astype(np.float64))


def _ratio(above: Array, below: Array) -> Array:
    """above / below, NaN where below is 0."""
    above, below = np.broadcast_arrays(above, below)
    out: Array = np.full(np.shape(below), np.nan)
    np.divide(above, below, out=out, where=below != 0)
    return out


def _sum_by(values: Array, groups: NDArray[np.int64], n_groups: int) -> Array:
    out = np.zeros((n_groups, *values.shape[1:]))
    np.add.at(out, groups, values)
    return out

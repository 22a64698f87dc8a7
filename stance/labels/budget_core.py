"""How wide an interval will be: variances between and within documents, and what a model saves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.labels.intervals import FEWEST_DOCUMENTS, t_quantile

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pilot:
    """How a label and its probability vary, each a 2 by 2 covariance of (label, probability).

    `between` is that of documents' true means, `within` that of passages about their document's mean.

    Examples
    --------
    >>> print(Pilot(np.array([[0.06, 0.04], [0.04, 0.05]]), np.array([[0.14, 0.05], [0.05, 0.06]]), 40, 120))
    between documents .060, within .140, correlation of label and probability .73 between and .55 within
    """

    between: Floats
    within: Floats
    n_documents: int
    n_passages: int

    def __str__(self) -> str:
        between, within = (f"{x[0, 0]:.3f}".lstrip("0") for x in (self.between, self.within))
        rho_b, rho_w = (f"{_correlation(x):.2f}".lstrip("0") for x in (self.between, self.within))
        return (
            f"between documents {between}, within {within}, "
            f"correlation of label and probability {rho_b} between and {rho_w} within"
        )

    def document_mean(self, passages: float) -> Floats:
        """Covariance of the means of documents of which so many passages are seen, shape (2, 2)."""
        return self.between + self.within / passages


def pilot(
    label: Floats, probability: Floats, documents: NDArray[np.int64], cells: NDArray[np.int64]
) -> Pilot:
    """Variances by the method of moments: documents nested in cells, passages in documents.

    With W the mean squares and products within documents, and MS those of document means about their cell's,
    B = (MS - W) / m0, m0 = sum_c (M_c - sum_d m_d^2 / M_c) / (D - C) (Searle, Casella and McCulloch 1992,
    Variance Components, section 3.6); a B that would be no covariance is brought to the nearest that is.

    Parameters
    ----------
    label : ndarray, shape (n,)
        1 where the passage has the label, else 0.
    probability : ndarray, shape (n,)
        The model's, from a model that did not train on the passage.
    documents, cells : ndarray of int, shape (n,)
        The document of each passage, and the cell of its document, 0 to the number less one.

    Raises
    ------
    StanceError
        When fewer than 10 documents, or none with two passages, leave the variances unknown.
    """
    values = np.column_stack([label, probability])
    sizes = np.bincount(documents).astype(np.float64)
    n_documents, n_cells = len(sizes), len(np.unique(cells))
    if n_documents - n_cells < FEWEST_DOCUMENTS - 1 or len(values) == n_documents:
        raise StanceError(
            f"A pilot must hold at least {FEWEST_DOCUMENTS} documents, more where they lie in several "
            f"cells, and some with two passages; got {n_documents} documents in {n_cells} cells with "
            f"{len(values)} passages."
        )
    means = _means(values, documents)
    residuals = values - means[documents]
    within = residuals.T @ residuals / (len(values) - n_documents)
    cell_of = np.zeros(n_documents, dtype=np.int64)
    cell_of[documents] = cells
    deviations = means - _means(values, cells)[cell_of]
    mean_square = (deviations * sizes[:, None]).T @ deviations / (n_documents - n_cells)
    of_cell = np.bincount(cell_of, weights=sizes)
    squares = np.bincount(cell_of, weights=sizes**2)
    m0 = (of_cell - squares / of_cell).sum() / (n_documents - n_cells)
    return Pilot(_covariance((mean_square - within) / m0), within, n_documents, len(values))


def half_width(
    pilot: Pilot,
    coded_documents: int,
    documents: int,
    passages: float,
    coded_passages: float | None = None,
    level: float = 0.95,
    *,
    model: bool = True,
) -> float:
    """Expected half width of the interval for a cell's share, when so many of its documents are coded.

    PPI++ on document means (Angelopoulos, Duchi and Zrnic 2023, "PPI++", section 3), with the best lambda:
    n of N documents are coded, S is the covariance of document means seen through all their passages, C
    through those coded; V = C_yy / n - C_yf^2 / (n (C_ff + n / (N - n) S_ff)), and the half width is t(n -
    1) sqrt(V).

    Parameters
    ----------
    pilot : Pilot
    coded_documents, documents : int
        n and N; a cell that has fewer documents than are to be coded is coded whole.
    passages, coded_passages : float
        Passages a document, and how many of them are coded; all, if not given.
    level : float
    model : bool
        False: as if the model did not exist, V = C_yy / n.

    Examples
    --------
    >>> world = Pilot(np.array([[0.06, 0.05], [0.05, 0.05]]), np.array([[0.14, 0.05], [0.05, 0.06]]), 40, 120)
    >>> [round(half_width(world, n, 200, 4.0), 3) for n in (10, 20, 40)]
    [0.139, 0.095, 0.069]
    """
    n = min(coded_documents, documents)
    coded = pilot.document_mean(min(coded_passages or passages, passages))
    variance = coded[0, 0] / n
    if model and n < documents:
        everywhere = pilot.document_mean(passages)
        below = coded[1, 1] + n / (documents - n) * everywhere[1, 1]
        variance -= coded[0, 1] ** 2 / (n * below) if below > 0 else 0.0
    return t_quantile(level, n) * float(np.sqrt(max(variance, 0.0)))


def _means(values: Floats, groups: NDArray[np.int64]) -> Floats:
    sums = np.zeros((groups.max() + 1, values.shape[1]))
    np.add.at(sums, groups, values)
    means: Floats = sums / np.maximum(np.bincount(groups), 1)[:, None]
    return means


def _covariance(matrix: Floats) -> Floats:
    """The nearest matrix without a negative variance in any direction."""
    values, vectors = np.linalg.eigh(matrix)
    nearest: Floats = (vectors * values.clip(min=0.0)) @ vectors.T
    return nearest


def _correlation(matrix: Floats) -> float:
    spread = float(np.sqrt(matrix[0, 0] * matrix[1, 1]))
    return float(matrix[0, 1]) / spread if spread > 0 else 0.0

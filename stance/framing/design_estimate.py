"""An estimate from gold labels that were drawn with known probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class DesignEstimate:
    """Shares of labels with their covariance over documents.

    Parameters
    ----------
    estimate : ndarray, shape (labels,)
        Sums to 1; a share may lie a little outside [0, 1].
    covariance : ndarray, shape (labels, labels)
    n_gold : int
        Documents with gold labels; intervals have ``n_gold - 1`` degrees of freedom.
    tuning : float
        How much the predictions count; 1 is in full.
    """

    estimate: NDArray[np.float64]
    covariance: NDArray[np.float64]
    n_gold: int
    tuning: float = 1.0

    @property
    def standard_error(self) -> NDArray[np.float64]:
        """Of each share, shape (labels,)."""
        return np.asarray(np.sqrt(np.maximum(np.diag(self.covariance), 0.0)), dtype=np.float64)

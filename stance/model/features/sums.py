"""Coefficients times tf-idf, summed over a text without building a matrix."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.block import Block
from stance.model.features.fast import kernels
from stance.model.features.table import Table
from stance.model.features.tally import tally_in_order, weigh
from stance.model.features.text import Texts


class BlockSums:
    """One block's share of the decision values.

    Parameters
    ----------
    block : Block
    coefficients : float64 array of shape (number of terms, L)
    """

    def __init__(self, block: Block, coefficients: NDArray[np.float64]) -> None:
        self._block = block
        self._table = Table(block.idf, coefficients, block.weights)

    def add_to(self, result: NDArray[np.float64], texts: Texts) -> None:
        """Add coefficients times normalised tf-idf of each text.

        Every way to compute this adds the same numbers in the same order: that in which features first stand
        in a text, each word before the pair that it begins.

        Parameters
        ----------
        result : float64 array of shape (n, L)
        """
        block = self._block
        if compiled := kernels():
            block.index.add_to(result, texts, self._table, compiled)
            return
        counted = tally_in_order(block.index.places(texts), len(block.terms))
        found = weigh(counted, block.idf, block.weights)
        for label, column in enumerate(self._table.columns):
            products = column.take(found.features) * found.values
            result[:, label] += np.bincount(found.rows, products, minlength=len(result)) / found.norms

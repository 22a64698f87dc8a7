"""Coefficients times tf-idf, summed over a text without building a matrix."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.block import Block
from stance.model.features.fast import kernels
from stance.model.features.table import Table
from stance.model.features.tally import tally_in_order, weigh
from stance.model.features.text import Texts

_AT_ONCE = 1 << 17  # places that numpy counts and weighs together: their arrays stay in the cache; measured


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
        for rows, places in block.index.places(texts).parts(_AT_ONCE):
            found = weigh(tally_in_order(places, len(block.terms)), block.idf, block.weights)
            for label, column in enumerate(self._table.columns):
                products = column.take(found.features)
                products *= found.values
                sums = np.bincount(found.rows, products, minlength=len(found.norms))
                result[rows, label] += sums / found.norms

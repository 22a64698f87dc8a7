"""What to code next: documents of the grey cells, drawn so that their labels count as gold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stance.corpus import Structure
from stance.errors import StanceError
from stance.evaluation.intervals import FEWEST_DOCUMENTS
from stance.framing.results import Prevalence
from stance.labels.draw import Draw, draw

if TYPE_CHECKING:
    import pandas as pd


def documents_to_code(
    cells: Prevalence,
    predictions: pd.DataFrame,
    *,
    documents: int = 15,
    seed: int = 0,
    structure: Structure | None = None,
) -> Draw:
    """Draw documents of every grey cell, with known probabilities.

    Coded in full and given to `prevalence` as gold labels, they turn the cell's share into one that holds
    whatever the classifier is worth.

    Parameters
    ----------
    cells : Prevalence
    predictions : pandas.DataFrame
        The passages that the cells were estimated from.
    documents : int
        How many to draw in each cell; a cell that has fewer is taken whole.
    seed : int
    structure : Structure, optional
        Names the document column.

    Returns
    -------
    Draw
        The passages, each with its sampling probability.

    Raises
    ------
    StanceError
        When no cell of ten documents or more is grey: coding more can not help the others to an interval.
    """
    grey = np.array([bool(x) for x in cells.reason]) & (cells.n_documents >= FEWEST_DOCUMENTS)
    if not grey.any():
        raise StanceError("A grey cell must have at least ten documents to be coded; there is none.")
    if not cells.by:
        return draw(predictions, documents=documents, seed=seed, structure=structure)
    chosen = cells.cells.loc[grey, list(cells.by)]
    inside = predictions.merge(chosen, on=list(cells.by), how="inner")
    return draw(inside, cells.by, documents=documents, seed=seed, structure=structure)

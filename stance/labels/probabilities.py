"""The probabilities of a table of predictions as an array."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

if TYPE_CHECKING:
    import pandas as pd


def probabilities_of(predictions: pd.DataFrame) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """The labels that have a column ``p_<label>``, and these columns, shape (n, L).

    Raises
    ------
    StanceError
        When fewer than two labels have one, or a row has no number from 0 to 1; it names the row.

    Examples
    --------
    >>> import pandas as pd
    >>> labels, p = probabilities_of(pd.DataFrame({"p_law": ["0.25"], "p_force": ["0.75"]}))
    >>> labels, p.tolist()
    (('law', 'force'), [[0.25, 0.75]])
    """
    import pandas as pd

    columns = [name for name in predictions.columns if str(name).startswith("p_")]
    if len(columns) < 2:
        raise StanceError(f"Predictions must have a column p_<label> for every label; got {columns}.")
    numbers = [pd.to_numeric(predictions[name], errors="coerce").to_numpy(np.float64) for name in columns]
    values = np.column_stack(numbers)
    wrong = ~((values >= 0) & (values <= 1))
    if wrong.any():
        row, column = (int(x) for x in np.argwhere(wrong)[0])
        found = predictions[columns[column]].iloc[row]
        raise StanceError(
            f"{columns[column]!r} must be a number from 0 to 1; got {found!r} (predictions, row {row + 1})."
        )
    return tuple(str(name)[2:] for name in columns), values

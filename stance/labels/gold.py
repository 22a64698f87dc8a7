"""Labels that were drawn with known probabilities, as design-based estimates need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

if TYPE_CHECKING:
    import pandas as pd


def require_probabilities(labels: pd.DataFrame, where: str = "gold labels") -> NDArray[np.float64]:
    """The sampling probability of every row, once it is sure that there is one.

    Design-based estimates divide by it. Labels that were chosen by hand, or because a model was unsure of
    them, have none, and an estimate from them would be wrong without a sign of it.

    Parameters
    ----------
    labels : pandas.DataFrame
        With columns `sampling_probability` and `sampling_design`, as `draw` gives them.
    where : str
        What to call the table in a refusal.

    Raises
    ------
    StanceError
        When a column is absent, or a row has no design or no probability above 0 and at most 1.

    Examples
    --------
    >>> import pandas as pd
    >>> labels = pd.DataFrame({"sampling_probability": ["0.5"], "sampling_design": ["10 documents a cell"]})
    >>> require_probabilities(labels)
    array([0.5])
    """
    import pandas as pd

    for name in ("sampling_probability", "sampling_design"):
        if name not in labels.columns:
            raise StanceError(
                f"Design-based estimates must have labels drawn with known probabilities; {where} have no "
                f"column {name!r} (draw with `stance sample`, or choose a model-based estimate)."
            )
    numbers = pd.to_numeric(labels["sampling_probability"], errors="coerce").to_numpy(dtype=np.float64)
    wrong = ~((numbers > 0) & (numbers <= 1)) | labels["sampling_design"].isna().to_numpy()
    if wrong.any():
        row = int(wrong.argmax())
        found = labels[["sampling_probability", "sampling_design"]].iloc[row].tolist()
        raise StanceError(
            f"Every label must have a sampling probability above 0, at most 1, and its design; got {found} "
            f"({where}, row {row + 1})."
        )
    return numbers

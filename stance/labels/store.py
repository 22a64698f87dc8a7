"""The label store: one row for what one coder said of one passage; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from stance.codebook import Codebook
from stance.corpus import ADJUDICATED, check_table
from stance.errors import StanceError
from stance.labels.ratings import DERIVED, ratings
from stance.tables import read_table

if TYPE_CHECKING:
    import pandas as pd


def read_labels(path: str | Path, codebook: Codebook | None = None) -> pd.DataFrame:
    """Read a table of labels and check it.

    Raises
    ------
    StanceError
        When columns are unknown or absent, a coder labelled a passage twice, or a label is outside the
        codebook; it names the file and the row.
    """
    labels = check_table(read_table(path), "labels", str(path))
    if codebook is not None:
        check_against(labels, codebook, str(path))
    return labels


def check_against(labels: pd.DataFrame, codebook: Codebook, where: str = "labels") -> None:
    """Refuse labels that the codebook does not define.

    Examples
    --------
    >>> import pandas as pd
    >>> labels = pd.DataFrame({"passage_id": ["p1"], "coder": ["ana"], "label": ["fog"]})
    >>> check_against(labels, Codebook.from_labels("weather", ["sun", "rain"]))
    Traceback (most recent call last):
    stance.errors.StanceError: 'label' must be one of ['sun', 'rain']; got 'fog' (labels, row 1).
    """
    outside = (labels["label"].notna() & ~labels["label"].isin(codebook.labels)).to_numpy()
    if outside.any():
        row = int(outside.argmax())
        raise StanceError(
            f"'label' must be one of {list(codebook.labels)}; got {labels['label'].iloc[row]!r} "
            f"({where}, row {row + 1})."
        )


def add_labels(labels: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The labels with further rows behind them.

    Rows that are there already are left out; a coder's second, different label is refused, because a
    change of mind belongs into the decision log (`stance.labels.decisions`).

    Raises
    ------
    StanceError
        When a coder labelled one of the passages differently before.
    """
    import pandas as pd

    new = check_table(new, "labels", "new labels")
    key = ["passage_id", "coder"]
    before = new[key].merge(labels[[*key, "label"]], on=key, how="left", sort=False)["label"]
    known = before.notna().to_numpy()
    other = known & (before.to_numpy() != new["label"].to_numpy())
    if other.any():
        at = int(other.argmax())
        passage, coder, label = new.loc[new.index[at], [*key, "label"]]
        raise StanceError(
            f"A coder's label must not change; {coder!r} said {before.iloc[at]!r} of passage {passage!r} "
            f"before and now {label!r} (record a decision instead)."
        )
    return pd.concat([labels, new[~known]], ignore_index=True)


def adjudicate(labels: pd.DataFrame, *, exclude: Sequence[str] = DERIVED) -> pd.DataFrame:
    """The label that more than half of a passage's coders gave it.

    Parameters
    ----------
    labels : pandas.DataFrame
        Columns passage_id, coder, label.
    exclude : sequence of str
        Names under `coder` that are no coders.

    Returns
    -------
    pandas.DataFrame
        Columns passage_id, coder ("adjudicated"), label; a passage without such a label has no row.

    Examples
    --------
    >>> import pandas as pd
    >>> said = {"p1": "law law force", "p2": "law force", "p3": "law"}
    >>> rows = [(p, c, x) for p, xs in said.items() for c, x in zip("abc", xs.split())]
    >>> adjudicate(pd.DataFrame(rows, columns=["passage_id", "coder", "label"]))
      passage_id        coder label
    0         p1  adjudicated   law
    1         p3  adjudicated   law
    """
    import pandas as pd

    data = ratings(labels, exclude=exclude, fewest_coders=1)
    counts = data.counts
    decided = np.flatnonzero(counts.max(axis=1) * 2 > counts.sum(axis=1))
    names = np.array(data.labels, dtype=object)[counts.argmax(axis=1)]
    return pd.DataFrame(
        {
            "passage_id": [data.passage_ids[i] for i in decided],
            "coder": ADJUDICATED,
            "label": names[decided],
        }
    )

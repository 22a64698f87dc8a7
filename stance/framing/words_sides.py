"""Which rows of a table stand on a side: those that hold a value, or one of several."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stance.corpus import Structure, require_columns
from stance.errors import StanceError

if TYPE_CHECKING:
    import pandas as pd


def rows_where(table: pd.DataFrame, conditions: Mapping[str, object]) -> NDArray[np.bool_]:
    """The rows that meet every condition: a column's value, or a collection of values.

    Values are compared as people read them: 2017, 2017.0 and "2017" are the same; a missing value is none.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"year": [2015, 2016, None]})
    >>> rows_where(table, {"year": range(2010, 2016)}).tolist()
    [True, False, False]
    """
    met = np.ones(len(table), dtype=np.bool_)
    for column, value in conditions.items():
        wanted = {as_read(x) for x in _members(value)}
        met &= np.array([as_read(x) in wanted for x in table[column]], dtype=np.bool_)
    return met


def require_text(table: pd.DataFrame, column: str) -> None:
    """Refuse a table whose rows do not all hold text."""
    require_columns(table, [column], "table")
    for row, text in enumerate(table[column]):
        if not isinstance(text, str):
            raise StanceError(f"{column!r} must hold text in every row; got {text!r} (table, row {row + 1}).")


def document_ids(table: pd.DataFrame, structure: Structure) -> list[str]:
    """The document of every row, as text; its number where every row is a document of its own."""
    if structure.document is None:
        return [str(row) for row in range(len(table))]
    require_columns(table, [structure.document], "table")
    ids = [as_read(value) for value in table[structure.document]]
    if None in ids:
        row = ids.index(None) + 1
        raise StanceError(
            f"{structure.document!r} must be given in every row; got nothing (table, row {row})."
        )
    return [str(value) for value in ids]


def side_name(value: object) -> str:
    """What a side is called.

    Examples
    --------
    >>> side_name("The Gazette"), side_name(range(2010, 2016)), side_name(["A", "B"])
    ('The Gazette', '2010-2015', 'A+B')
    """
    if isinstance(value, range) and value.step == 1 and len(value) > 1:
        return f"{value[0]}-{value[-1]}"
    return "+".join(str(as_read(x)) for x in _members(value))


def as_read(value: object) -> str | None:
    """A value as text: 2017 and 2017.0 are the same, and a missing one is None."""
    if isinstance(value, str):
        return value
    if isinstance(value, float | np.floating):
        if np.isnan(value):
            return None
        return str(int(value)) if float(value).is_integer() else str(value)
    return None if value is None or str(value) in ("<NA>", "NaT") else str(value)


def _members(value: object) -> Collection[object]:
    return value if isinstance(value, Collection) and not isinstance(value, str | bytes) else (value,)

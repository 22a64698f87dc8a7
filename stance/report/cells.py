"""A table of cells, made ready to draw: one row an estimate, with its interval, n and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from stance.corpus import require_columns
from stance.errors import StanceError
from stance.report.names import missing
from stance.report.notes import counts, uncorrected

if TYPE_CHECKING:
    import pandas as pd

DEFAULT_LEVEL = 0.95


def read_cells(
    cells: Any, by: Sequence[str], label: str | None = None, value: str | None = None
) -> pd.DataFrame:
    """The rows of one label, with every column that a figure needs.

    Parameters
    ----------
    cells : DataFrame or result with ``to_frame``
        Columns: `by`, ``estimate``, and as far as they are known ``label``, ``low``, ``high``, ``level``,
        ``method``, ``reason``, ``n_documents`` and ``n_passages``.
    by : sequence of str
        The columns that make a cell.
    label : str, optional
        Which label's rows; without it the table must hold one row a cell.
    value : str, optional
        Another column to draw than ``estimate``, with its ``_low`` and ``_high``; ``score`` if that is there.

    Returns
    -------
    DataFrame
        With float ``estimate``, ``low``, ``high`` (NaN where there is none), ``level``, ``method``,
        ``reason`` (empty where nothing stands against the estimate), ``n_documents`` and ``n_passages``. That
        it is uncorrected stands against an estimate only where others are corrected.

    Raises
    ------
    StanceError
        When a column, or the label, is not there, or a cell has two rows.
    """
    import pandas as pd

    frame = as_frame(cells).reset_index(drop=True)
    value = value or ("score" if "score" in frame.columns else "estimate")
    require_columns(frame, [*by, value], "table of cells")
    if label is not None:
        require_columns(frame, ["label"], "table of cells")
        if label not in set(frame["label"]):
            raise StanceError(f"'label' must be one of {sorted(set(frame['label']))}; got {label!r}.")
        frame = frame[frame["label"] == label].reset_index(drop=True)
    keys = [tuple(map(plain_key, row)) for row in frame[list(by)].to_numpy(dtype=object)]
    if len(set(keys)) < len(keys):
        raise StanceError(
            f"The table of cells must hold one row for each {' and '.join(by)}; got more, so name one label."
        )
    ready = pd.DataFrame(keys, columns=list(by), dtype=object)
    ends = ("low", "high") if value == "estimate" else (f"{value}_low", f"{value}_high")
    for column, held in zip(("estimate", "low", "high"), (value, *ends), strict=True):
        ready[column] = _floats(frame, held)
    ready["level"] = _floats(frame, "level").fillna(DEFAULT_LEVEL)
    ready["method"] = _texts(frame, "method")
    ready["reason"] = _texts(frame, "reason")
    if ready["method"].map(uncorrected).all():
        ready["reason"] = ready["reason"].map(_beyond_uncorrected)
    for column in ("n_documents", "n_passages"):
        ready[column] = _floats(frame, column).fillna(0).astype("int64")
    return ready


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as mappings."""
    rows: Any = frame.to_dict("records")
    return list(rows)


def size(frame: pd.DataFrame) -> str:
    """The documents and passages of rows that share none, in words."""
    return counts(int(frame["n_documents"].sum()), int(frame["n_passages"].sum()))


def as_frame(result: Any) -> pd.DataFrame:
    """A result as a table; a table stays one."""
    frame: pd.DataFrame = result.to_frame() if hasattr(result, "to_frame") else result
    return frame


def most_documents(frame: pd.DataFrame, column: str, most: int) -> pd.DataFrame:
    """The rows of the `most` values of a column that have the most documents."""
    documents = totals(frame, column)
    kept = set(sorted(documents, key=lambda value: -documents[value])[:most])
    return frame[[value in kept for value in frame[column]]].reset_index(drop=True)


def totals(frame: pd.DataFrame, column: str) -> dict[Any, int]:
    """How many documents there are of each value of a column, the unknown among them."""
    documents: dict[Any, int] = {}
    for value, n in zip(frame[column], frame["n_documents"], strict=True):
        documents[value] = documents.get(value, 0) + int(n)
    return documents


def in_order(values: Sequence[Any]) -> list[Any]:
    """Distinct values in their order: numbers before words, and last what is unknown."""
    distinct = list(dict.fromkeys(values))
    known = [value for value in distinct if value is not None]
    known.sort(key=lambda value: (0, value, "") if isinstance(value, int | float) else (1, 0, str(value)))
    return known + [None] * (len(known) < len(distinct))


def plain_key(value: Any) -> Any:
    """A cell's key as plain Python: numpy numbers as numbers, 2018.0 as 2018, nothing as None."""
    if missing(value):
        return None
    value = value.item() if hasattr(value, "item") else value
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _beyond_uncorrected(reason: str) -> str:
    said = ("uncorrected", "no calibration documents")
    return "; ".join(part for part in reason.split("; ") if part not in said)


def _floats(frame: pd.DataFrame, column: str) -> pd.Series:
    import pandas as pd

    if column not in frame.columns:
        return pd.Series(float("nan"), index=frame.index)
    return pd.to_numeric(frame[column], errors="coerce").astype("float64")


def _texts(frame: pd.DataFrame, column: str) -> list[str]:
    if column not in frame.columns:
        return [""] * len(frame)
    return ["" if missing(value) else str(value) for value in frame[column]]

"""Any labelled table: a table of someone's own, checked and brought to declared columns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stance.corpus import Structure, require_columns
from stance.errors import StanceError
from stance.tables import read_table

if TYPE_CHECKING:
    import pandas as pd

MOST_LABELS = 30


@dataclass(frozen=True)
class LabelledTable:
    """Rows of text with a label, and the columns that say what they are part of.

    `notes` says what had to be assumed, so that every output can repeat it.
    """

    frame: pd.DataFrame
    structure: Structure
    labels: tuple[str, ...]
    notes: tuple[str, ...] = ()


def labelled_table(
    data: str | Path | pd.DataFrame, structure: Structure, where: str = "table"
) -> LabelledTable:
    """Check a labelled table against its declared structure.

    Parameters
    ----------
    data : path or pandas.DataFrame
        A .csv, .tsv, .jsonl or .parquet file, or a frame; one row a passage.
    structure : Structure
        Which columns hold what. Without a document column every row is a document of its own.
    where : str
        What to call a frame in a refusal; a file is called by its path.

    Returns
    -------
    LabelledTable
        Text and label as text; rows without a label are left out and counted in `notes`.

    Raises
    ------
    StanceError
        When a declared column is absent, a text is missing, or there are fewer than 2 or more than 30
        labels; it names the row.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"tweet": ["a b", "c d"], "stance": ["favor", "against"]})
    >>> columns = Structure(text="tweet", label="stance", document=None, source=None, time=None)
    >>> table = labelled_table(frame, columns)
    >>> table.labels
    ('against', 'favor')
    >>> table.notes
    ('No document column was declared: every row counts as a document of its own.',)
    """
    frame = read_table(data) if isinstance(data, str | Path) else data.reset_index(drop=True)
    where = str(data) if isinstance(data, str | Path) else where
    require_columns(frame, list(structure.columns().values()), where)
    notes = []
    unlabelled = frame[structure.label].isna()
    if unlabelled.any():
        notes.append(f"{int(unlabelled.sum()):,} rows without a label were left out.")
    frame = _with_text(frame[~unlabelled], structure, where)
    counts = frame[structure.label].value_counts()
    labels = tuple(sorted(counts.index))
    if not 2 <= len(labels) <= MOST_LABELS:
        found = ", ".join(repr(x) for x in labels[:3]) + (", ..." if len(labels) > 3 else "")
        raise StanceError(
            f"{structure.label!r} must hold 2 to {MOST_LABELS} labels; got {len(labels)} ({found}) ({where})."
        )
    if structure.document is None:
        notes.append("No document column was declared: every row counts as a document of its own.")
    elif frame[structure.document].isna().any():
        row = int(frame[structure.document].isna().to_numpy().argmax())
        raise StanceError(
            f"{structure.document!r} must be given in every row; "
            f"got nothing ({where}, row {frame.index[row] + 1})."
        )
    return LabelledTable(frame.reset_index(drop=True), structure, labels, tuple(notes))


def _with_text(frame: pd.DataFrame, structure: Structure, where: str) -> pd.DataFrame:
    text, label = frame[structure.text], frame[structure.label]
    wrong = [not isinstance(x, str) for x in text]
    if any(wrong):
        row = wrong.index(True)
        raise StanceError(
            f"{structure.text!r} must hold text in every row; got {text.iloc[row]!r} "
            f"({where}, row {frame.index[row] + 1})."
        )
    return frame.assign(**{structure.label: [_name(x) for x in label]})


def _name(value: object) -> str:
    """A label as text: 1 and 1.0 are the same label."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

"""Tables inside the page: what is shown, what it is sorted by, and the CSV that it can be saved as."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.report.names import missing, plain

if TYPE_CHECKING:
    import pandas as pd

# What spreadsheet programs take for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Cell:
    """What a cell shows, and the number that its column is sorted by where the text does not say it."""

    text: str
    number: float | None = None


@dataclass(frozen=True)
class Row:
    """The cells of a row, and whether a reason stands against it."""

    cells: tuple[Cell, ...]
    grey: bool = False


@dataclass(frozen=True)
class Table:
    """A table of the page.

    `numeric` says which columns are numbers; `csv` holds every column at full precision, also those that
    are not shown. The first columns are those of `by`, if any: a row opens the passages with its values.
    """

    id: str
    caption: str
    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[Row, ...]
    csv: str
    note: str = ""
    by: tuple[str, ...] = ()


def number(value: Any, text: str | None = None) -> Cell:
    """A cell of a number, which its text gives in full; a dash where there is none."""
    if missing(value):
        return Cell("–")
    return Cell(text if text is not None else f"{value:,}")


def share(estimate: float, low: float, high: float) -> Cell:
    """A share in percent with its interval.

    Examples
    --------
    >>> share(0.312, 0.25, 0.38).text, share(0.312, float("nan"), float("nan")).text
    ('31 % (25 to 38)', '31 %')
    """
    if math.isnan(estimate):
        return Cell("–")
    interval = "" if math.isnan(low) else f" ({100 * low:.0f} to {100 * high:.0f})"
    return Cell(f"{100 * estimate:.0f} %{interval}", _sorted_by(estimate))


def position(estimate: float, low: float, high: float) -> Cell:
    """A position with its sign and its interval.

    Examples
    --------
    >>> position(-0.2, -0.31, -0.05).text
    '−0.20 (−0.31 to −0.05)'
    """
    if math.isnan(estimate):
        return Cell("–")
    interval = "" if math.isnan(low) else f" ({_signed(low)} to {_signed(high)})"
    return Cell(f"{_signed(estimate)}{interval}", _sorted_by(estimate))


def to_csv(frame: pd.DataFrame) -> str:
    """A frame as CSV: numbers in full, and text that a spreadsheet would run as a formula behind a quote.

    Examples
    --------
    >>> import pandas as pd
    >>> print(to_csv(pd.DataFrame({"source": ["=1+1", None], "n": [0.1, -2]})), end="")
    source,n
    '=1+1,0.1
    ,-2.0
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_safe(str(name)) for name in frame.columns])
    for row in frame.itertuples(index=False, name=None):
        writer.writerow([_safe(value) for value in row])
    return text.getvalue()


def plain_table(id: str, caption: str, frame: pd.DataFrame, columns: Sequence[str], note: str = "") -> Table:
    """A table that shows a frame as it is, under other column names."""
    numeric = tuple(frame[name].dtype.kind in "iuf" for name in frame.columns)
    rows = tuple(
        Row(tuple(number(x, _short(x)) if n else Cell(plain(x)) for x, n in zip(row, numeric, strict=True)))
        for row in frame.itertuples(index=False, name=None)
    )
    return Table(id, caption, tuple(columns), numeric, rows, to_csv(frame), note)


def _sorted_by(value: float) -> float:
    """Four digits are enough to sort by, and short."""
    return float(f"{value:.4g}")


def _short(value: Any) -> str | None:
    if missing(value):
        return None
    return f"{value:,.3f}" if isinstance(value, float) else f"{value:,}"


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−") if abs(value) >= 0.005 else "0.00"


def _safe(value: Any) -> Any:
    if missing(value):
        return ""
    if isinstance(value, str):
        # The csv module leaves a lone carriage return unquoted.
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        return f"'{text}" if value.startswith(_FORMULA) else text
    return value.item() if isinstance(value, np.generic) else value

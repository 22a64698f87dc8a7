"""An experiment's numbers as the tables of its README, between two markers, so that they never go stale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stance.errors import StanceError

_OPEN, _CLOSE = "<!-- numbers -->", "<!-- /numbers -->"
Row = Mapping[str, Any]


def with_answer(readme: str, numbers: Mapping[str, Mapping[str, Row]]) -> str:
    """The README with the tables of `numbers` between its markers.

    Parameters
    ----------
    readme : str
        Holds the lines ``<!-- numbers -->`` and ``<!-- /numbers -->``, once each.
    numbers : mapping
        As in `stance.report.experiment.Result`, in plain values.

    Raises
    ------
    StanceError
        When the markers are not there.

    Examples
    --------
    >>> share = {"estimate": 0.5, "low": 0.4, "high": 0.6, "n_documents": 40, "n_passages": 1_200}
    >>> readme = "Answer <!-- numbers --> old <!-- /numbers -->"
    >>> print(with_answer(readme, {"By year": {"1990": {"share": share}}}))
    Answer <!-- numbers -->
    <BLANKLINE>
    | By year | share | documents | passages |
    |---|---|---|---|
    | 1990 | 0.500 [0.400, 0.600] | 40 | 1,200 |
    <BLANKLINE>
    <!-- /numbers -->
    """
    before, opened, rest = readme.partition(_OPEN)
    _, closed, after = rest.partition(_CLOSE)
    if not opened or not closed:
        raise StanceError(f"README.md must hold {_OPEN} and, after it, {_CLOSE}.")
    tables = [_table(title, rows) for title, rows in numbers.items()]
    return "\n\n".join([before + opened, *tables, closed + after])


def _table(title: str, rows: Mapping[str, Row]) -> str:
    sizes = {name: _sizes(row) for name, row in rows.items()}
    columns = dict.fromkeys(column for row in rows.values() for column in row)
    counted = dict.fromkeys(column for size in sizes.values() for column in size)
    lines = [[title, *columns, *counted], ["---"] * (1 + len(columns) + len(counted))]
    for name, row in rows.items():
        cells = [_cell(row.get(column)) for column in columns]
        lines.append([_escaped(name), *cells, *(_cell(sizes[name].get(column)) for column in counted)])
    first, rule, *body = lines
    written = [f"| {' | '.join(line)} |" for line in (first, *body)]
    return "\n".join([written[0], f"|{'|'.join(rule)}|", *written[1:]])


def _sizes(row: Row) -> dict[str, Any]:
    """What the row's first estimate rests on."""
    for value in row.values():
        if isinstance(value, Mapping):
            found = {"documents": value.get("n_documents"), "passages": value.get("n_passages")}
            return {name: n for name, n in found.items() if n is not None}
    return {}


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, Mapping):
        middle, low, high = (_cell(value.get(key)) for key in ("estimate", "low", "high"))
        return middle if "-" in (middle, low, high) else f"{middle} [{low}, {high}]"
    if isinstance(value, float):
        return _decimal(value)
    return f"{value:,}" if isinstance(value, int) else _escaped(value)


def _decimal(value: float) -> str:
    size = abs(value)
    if 0 < size < 0.0005:
        return f"{value:.0e}"
    return f"{value:,.{3 if size < 10 else 1 if size < 1000 else 0}f}"


def _escaped(text: Any) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")

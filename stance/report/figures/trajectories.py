"""Lines over the years, with bands for the intervals and bars for the documents behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.report.canvas import caption, new_axes
from stance.report.cells import in_order, most_documents, plain_key, read_cells, size
from stance.report.keys import name_poles
from stance.report.lines import draw_line, name_lines
from stance.report.measure import measure
from stance.report.names import names, words
from stance.report.notes import correction, intervals
from stance.report.style import NEUTRAL, QUIET, label_colours, other_colour, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_MOST_LINES = 6
_MOST_TICKS = 12


def trajectories(
    cells: Any,
    *,
    time: str = "year",
    by: str = "source",
    label: str | None = None,
    codebook: Codebook | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a table of cells as lines over time.

    Parameters
    ----------
    cells : DataFrame or result with ``to_frame``
        See `stance.report.cells.read_cells`.
    time : str
        The column of years; what is undated is left out and counted.
    by : str
        A line for each value of this column: "source", or "label" for the shares of the labels.
    label : str, optional
        Draw this label's share. Without it (and `by` not "label") the estimates are positions from -1 to 1.
    codebook : Codebook, optional
        For the titles and colours of labels.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        At most six lines: those with the most documents, or the labels with the largest shares. A hollow
        point has a reason against it; a dotted stretch spans years without documents.

    Raises
    ------
    StanceError
        When the time is unknown everywhere or is no number.
    """
    frame = read_cells(cells, (time, by), label)
    undated = int(frame.loc[frame[time].isna(), "n_documents"].sum())
    frame = frame[frame[time].notna() & frame["estimate"].notna()].reset_index(drop=True)
    if not is_time(frame[time]):
        found = "nothing" if frame.empty else repr(frame[time].iloc[0])
        raise StanceError(f"{time!r} must hold numbers for lines over time; got {found}.")
    n_lines = frame[by].nunique(dropna=False)
    frame = _largest_labels(frame) if by == "label" else most_documents(frame, by, _MOST_LINES)
    lines = _lines(frame, by, codebook)
    shown = dict(zip(lines, names(_titles(lines, by, codebook), longest=36), strict=True))
    colours = _colours(lines, by, codebook)
    said = measure(frame, label or (str(lines[0]) if by == "label" else None), codebook)
    with style():
        ax = new_axes(7.4, 4.4) if ax is None else ax
        for line in lines:
            rows = frame[[x == line for x in frame[by]]].sort_values(time, kind="stable")
            draw_line(ax, rows, time, colours[line])
        _draw_axes(ax, frame, codebook if said.signed else None, signed=said.signed)
        ends = {shown[x]: _last(frame, by, x, time) for x in lines}
        name_lines(ax, ends, {shown[x]: colours[x] for x in lines})
        per_year = _per_year(frame, time, by)
        _draw_documents(ax, per_year["n_documents"], time)
        which = "with the largest shares" if by == "label" else "with the most documents"
        notes = [
            f"{size(per_year)}; " + intervals(frame["level"].iloc[0], drawn=bool(frame["low"].notna().any())),
            f"The {len(lines)} of {n_lines} {which}." if len(lines) < n_lines else "",
            f"Left out: {undated:,} documents of unknown {words(time)}." if undated else "",
            "Hollow: no estimate claimed." if (frame["reason"] != "").any() else "",
            correction(frame["method"]),
        ]
        what = "Shares of labels" if by == "label" else f"{said.title} by {words(by)}"
        caption(ax, f"{what} over time", notes)
    return ax


def is_time(values: Iterable[Any]) -> bool:
    """Whether a column can be the time of lines: what is known of it is numbers, and something is known.

    Examples
    --------
    >>> is_time([2018, None]), is_time([None]), is_time(["May"])
    (True, False, False)
    """
    known = [value for value in map(plain_key, values) if value is not None]
    return bool(known) and all(isinstance(value, int | float) for value in known)


def _largest_labels(frame: pd.DataFrame) -> pd.DataFrame:
    kept = frame.groupby("label", sort=False)["estimate"].mean().nlargest(_MOST_LINES).index
    return frame[frame["label"].isin(kept)].reset_index(drop=True)


def _lines(frame: pd.DataFrame, by: str, codebook: Codebook | None) -> list[Any]:
    found = in_order(list(frame[by]))
    if by != "label" or codebook is None:
        return found
    return [x for x in codebook.labels if x in found] + [x for x in found if x not in codebook.labels]


def _titles(lines: list[Any], by: str, codebook: Codebook | None) -> list[Any]:
    return [codebook.title(x) for x in lines] if by == "label" and codebook else lines


def _colours(lines: list[Any], by: str, codebook: Codebook | None) -> dict[Any, str]:
    if by == "label":
        return label_colours(lines, codebook.scale if codebook else None)
    return {line: other_colour(k) for k, line in enumerate(lines)}


def _last(frame: pd.DataFrame, by: str, line: Any, time: str) -> float:
    rows = frame[[x == line for x in frame[by]]]
    return float(rows.sort_values(time, kind="stable")["estimate"].iloc[-1])


def _per_year(frame: pd.DataFrame, time: str, by: str) -> pd.DataFrame:
    # Every label repeats the counts of its cell.
    rows = frame.drop_duplicates(time) if by == "label" else frame
    totals: pd.DataFrame = rows.groupby(time)[["n_documents", "n_passages"]].sum()
    return totals


def _draw_axes(ax: Axes, frame: pd.DataFrame, codebook: Codebook | None, signed: bool) -> None:
    from matplotlib.ticker import PercentFormatter

    lows, highs = frame["low"].fillna(frame["estimate"]), frame["high"].fillna(frame["estimate"])
    if signed:
        reach = min(1.0, max(0.25, 1.1 * max(-lows.min(), highs.max())))
        ax.set_ylim(-reach, reach)
        ax.axhline(0, color=NEUTRAL, linewidth=0.8, zorder=0)
        name_poles(ax, codebook, "y")
    else:
        ax.set_ylim(0, min(1.0, max(0.1, 1.1 * highs.max())))
        ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
    ax.grid(axis="y")


def _draw_documents(ax: Axes, documents: pd.Series, time: str) -> None:
    from matplotlib.ticker import FixedLocator, MaxNLocator

    years = [float(year) for year in documents.index]
    strip = ax.inset_axes((0.0, -0.17, 1.0, 0.12), sharex=ax)
    strip.bar(years, documents, width=0.7, color=NEUTRAL)
    strip.set_ylim(0, 1.35 * max(documents.max(), 1))
    strip.set_yticks([])
    strip.spines["left"].set_visible(False)
    strip.text(-0.01, 0.3, "documents", transform=strip.transAxes, ha="right", size=7, color=QUIET)
    if len(years) <= 25:
        for year, n in zip(years, documents, strict=True):
            strip.text(year, n, f"{n:,}", ha="center", va="bottom", size=6.5, color=QUIET)
    margin = max(0.6, 2.5 - (max(years) - min(years)) / 2)
    ax.set_xlim(min(years) - margin, max(years) + margin)
    ax.tick_params(axis="x", labelbottom=False, length=0)
    ax.spines["bottom"].set_visible(False)
    # Decades are named at each decade; years that lie unevenly, at round numbers.
    even = len(years) <= _MOST_TICKS and len(set(np.diff(years))) == 1
    locator = FixedLocator(years) if even else MaxNLocator(nbins=_MOST_TICKS, integer=True)
    strip.xaxis.set_major_locator(locator)
    strip.xaxis.set_major_formatter("{x:.0f}")
    strip.set_xlabel(words(time))

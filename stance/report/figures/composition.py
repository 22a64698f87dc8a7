"""Stacked shares: one bar a source, from the negative pole at the left to the positive at the right."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.report.canvas import caption, new_axes, note_row
from stance.report.cells import most_documents, read_cells, records, size
from stance.report.keys import label_key
from stance.report.names import names, words
from stance.report.notes import correction, intervals
from stance.report.style import INK, ink_on, label_colours, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_BARS = 40


def composition(
    cells: Any, *, by: str = "source", codebook: Codebook | None = None, ax: Axes | None = None
) -> Axes:
    """Draw the shares of all labels in each cell as stacked bars.

    Parameters
    ----------
    cells : DataFrame or result with ``to_frame``
        One row a cell and label; see `stance.report.cells.read_cells`.
    by : str
        The column whose values get a bar each.
    codebook : Codebook, optional
        For the order, titles and colours of labels.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        At most forty bars, those with the most documents, from the negative pole to the positive. The
        whiskers are the intervals of the two shares at the ends. Pale bars have a reason against them.
    """
    frame = read_cells(cells, (by, "label"))
    n_bars = frame[by].nunique(dropna=False)
    frame = most_documents(frame, by, _MOST_BARS)
    labels = _label_order(list(dict.fromkeys(frame["label"])), codebook)
    table = {(cell[by], cell["label"]): cell for cell in records(frame)}
    bars = sorted(dict.fromkeys(frame[by]), key=lambda bar: _place(table, bar, labels))
    colours = label_colours(labels, codebook.scale if codebook else None)
    with style():
        ax = new_axes(7.4, 1.8 + 0.3 * len(bars) + 0.16 * len(labels) // 3) if ax is None else ax
        for y, bar in enumerate(bars):
            _draw_bar(ax, y, [table[bar, label] for label in labels if (bar, label) in table], colours)
        _draw_axes(ax, bars, {bar: _documents(table, bar) for bar in bars})
        titles = [codebook.title(label) if codebook else label for label in labels]
        label_key(ax, titles, [colours[label] for label in labels])
        notes = [
            f"{size(frame.drop_duplicates(by))}; "
            + intervals(frame["level"].iloc[0], drawn=bool(frame["low"].notna().any())),
            f"The {len(bars)} of {n_bars} with the most documents." if len(bars) < n_bars else "",
            "Pale: no estimate claimed." if (frame["reason"] != "").any() else "",
            correction(frame["method"]),
        ]
        caption(ax, f"Shares of labels by {words(by)}", notes)
    return ax


def _label_order(found: list[str], codebook: Codebook | None) -> list[str]:
    """The poles at the ends, where bars have a common line to be compared along."""
    if codebook is None:
        return found
    labels = [x for x in codebook.labels if x in found] + [x for x in found if x not in codebook.labels]
    scale = codebook.scale
    return sorted(labels, key=lambda x: scale.values([x])[0]) if scale else labels


def _place(table: dict[tuple[Any, str], dict[str, Any]], bar: Any, labels: list[str]) -> tuple[bool, float]:
    first, last = (table.get((bar, label), {}).get("estimate", 0.0) for label in (labels[0], labels[-1]))
    lean = last - first
    return (bar is None, 0.0 if math.isnan(lean) else lean)


def _documents(table: dict[tuple[Any, str], dict[str, Any]], bar: Any) -> int:
    return next(int(cell["n_documents"]) for (value, _), cell in table.items() if value == bar)


def _draw_bar(ax: Axes, y: int, cells: list[dict[str, Any]], colours: dict[str, str]) -> None:
    shares = [0.0 if math.isnan(cell["estimate"]) else cell["estimate"] for cell in cells]
    starts = [sum(shares[:k]) for k in range(len(shares))]
    pale = any(cell["reason"] for cell in cells)
    ax.broken_barh(
        list(zip(starts, shares, strict=True)),
        (y - 0.36, 0.72),
        facecolors=[colours[cell["label"]] for cell in cells],
        edgecolors="white",
        linewidth=0.6,
        alpha=0.35 if pale else 1.0,
    )
    for k, (start, share) in enumerate(zip(starts, shares, strict=True)):
        if share >= 0.07:
            last = k == len(cells) - 1 and k > 0
            x, ha = (0.99, "right") if last else (0.01, "left") if k == 0 else (start + share / 2, "center")
            ink = INK if pale else ink_on(colours[cells[k]["label"]])
            ax.text(x, y, f"{100 * share:.0f}", ha=ha, va="center", size=6.5, color=ink, in_layout=False)
    for cell, mirrored in ((cells[0], False), (cells[-1], True)):
        if not math.isnan(cell["low"]):
            ends = sorted((1 - cell[x]) if mirrored else cell[x] for x in ("low", "high"))
            ax.plot(ends, [y + 0.27, y + 0.27], color=INK, linewidth=0.9, zorder=3, solid_capstyle="butt")


def _draw_axes(ax: Axes, bars: list[Any], documents: dict[Any, int]) -> None:
    from matplotlib.ticker import PercentFormatter

    ax.set_xlim(0, 1)
    ax.set_ylim(len(bars) - 0.4, -0.6)
    ax.set_yticks(range(len(bars)), names(bars))
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.set_xlabel("share of passages")
    for y, bar in enumerate(bars):
        note_row(ax, y, f"n {documents[bar]:,}")

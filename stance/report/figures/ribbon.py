"""The stance along each document, passage by passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from stance.codebook import Codebook
from stance.corpus import require_columns
from stance.errors import StanceError
from stance.report.canvas import caption, new_axes, note_row
from stance.report.keys import colour_key, label_key
from stance.report.measure import position_measure
from stance.report.names import missing, names, plain, shortened
from stance.report.notes import counts
from stance.report.style import label_colours, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_MOST_ROWS = 40
_SHORTEST_ROW = 12
_CROWDED = 80  # boxes; drawn as pixels from here on


def ribbon(predictions: pd.DataFrame, *, codebook: Codebook | None = None, ax: Axes | None = None) -> Axes:
    """Draw one row a document and one box a passage, from the document's first to its last.

    Parameters
    ----------
    predictions : DataFrame
        Columns ``document_id`` and ``predicted``; ``position_score`` where the labels have a scale;
        ``position`` orders the passages, and ``source``, ``year`` and ``title`` name the rows.
    codebook : Codebook, optional
        With a scale, a box has the colour of its passage's position; otherwise that of its predicted label.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        At most forty documents, those with the most passages, by source and then year.

    Raises
    ------
    StanceError
        When a column is absent or there is no passage.
    """
    require_columns(predictions, ["document_id", "predicted"], "predictions")
    if predictions.empty:
        raise StanceError("The predictions must hold at least one passage; got none.")
    documents = [_in_reading_order(rows) for _, rows in predictions.groupby("document_id", sort=False)]
    rows = sorted(sorted(documents, key=len, reverse=True)[:_MOST_ROWS], key=_place)
    scored = codebook is not None and codebook.scale is not None and "position_score" in predictions.columns
    with style():
        if ax is None:
            ax = new_axes(5.2 + 0.07 * max(len(_name(row)) for row in rows), 1.7 + 0.26 * len(rows))
        if scored:
            said = position_measure(codebook)
            _draw_boxes(ax, [[said.colour(x) for x in row["position_score"]] for row in rows])
            means = [said.text(float(row["position_score"].mean())) for row in rows]
            colour_key(ax, said, offset=0.95)
        else:
            labels = codebook.labels if codebook else tuple(dict.fromkeys(predictions["predicted"]))
            colours = label_colours(labels, codebook.scale if codebook else None)
            _draw_boxes(ax, [[colours[x] for x in row["predicted"]] for row in rows])
            means = [""] * len(rows)
            label_key(ax, [codebook.title(x) if codebook else x for x in labels], list(colours.values()))
        _draw_axes(ax, rows, means)
        notes = [
            f"{counts(len(rows), sum(map(len, rows)))}; one box a passage; at the right n of passages"
            + (" and their mean position" if scored else ""),
            f"The {len(rows)} of {len(documents):,} documents with the most passages."
            if len(rows) < len(documents)
            else "",
            "Predictions of single passages, with the classifier's errors in them.",
        ]
        caption(ax, "Stance along each document", notes)
    return ax


def _in_reading_order(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values("position", kind="stable") if "position" in rows.columns else rows


def _said(rows: pd.DataFrame, column: str) -> str:
    if column not in rows.columns or missing(rows[column].iloc[0]):
        return ""
    return plain(rows[column].iloc[0])


def _place(rows: pd.DataFrame) -> tuple[str, ...]:
    return (
        *(_said(rows, column) for column in ("source", "year", "title")),
        str(rows["document_id"].iloc[0]),
    )


def _name(rows: pd.DataFrame) -> str:
    source, year, title = (_said(rows, column) for column in ("source", "year", "title"))
    head = ", ".join(x for x in (shortened(source, 34), year) if x)
    return ": ".join(x for x in (head, shortened(title, 32)) if x) or str(rows["document_id"].iloc[0])


def _draw_boxes(ax: Axes, colours: list[Any]) -> None:
    from matplotlib.colors import to_rgba_array

    width = max(_SHORTEST_ROW, max(map(len, colours)))
    paint = np.ones((len(colours), width, 4))
    for i, row in enumerate(colours):
        paint[i, : len(row)] = to_rgba_array(row)
    line = 1.2 if width < 25 else 0.5 if width < _CROWDED else 0.1
    ax.pcolormesh(paint, edgecolors="white", linewidth=line, rasterized=width >= _CROWDED)
    ax.hlines(np.arange(1, len(colours)), 0, width, color="white", linewidth=3)


def _draw_axes(ax: Axes, rows: list[pd.DataFrame], means: list[str]) -> None:
    ax.set_ylim(len(rows), 0)
    ax.set_yticks(np.arange(len(rows)) + 0.5, names([_name(row) for row in rows], longest=72))
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel("passage")
    for i, (row, mean) in enumerate(zip(rows, means, strict=True)):
        note_row(ax, i + 0.5, f"n {len(row):,}   {mean}")

"""The words that tell two sides apart: the most typical of each, against what shuffled documents give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.report.canvas import caption, new_axes, note_row
from stance.report.names import name, names
from stance.report.style import GREY, NEGATIVE, POSITIVE, QUIET, label_colours, readable, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def keyness(words: Any, *, most: int = 15, codebook: Codebook | None = None, ax: Axes | None = None) -> Axes:
    """Draw the words that are most typical of each side, by their z.

    Parameters
    ----------
    words : FightingWords or its mapping
    most : int
        How many words of each side.
    codebook : Codebook, optional
        Where the sides are labels, for their titles and colours.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        Right is typical of side a, left of side b. Grey is the span that the largest of all words stays in,
        in 95 % of shuffles of documents. Counts and documents stand as a : b.

    Raises
    ------
    StanceError
        When there is no word.
    """
    values: Mapping[str, Any] = words.to_dict() if hasattr(words, "to_dict") else words
    rows = [row for row in values["words"] if row["z"] > 0][:most]
    rows += [row for row in values["words"] if row["z"] < 0][-most:]
    if not rows:
        raise StanceError("There must be at least one word to draw; got none.")
    a, b = (name(codebook.title(values[x]) if codebook else values[x]) for x in "ab")
    known = label_colours(codebook.labels, codebook.scale) if codebook else {}
    right, left = known.get(values["a"], POSITIVE), known.get(values["b"], NEGATIVE)
    null = values.get("null_z", getattr(words, "null_z", None))
    with style():
        ax = new_axes(7.8, 1.9 + 0.2 * len(rows)) if ax is None else ax
        ax.barh(
            range(len(rows)),
            [row["z"] for row in rows],
            height=0.62,
            color=[right if row["z"] > 0 else left for row in rows],
            zorder=2,
        )
        if null:
            ax.axvspan(-null, null, color=GREY, zorder=0, linewidth=0)
        ax.axvline(0, color=QUIET, linewidth=0.8, zorder=3)
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.set_yticks(range(len(rows)), names([row["word"] for row in rows]))
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x")
        reach = 1.08 * max(abs(row["z"]) for row in rows)
        ax.set_xlim(-reach, reach)
        ax.set_xlabel("z of the log odds")
        for y, row in enumerate(rows):
            counted = (row[key] for key in ("count_a", "count_b", "documents_a", "documents_b"))
            note_row(ax, y, "{:,} : {:,} in {:,} : {:,}".format(*counted))
        for x, side, text, colour in ((1, "right", f"{a} →", right), (0, "left", f"← {b}", left)):
            ax.text(
                x,
                1.01,
                text,
                transform=ax.transAxes,
                ha=side,
                va="bottom",
                size=7,
                color=readable(colour),
            )
        (d_a, d_b), (p_a, p_b) = values["n_documents"], values["n_passages"]
        notes = [
            f"n = {d_a:,} : {d_b:,} documents, {p_a:,} : {p_b:,} passages; "
            f"at the right counts and documents, {a} : {b}",
            f"Grey: where the largest of all words stays in 95 % of shuffles of documents (|z| < {null:.1f})."
            if null
            else "Too few documents to say what chance would give.",
        ]
        caption(ax, f"Words typical of {a} and of {b}", notes, above=12)
    return ax

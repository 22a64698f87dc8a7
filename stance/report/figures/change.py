"""The words that moved a source between two periods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.report.canvas import caption, new_axes, note_row
from stance.report.names import name, names
from stance.report.notes import UNCORRECTED
from stance.report.style import NEGATIVE, POSITIVE, QUIET, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_POSITION = "position"


def change(result: Any, *, most: int = 12, codebook: Codebook | None = None, ax: Axes | None = None) -> Axes:
    """Draw how far each word moved the mean position, or a label's share.

    Parameters
    ----------
    result : Change or its mapping
    most : int
        How many words each way.
    codebook : Codebook, optional
        For the titles of labels.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.

    Returns
    -------
    Axes
        Words from the one that moved it up most to the one that moved it down most, then all others
        together; the bars sum to the change.

    Raises
    ------
    StanceError
        When there is no word.
    """
    values: Mapping[str, Any] = result.to_dict() if hasattr(result, "to_dict") else result
    rows = [row for row in values["words"] if row["contribution"] > 0][:most]
    rows += [row for row in values["words"] if row["contribution"] < 0][-most:]
    if not rows:
        raise StanceError("There must be at least one word to draw; got none.")
    moved = [row["contribution"] for row in rows]
    moved.append(values["change"] - sum(moved))
    notes_at_right = [f"{row['rate_before']:.2f} → {row['rate_after']:.2f}" for row in rows]
    with style():
        ax = new_axes(7.4, 1.9 + 0.2 * len(moved)) if ax is None else ax
        ax.barh(range(len(moved)), moved, height=0.62, color=[POSITIVE if x > 0 else NEGATIVE for x in moved])
        ax.axvline(0, color=QUIET, linewidth=0.8)
        ax.set_ylim(len(moved) - 0.4, -0.6)
        ax.set_yticks(range(len(moved)), [*names([row["word"] for row in rows]), "all other words"])
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.grid(axis="x")
        for y, text in enumerate(notes_at_right):
            note_row(ax, y, text)
        target = values["target"]
        label = codebook.title(target) if codebook else target
        title = "position" if target == _POSITION else f"share of “{name(label)}”"
        ax.set_xlabel(f"moved the mean {title} by")
        (d_0, d_1), (p_0, p_1) = values["n_documents"], values["n_passages"]
        p = values["p_change"]
        claim = "no test below 10 documents" if p is None else f"p = {p:.3f}, documents shuffled"
        notes = [
            f"n = {d_0:,} and {d_1:,} documents, {p_0:,} and {p_1:,} passages; "
            f"change {values['change']:+.2f} ({claim}); at the right how often in 1,000 words",
            UNCORRECTED if target != _POSITION else "The model's reading, not corrected for its errors.",
        ]
        caption(ax, f"What moved the {title}: {name(values['before'])} to {name(values['after'])}", notes)
    return ax

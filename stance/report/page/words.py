"""The section on the words behind it: what tells sides apart, and what moved a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stance.report.canvas import sentence
from stance.report.cells import as_frame
from stance.report.figures.change import change
from stance.report.figures.keyness import keyness
from stance.report.page.embed import Figure, embed
from stance.report.page.facts import Facts
from stance.report.page.section import Section
from stance.report.page.tables import Table, plain_table, to_csv

if TYPE_CHECKING:
    from stance.framing.change_result import Change
    from stance.framing.words_result import FightingWords

_EACH_END = 40
_SIGN = "z and log odds above 0: typical of a, {a}; below 0: of b, {b}. p: from shuffled documents."


def words_section(facts: Facts, words: Sequence[FightingWords], changes: Sequence[Change]) -> Section | None:
    """A figure and a table for every comparison of words; None where there is none."""
    parts: list[Figure | Table] = []
    for k, found in enumerate(words, start=1):
        ax = keyness(found, codebook=facts.codebook)
        reading = f"Grey is what chance would give. {sentence(found.method)}."
        a, b = (facts.codebook.title(x) for x in (found.a, found.b))
        parts.append(embed(ax, f"figure-words-{k}", reading))
        parts.append(
            _table(f"table-words-{k}", f"Words typical of “{a}” and of “{b}”", found, _SIGN.format(a=a, b=b))
        )
    for k, moved in enumerate(changes, start=1):
        ax = change(moved, codebook=facts.codebook)
        parts.append(embed(ax, f"figure-change-{k}", "The bars sum to the change of the model's reading."))
        title = f"Words behind the change from {moved.before} to {moved.after}"
        parts.append(_table(f"table-change-{k}", title, moved, "Contributions in the unit of the target."))
    return Section("words", "The words behind it", parts=tuple(parts)) if parts else None


def _table(id: str, caption: str, result: Any, note: str) -> Table:
    import pandas as pd

    frame = as_frame(result)
    shown = (
        frame if len(frame) <= 2 * _EACH_END else pd.concat([frame.head(_EACH_END), frame.tail(_EACH_END)])
    )
    table = plain_table(id, caption, shown, [str(name).replace("_", " ") for name in frame.columns], note)
    if len(shown) == len(frame):
        return table
    note = f"{note} The {_EACH_END} words at either end; the CSV holds all {len(frame):,}."
    return replace(table, csv=to_csv(frame), note=note)

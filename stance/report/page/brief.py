"""The report in a few sentences: what was read, what it says, and how far to trust it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from stance.report.cells import read_cells, records
from stance.report.comparison import Comparison
from stance.report.evaluations import METRICS, as_dot, said
from stance.report.names import plain, words
from stance.report.page.facts import Facts
from stance.report.page.tables import position

if TYPE_CHECKING:
    import pandas as pd


def brief(facts: Facts, comparison: Comparison, groups: pd.DataFrame | None) -> tuple[str, ...]:
    """Sentences for the head of the report, from the most to the least important.

    Parameters
    ----------
    facts : Facts
    comparison : Comparison
    groups : DataFrame or None
        The positions by the first column of a cell, where the codebook has a scale.
    """
    return tuple(
        x
        for x in (
            _read(facts),
            _shares(facts),
            _ends(facts, comparison, groups),
            _trust(facts),
            _caveat(facts),
        )
        if x
    )


def _read(facts: Facts) -> str:
    sources = (
        "" if facts.n_sources is None else f" from {facts.n_sources:,} {_many('source', facts.n_sources)}"
    )
    years = ""
    if facts.years is not None:
        first, last = facts.years
        years = f", {first}" if first == last else f", {first} to {last}"
    documents = f"{facts.n_documents:,} {_many('document', facts.n_documents)}"
    passages = f"{facts.n_passages:,} {_many('passage', facts.n_passages)}"
    return f"{documents}{sources}{years}, were read in {passages}."


def _shares(facts: Facts) -> str:
    ranked = sorted(facts.predicted.items(), key=lambda item: -item[1])[:5]
    shares = [f"{100 * n / facts.n_passages:.0f} % “{facts.codebook.title(label)}”" for label, n in ranked]
    return f"The model labels {_listed(shares)} of them."


def _ends(facts: Facts, comparison: Comparison, groups: pd.DataFrame | None) -> str:
    """Who stands furthest to either side, of those of whom something can be claimed."""
    if groups is None or facts.codebook.scale is None:
        return ""
    by = comparison.groups.by[0]
    cells = records(read_cells(groups, (by,)))
    claimed = [x for x in cells if not math.isnan(x["low"]) and not x["reason"] and x[by] is not None]
    if len(claimed) < 2:
        return (
            f"No {words(by)} has enough documents to be set against another: ten are needed for an interval."
            if not claimed
            else ""
        )
    claimed.sort(key=lambda x: x["estimate"])
    low, high = (f"“{plain(x[by])}” at {_place(x)}" for x in (claimed[0], claimed[-1]))
    scale = facts.codebook.scale
    return (
        f"Of the {len(claimed):,} with ten documents or more, "
        f"the nearest to “{facts.codebook.title(scale.negative)}” is "
        f"{low}, and the nearest to “{facts.codebook.title(scale.positive)}” is {high}, "
        "on a scale from −1 to +1."
    )


def _trust(facts: Facts) -> str:
    evaluation = facts.evaluation
    if evaluation is None:
        return "How far the labels can be trusted is not known: no evaluation was given."
    models = evaluation["models"]
    own, *others = models
    score = models[own]["overall"]["macro_f1"]
    sentence = (
        f"On documents that it had not seen, the model reaches a {METRICS['macro_f1']} of {said(score)}"
    )
    if evaluation["split"]["name"] == "optimistic_random":
        sentence = f"On a random split, which is optimistic, the model reaches a macro-F1 of {said(score)}"
    if not others:
        return sentence + "; no baseline stands beside it."
    best = max(others, key=lambda name: as_dot(name, models[name]["overall"]["macro_f1"]).value)
    return (
        f"{sentence}; the best of its baselines, {best}, reaches {said(models[best]['overall']['macro_f1'])}."
    )


def _caveat(facts: Facts) -> str:
    if facts.uncorrected:
        return "All shares are uncorrected: shares of predicted labels, with the classifier's errors in them."
    if facts.n_grey:
        return f"{facts.n_grey:,} of {facts.n_cells:,} cells are grey: no estimate is claimed for them."
    return ""


def _place(cell: dict[str, Any]) -> str:
    return position(cell["estimate"], cell["low"], cell["high"]).text


def _many(word: str, n: int) -> str:
    return word if n == 1 else f"{word}s"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"

"""The reporting checklist REFORMS, filled in from what was given: also with what was not done."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from stance.report.page.facts import Facts
from stance.report.page.methods import features

DONE, PARTLY, NOT_DONE, OPEN = "done", "partly", "not done", "for the authors"
_BY_AUTHORS = "This report can not know; the authors have to say."


class Item(NamedTuple):
    """One item: whether it is answered, and how."""

    id: str
    title: str
    status: str
    answer: str


class Module(NamedTuple):
    """The items of one module."""

    title: str
    items: tuple[Item, ...]


def checklist(facts: Facts, *, tested: bool = False) -> tuple[Module, ...]:
    """The 32 items, answered as far as the facts go.

    Parameters
    ----------
    facts : Facts
    tested : bool
        Whether the report shows a test: of words, of a change, or of differences over time.
    """
    known = {**_data(facts), **_modelling(facts), **_claims(facts, tested)}
    return tuple(
        Module(
            module["title"],
            tuple(Item(id, title, *known.get(id, (OPEN, _BY_AUTHORS))) for id, title in module["items"]),
        )
        for module in _modules()
    )


def _data(facts: Facts) -> dict[str, tuple[str, str]]:
    counts = ", ".join(f"{facts.codebook.title(x)} {n:,}" for x, n in facts.predicted.items())
    missing = f"{facts.n_unsourced:,} documents without a source and {facts.n_undated:,} without a year"
    return {
        "2a": (
            PARTLY,
            f"The predictions have the SHA-256 sum {facts.digest}; their address is for the authors.",
        ),
        "2b": (
            PARTLY,
            "The version of the toolkit stands at the end; the authors' own code is theirs to name.",
        ),
        "2c": (NOT_DONE, "The machine is not recorded, so that the same input gives the same report."),
        "3d": (DONE, f"The label of a passage under “{facts.codebook.name}”; predicted: {counts}."),
        "3e": (DONE, f"{facts.n_documents:,} documents, {facts.n_passages:,} passages; predicted: {counts}."),
        "3f": (PARTLY, f"{missing}; they are kept as “unknown”. By label it is not split."),
        "4b": (
            PARTLY,
            "Tables are refused when a text or an id is missing; what was read before is not known here.",
        ),
        "4c": (
            PARTLY,
            "From passages on: see Methods. How passages were cut is not recorded in the predictions.",
        ),
    }


def _modelling(facts: Facts) -> dict[str, tuple[str, str]]:
    evaluation, evidence = facts.evaluation, facts.evidence
    answers: dict[str, tuple[str, str]] = {}
    if facts.model is None:
        answers["5a"] = (NOT_DONE, "No model was given to this report.")
    else:
        counted = features(facts.model)
        answers["5a"] = (
            DONE,
            f"A linear softmax model of {counted}, by tf-idf; its weights and settings are its own file.",
        )
        answers["5b"] = (DONE, "A linear model, because every prediction can be taken apart word by word.")
        tuned = facts.model.training.get("settings")
        answers["5e"] = (
            (DONE, f"By cross-validation that keeps documents whole; chosen: {_listed(tuned)}.")
            if tuned
            else (NOT_DONE, "The model does not say how its settings were chosen.")
        )
    if evaluation is None:
        gap = (NOT_DONE, "No evaluation was given to this report.")
        return answers | dict.fromkeys(("5c", "5d", "5f", "6a", "6b", "7a"), gap)
    split, models = evaluation["split"], list(evaluation["models"])
    optimistic = split["name"] == "optimistic_random"
    answers["5c"] = (DONE, f"Split “{split['name'].replace('_', ' ')}”: {split['description']}.")
    answers["5d"] = (
        PARTLY,
        f"The evaluated model is “{models[0]}”; why it rather than another is for the authors.",
    )
    answers["5f"] = (
        (DONE, f"Beside {', '.join(models[1:])}, on the same passages.")
        if len(models) > 1
        else (NOT_DONE, "The evaluation holds no baseline.")
    )
    answers["6a"] = (
        (
            NOT_DONE,
            "The split is random over passages, with documents on both sides: the figures are optimistic.",
        )
        if optimistic
        else (
            DONE,
            "Whole documents are held out; vocabulary and weights are fitted in the training part only.",
        )
    )
    leaks = split.get("leaks_prevented", 0)
    answers["6b"] = (
        PARTLY if optimistic else DONE,
        f"Near-duplicates are kept on one side; that prevented {leaks:,} leaks.",
    )
    shown = "macro-F1, accuracy, precision and recall of each label, the confusion of labels"
    extra = ", calibration" if evidence.reliability is not None else ""
    answers["7a"] = (
        DONE,
        f"{shown[0].upper()}{shown[1:]}{extra}; macro-F1, because labels are uneven and all count.",
    )
    return answers


def _claims(facts: Facts, tested: bool) -> dict[str, tuple[str, str]]:
    evidence = facts.evidence
    answers = {
        "7b": (
            DONE,
            f"Intervals at {100 * facts.level:.4g} % over documents; none below ten documents."
            + (
                " They leave out the classifier's errors where shares are uncorrected."
                if facts.uncorrected
                else ""
            ),
        ),
        "7c": (
            (
                DONE,
                "Tests draw or shuffle documents, not passages, which are not independent within one.",
            )
            if tested
            else (NOT_DONE, "No test is made; intervals that overlap are no test.")
        ),
    }
    splits = [] if evidence.splits is None else _split_names(evidence.splits)
    beyond = [name for name in splits if name in ("source", "source_type", "time")]
    answers["8a"] = (
        (
            PARTLY,
            f"The model was tested on groups held out by {', '.join(beyond).replace('_', ' ')}.",
        )
        if beyond
        else (NOT_DONE, "No held-out source or later period was tested here.")
    )
    limits = (
        f"{facts.n_grey:,} of {facts.n_cells:,} cells are grey and belong in no claim."
        if facts.n_grey
        else ""
    )
    caveat = (
        "Shares are uncorrected: they are not estimates of what people would code."
        if facts.uncorrected
        else ""
    )
    answers["8b"] = (
        PARTLY,
        " ".join(x for x in (caveat, limits, "Limits of the corpus are for the authors.") if x),
    )
    return answers


def _split_names(splits: Any) -> list[str]:
    values = splits.to_dict() if hasattr(splits, "to_dict") else splits
    return list(values["splits"])


def _listed(settings: Any) -> str:
    return ", ".join(f"{key} {value}" for key, value in dict(settings).items())


@cache
def _modules() -> tuple[dict[str, Any], ...]:
    path = Path(__file__).with_name("reforms.toml")
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["module"])

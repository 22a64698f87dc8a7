"""The methods text: a paragraph for everything that was used, and nothing that was not."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from stance.report.page.facts import Facts


class Paragraph(NamedTuple):
    """A paragraph and the works that it cites, as short marks such as "Forman 2008"."""

    text: str
    cites: tuple[str, ...]


class Methods(NamedTuple):
    """The paragraphs, and the references that they and the checklist cite, in order of the alphabet."""

    paragraphs: tuple[Paragraph, ...]
    references: tuple[str, ...]


def methods(facts: Facts, *, words: bool = False, change: bool = False, differences: bool = False) -> Methods:
    """What was done, in words that match it.

    Parameters
    ----------
    facts : Facts
    words, change, differences : bool
        Whether words between sides, the words behind a change, or differences over time are shown.
    """
    texts = _texts()
    values = _values(facts)
    used = [key for key in _used(facts, words, change, differences) if key in texts["paragraph"]]
    paragraphs = [
        Paragraph(texts["paragraph"][key].format(**values), tuple(map(_mark, texts["cites"].get(key, []))))
        for key in used
    ]
    cited = {work for key in (*used, "checklist") for work in texts["cites"].get(key, [])}
    return Methods(tuple(paragraphs), tuple(sorted(texts["reference"][work] for work in cited)))


def _used(facts: Facts, words: bool, change: bool, differences: bool) -> list[str]:
    names = [method.split(",")[0] for method in facts.methods]
    evidence = facts.evidence
    given = {
        "unit": True,
        "model": facts.model is not None,
        "evaluation": evidence.evaluation is not None,
        "intervals": True,
        **dict.fromkeys(names, True),
        "pooled": any("pooled" in method for method in facts.methods),
        "grey": facts.n_grey > 0,
        "position": facts.codebook.scale is not None,
        "differences": differences,
        "reliability": evidence.reliability is not None,
        "risk": evidence.risk_coverage is not None,
        "agreement": evidence.agreement is not None,
        "words": words,
        "change": change,
    }
    return [key for key, is_given in given.items() if is_given]


def _values(facts: Facts) -> dict[str, Any]:
    codebook, evaluation = facts.codebook, facts.evaluation
    values: dict[str, Any] = {
        "codebook": codebook.name,
        "version": codebook.version,
        "level": 100 * facts.level,
    }
    if codebook.scale is not None:
        values["positive"] = codebook.title(codebook.scale.positive)
        values["negative"] = codebook.title(codebook.scale.negative)
    if evaluation is not None:
        values["split"] = evaluation["split"]["name"].replace("_", " ")
        values["description"] = evaluation["split"]["description"]
    if facts.model is not None:
        values["n_features"] = facts.model.features.n_features
        values["features"] = features(facts.model)
    return values


def features(model: Any) -> str:
    """The kinds of n-gram that a model counts, in words."""
    settings = model.features.settings
    word = f"words and runs of up to {settings.word[1]} words" if settings.word else ""
    letters = (
        "runs of {} to {} letters within words".format(*settings.character) if settings.character else ""
    )
    return " and ".join(x for x in (word, letters) if x)


def _mark(work: str) -> str:
    """ "forman2008" as "Forman 2008"."""
    letters = work.rstrip("ab")
    return f"{letters[:-4].capitalize()} {letters[-4:]}"


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("methods.toml").read_text(encoding="utf-8"))

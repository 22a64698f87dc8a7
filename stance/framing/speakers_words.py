"""The English words that report, as `reporting.toml` lists them, and the forms of the verbs."""

from __future__ import annotations

import tomllib
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_name("reporting.toml").read_text(encoding="utf-8"))
_IRREGULAR = {"say": "said", "tell": "told", "write": "wrote written", "find": "found", "think": "thought"}
_DOUBLED = {"admit"}


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


PAPERS = _words("papers")
VOICES = _words("people") | _words("bodies") | PAPERS
CLAIMS = _words("claims")
VIEWS = _words("views")
OWN = _words("own")
PRONOUNS = _words("pronouns")
DETERMINERS = _words("determiners")
PREPOSITIONS = _words("prepositions")
LINKS = _words("links")
BEING = _words("being")
HAVING = _words("having")
UNSAID = _words("unsaid")
ADVERBS = _words("adverbs")
TIMES = _words("times")
BEFORE_TIMES = _words("before_times")
OPENERS = _words("openers")
PORTFOLIOS = _words("portfolios")
LONG_TITLES: dict[str, str] = {short.lower(): title for short, title in _LISTS["short_titles"].items()}
SHORT_TITLE = rf"(?:Mrs?|Ms|Dr|St|Jr|{'|'.join(_LISTS['short_titles'])})\."
TITLES: tuple[str, ...] = tuple(sorted(_LISTS["titles"], key=len, reverse=True))


def _past(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb].split()
    if verb.endswith("y"):
        return [verb[:-1] + "ied"]
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    return [stem + ("d" if stem.endswith("e") else "ed")]


def _third(verb: str) -> str:
    if verb.endswith("y") and verb != "say":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("ss", "sh", "ch")) else "s")


def _going(verb: str) -> str:
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    return (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing"


def _forms(verbs: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for verb in verbs.split():
        forms |= {verb: "base", _third(verb): "third", _going(verb): "going"} | dict.fromkeys(
            _past(verb), "past"
        )
    return forms


# What a form needs after it to report: nothing more, "that", or "that" or a clause.
BELIEVING = frozenset(_forms(_LISTS["believing"]))
NEEDS_THAT = frozenset(_forms(_LISTS["saying_that"])) | BELIEVING
# "base" needs a plural subject, "third" and "past" stand alone, "going" needs a form of "be".
FORMS = {
    form: kind
    for form, kind in _forms(
        " ".join(_LISTS[name] for name in ("saying", "saying_that", "believing"))
    ).items()
    if form not in _words("nouns")
}

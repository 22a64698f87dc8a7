"""Writing the report: everything that was given, in one HTML file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.files import written_aside
from stance.framing.position import position
from stance.model.scoring import Predictions
from stance.report.cells import as_frame
from stance.report.comparison import Comparison, compare
from stance.report.page.brief import brief
from stance.report.page.checklist import checklist
from stance.report.page.corpus import corpus_section
from stance.report.page.evidence import Evidence
from stance.report.page.facts import Facts, gather
from stance.report.page.framing import framing_section
from stance.report.page.marks import STEPS
from stance.report.page.methods import methods
from stance.report.page.passages import passages
from stance.report.page.payload import pack
from stance.report.page.tables import Table
from stance.report.page.trust import trust_section
from stance.report.page.words import words_section
from stance.report.style import label_colours, readable

if TYPE_CHECKING:
    import jinja2

    from stance.framing.change_result import Change
    from stance.framing.words_result import FightingWords
    from stance.model.linear import StanceModel

_PAYLOAD = '<script type="text/plain" id="payload"></script>'
_MOST_BYTES = 4_950_000
_LEAST_ROOM = 1_000_000
_TEMPLATES = Path(__file__).parent.parent / "templates"


def write_report(
    path: str | Path,
    predictions: Predictions,
    *,
    by: Sequence[str] = ("source", "year"),
    comparison: Comparison | None = None,
    model: StanceModel | None = None,
    evidence: Evidence | None = None,
    words: Sequence[FightingWords] = (),
    changes: Sequence[Change] = (),
    title: str | None = None,
    seed: int = 0,
) -> Path:
    """Write the report as one HTML file that needs no network.

    Parameters
    ----------
    path : str or Path
        Where to; the file is there whole or not at all.
    predictions : Predictions
        One row a passage, with ``document_id`` and the columns of `by`; ``text`` if passages are to be read.
    by : sequence of one or two str
        Who, and when: a cell is one value of each. Not needed with a `comparison`.
    comparison : Comparison, optional
        The cells as they are to be shown; uncorrected ones if not given.
    model : StanceModel, optional
        Is described, and marks the words that moved it in every passage.
    evidence : Evidence, optional
        How far to trust the predictions. What is not given is named as a gap.
    words, changes : sequence of FightingWords, and of Change
        Comparisons of words to show.
    title : str, optional
        "Framing by source and year" if not given.
    seed : int
        Draws the intervals' resamples, where there is no `comparison`.

    Returns
    -------
    Path
        The file. The same input gives the same bytes.

    Raises
    ------
    StanceError
        When the predictions are empty or lack a column.
    """
    path = Path(path)
    page = render_report(
        predictions,
        comparison or compare(predictions, tuple(by), seed=seed),
        model=model,
        evidence=evidence or Evidence(),
        words=words,
        changes=changes,
        title=title,
    )
    with written_aside(path) as aside:
        aside.write_bytes(page.encode("utf-8", "replace"))
    return path


def render_report(
    predictions: Predictions,
    comparison: Comparison,
    *,
    model: StanceModel | None,
    evidence: Evidence,
    words: Sequence[FightingWords],
    changes: Sequence[Change],
    title: str | None,
) -> str:
    """The page as text."""
    from stance import __version__

    by, codebook = comparison.cells.by, predictions.codebook
    facts = gather(predictions, comparison.cells.to_frame(), by, comparison.cells.level, model, evidence)
    groups = position(comparison.groups, codebook.scale) if codebook.scale else None
    framing = framing_section(facts, comparison, groups, predictions.frame)
    compared = any(part.id == "table-differences" for part in framing.parts)
    sections = [
        corpus_section(facts, predictions.frame),
        trust_section(facts),
        framing,
        words_section(facts, words, changes),
    ]
    shown = [section for section in sections if section is not None]
    style, script = _asset("report.css"), _asset("report.js")
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            title=title or f"Framing by {' and '.join(name.replace('_', ' ') for name in by)}",
            version=__version__,
            facts=facts,
            codebook=codebook,
            brief=brief(facts, comparison, as_frame(groups) if groups else None),
            sections=shown,
            methods=methods(facts, words=bool(words), change=bool(changes), differences=compared),
            modules=checklist(facts, tested=compared or bool(words or changes)),
            has_text="text" in predictions.frame.columns,
            steps=STEPS,
            style=style,
            script=script,
            policy=_policy(style, script),
        )
    )
    tables = {part.id: part.csv for section in shown for part in section.parts if isinstance(part, Table)}
    room = _MOST_BYTES - len(page.encode("utf-8", "replace")) - len(pack(tables))
    held = passages(predictions, by, model, room=max(room, _LEAST_ROOM))
    before, after = page.split(_PAYLOAD)
    return before + _PAYLOAD.replace("><", f">{pack(_payload(facts, tables, held))}<") + after


def _payload(facts: Facts, tables: dict[str, str], held: dict[str, Any]) -> dict[str, Any]:
    codebook = facts.codebook
    colours = label_colours(codebook.labels, codebook.scale)
    labels = [{"title": codebook.title(x), "colour": readable(colours[x])} for x in codebook.labels]
    names = {name: name.replace("_", " ") for name in facts.by}
    return {"tables": tables, "labels": labels, "names": names, "by": list(facts.by), "held": held}


def _policy(style: str, script: str) -> str:
    """What the browser may do with the page: show it. It may load nothing and send nothing."""
    return (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests["table"] = lambda part: isinstance(part, Table)
    return environment

"""An append-only log of decisions on labels: keep, relabel, undo, each with who and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.corpus import ADJUDICATED
from stance.errors import StanceError
from stance.labels.ratings import REVISED
from stance.tables import decode

if TYPE_CHECKING:
    import pandas as pd

ACTIONS = ("keep", "relabel", "undo")
_KINDS = {"undoes": int, **dict.fromkeys(("action", "who", "why", "passage_id", "label", "date"), str)}
# Which of `passage_id`, `label` and `undoes` each action has.
_FIELDS = {"keep": ("passage_id",), "relabel": ("passage_id", "label"), "undo": ("undoes",)}


@dataclass(frozen=True)
class Decision:
    """One line of the log.

    Parameters
    ----------
    action : {"keep", "relabel", "undo"}
        Keep a passage's label, give it another, or take an earlier decision back.
    who, why : str
        Who decided, and the reason.
    passage_id, label : str or None
        The passage (keep, relabel) and its new label (relabel).
    undoes : int or None
        The number of the decision taken back; the first line is number 1.
    date : str or None
        As the caller states it; the log looks at no clock.

    Examples
    --------
    >>> print(Decision("relabel", "ana", "R2: the rebuttal counts", passage_id="p7", label="law"))
    relabel p7 as law (ana: R2: the rebuttal counts)
    """

    action: str
    who: str
    why: str
    passage_id: str | None = None
    label: str | None = None
    undoes: int | None = None
    date: str | None = None

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise StanceError(f"'action' must be one of {list(ACTIONS)}; got {self.action!r}.")
        for name in ("who", "why"):
            if not str(getattr(self, name) or "").strip():
                raise StanceError(f"A decision must say {name!r}; got nothing ({self.action}).")
        for name in ("passage_id", "label", "undoes"):
            given, needed = getattr(self, name) is not None, name in _FIELDS[self.action]
            if given != needed:
                must = "must" if needed else "must not"
                raise StanceError(f"The decision {self.action!r} {must} have {name!r}.")

    def __str__(self) -> str:
        what = f"decision {self.undoes}" if self.action == "undo" else str(self.passage_id)
        new = f" as {self.label}" if self.label else ""
        when = f", {self.date}" if self.date else ""
        return f"{self.action} {what}{new} ({self.who}{when}: {self.why})"

    def to_dict(self) -> dict[str, Any]:
        """What is given, as plain values."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def read_decisions(path: str | Path) -> tuple[Decision, ...]:
    """Every decision of the log, in order; none when there is no log yet.

    Raises
    ------
    StanceError
        When a line is not a decision, or undoes what is not in force; it names the line.
    """
    path = Path(path)
    if path.is_dir():
        raise StanceError(f"The log must be a file; got the folder {path}.")
    if not path.exists():
        return ()
    lines = decode(path.read_bytes(), str(path)).split("\n")
    decisions = [_parse(x, f"{path}, line {n}") for n, x in enumerate(lines, start=1) if x.strip()]
    in_force(decisions)
    return tuple(decisions)


def record(path: str | Path, decision: Decision, codebook: Codebook | None = None) -> int:
    """Append a decision to the log and return its number.

    Parameters
    ----------
    path : str or Path
        The log, a .jsonl file; made when it is not there.
    decision : Decision
    codebook : Codebook, optional
        Checks the new label.

    Raises
    ------
    StanceError
        When the label is not in the codebook, or the decision undoes what is not in force.
    """
    if codebook is not None and decision.label is not None and decision.label not in codebook.labels:
        raise StanceError(f"'label' must be one of {list(codebook.labels)}; got {decision.label!r}.")
    decisions = [*read_decisions(path), decision]
    in_force(decisions)
    line = json.dumps(decision.to_dict(), ensure_ascii=False) + "\n"
    path = Path(path)
    try:
        whole = not path.exists() or path.read_bytes()[-1:] in (b"", b"\n")
        with path.open("ab") as log:
            log.write((line if whole else "\n" + line).encode())
    except OSError as error:
        raise StanceError(
            f"The log must be a file that can be written to; got {path} ({error.strerror})."
        ) from None
    return len(decisions)


def in_force(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """The decision that holds for each passage: the last one that was not undone.

    Raises
    ------
    StanceError
        When a decision undoes one that is not there, was undone already, or is itself an undoing.
    """
    standing: dict[int, Decision] = {}
    for number, decision in enumerate(decisions, start=1):
        if decision.action != "undo":
            standing[number] = decision
        elif decision.undoes in standing:
            del standing[decision.undoes]
        else:
            raise StanceError(
                f"'undoes' must be the number of a decision in force, one of {list(standing)}; "
                f"got {decision.undoes} (decision {number})."
            )
    return {str(decision.passage_id): decision for decision in standing.values()}


def revised(labels: pd.DataFrame, decisions: Sequence[Decision], coder: str = ADJUDICATED) -> pd.DataFrame:
    """The labels with rows of the coder "revised" behind them: those of `coder` after the decisions.

    Nothing else changes, so that what everyone said stays on record; earlier "revised" rows are replaced.

    Parameters
    ----------
    labels : pandas.DataFrame
        Columns passage_id, coder, label.
    decisions : sequence of Decision
        As `read_decisions` gives them.
    coder : str
        Whose labels were looked at again.

    Raises
    ------
    StanceError
        When a decision is about a passage that nobody labelled.

    Examples
    --------
    >>> import pandas as pd
    >>> labels = pd.DataFrame({"passage_id": ["p1", "p2"], "coder": "adjudicated", "label": "law"})
    >>> revised(labels, [Decision("relabel", "ana", "R5", passage_id="p2", label="force")])
      passage_id        coder  label
    0         p1  adjudicated    law
    1         p2  adjudicated    law
    2         p1      revised    law
    3         p2      revised  force
    """
    import pandas as pd

    said = labels[labels["coder"] != REVISED]
    new = dict(said.loc[said["coder"] == coder, ["passage_id", "label"]].itertuples(index=False, name=None))
    known = set(said["passage_id"])
    for passage, decision in in_force(decisions).items():
        if passage not in known:
            raise StanceError(
                f"A decision must be about a labelled passage; {passage!r} has no label ({decision})."
            )
        if decision.label is not None:
            new[passage] = decision.label
    rows = pd.DataFrame({"passage_id": list(new), "coder": REVISED, "label": list(new.values())})
    return pd.concat([said, rows], ignore_index=True)


def _parse(line: str, where: str) -> Decision:
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise StanceError(f"A decision must be one JSON object a line; got {error} ({where}).") from None
    if not isinstance(data, dict) or not {"action", "who", "why"} <= set(data) <= set(_KINDS):
        raise StanceError(
            f"A decision must have action, who and why, and only {list(_KINDS)}; got {line!r} ({where})."
        )
    for name, value in data.items():
        if type(value) is not _KINDS[name]:
            raise StanceError(f"{name!r} must be {_KINDS[name].__name__}; got {value!r} ({where}).")
    try:
        return Decision(**data)
    except StanceError as error:
        raise StanceError(f"{str(error).removesuffix('.')} ({where}).") from None

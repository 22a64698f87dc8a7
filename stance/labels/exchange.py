"""Files for coders: passages out as a table to fill in, labels back in, with every row that does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.corpus import require_columns
from stance.errors import StanceError
from stance.tables import read_table, write_table

if TYPE_CHECKING:
    import pandas as pd

# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@")
_SAMPLING = ("sampling_probability", "sampling_design", "cell")


@dataclass(frozen=True)
class Problem:
    """A row that was not taken, and why; `row` counts from 1 without the header."""

    row: int
    passage_id: str
    reason: str

    def __str__(self) -> str:
        return f"row {self.row}, passage {self.passage_id}: {self.reason}"


@dataclass(frozen=True)
class Collected:
    """What a coder's file holds.

    Parameters
    ----------
    labels : pandas.DataFrame
        The rows that fit: passage_id, coder, label, confidence where given, and the sampling columns of the
        draw.
    problems : tuple of Problem
        The rows that do not.
    uncoded : tuple of str
        Passages that were to be coded and have no label yet. As long as there are any, the draw is not the
        one that the probabilities speak of: what is left out is rarely left out at random.
    """

    labels: pd.DataFrame
    problems: tuple[Problem, ...]
    uncoded: tuple[str, ...]

    def __str__(self) -> str:
        lines = [
            f"{len(self.labels):,} labels taken, {len(self.problems):,} rows not, "
            f"{len(self.uncoded):,} passages still without a label",
            *map(str, self.problems),
        ]
        if self.uncoded:
            lines.append(
                "Code the rest before estimating: the sampling probabilities hold for the whole draw."
            )
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Counts, and the rows that do not fit."""
        return {
            "labels": len(self.labels),
            "problems": [asdict(x) for x in self.problems],
            "uncoded": list(self.uncoded),
        }

    def to_frame(self) -> pd.DataFrame:
        """The labels."""
        return self.labels


def draw_path(sheet: str | Path) -> Path:
    """Where the draw behind a coder's sheet is kept.

    Examples
    --------
    >>> draw_path("round1/to_code.csv").as_posix()
    'round1/to_code.draw.csv'
    """
    path = Path(sheet)
    return path.with_name(f"{path.stem}.draw{path.suffix}")


def hand_out(drawn: pd.DataFrame, path: str | Path, show: Sequence[str] = ()) -> None:
    """Write passages as a table for a coder to fill in: passage_id, text, label, confidence, note.

    What the model says and how likely a passage was to be drawn stays out, so as not to lead the coder.

    Parameters
    ----------
    drawn : pandas.DataFrame
        Columns passage_id and text, in the order of coding.
    path : str or Path
        A .csv or .tsv file.
    show : sequence of str
        Further columns that the coder may see, such as title.

    Raises
    ------
    StanceError
        When a column is absent, or the file exists: somebody's labels may be in it.
    """
    require_columns(drawn, ["passage_id", "text", *show], "passages drawn")
    if Path(path).exists():
        raise StanceError(f"A sheet for coders must be a new file; got {path}, which may be filled in.")
    table = drawn[["passage_id", *show, "text"]].assign(label="", confidence="", note="")
    shown = ["text", *show]
    table[shown] = table[shown].map(_no_formula)
    write_table(table, path)


def collect(path: str | Path, drawn: pd.DataFrame, coder: str, codebook: Codebook) -> Collected:
    """Read a coder's file and match it with the passages that were drawn.

    Parameters
    ----------
    path : str or Path
        The file that `hand_out` wrote, with labels filled in; its rows may be in any order.
    drawn : pandas.DataFrame
        The passages drawn, as `stance.labels.draw.draw` gives them: the sampling columns are taken from
        here, never from the coder's file.
    coder : str
        Who filled it in.
    codebook : Codebook
        Checks the labels.

    Raises
    ------
    StanceError
        When the coder has no name, or a column is absent.
    """
    import pandas as pd

    if not coder.strip():
        raise StanceError("'coder' must name who filled the file in; got nothing.")
    filled = read_table(path)
    require_columns(filled, ["passage_id", "label"], str(path))
    require_columns(drawn, ["passage_id", "text"], "passages drawn")
    known = {str(row["passage_id"]): row for row in _rows(drawn)}
    sampling = [name for name in _SAMPLING if name in drawn.columns]
    confidence = [name for name in ("confidence",) if name in filled.columns]
    taken: dict[str, dict[str, Any]] = {}
    problems = []
    for number, row in enumerate(_rows(filled), start=1):
        if _empty(row["label"]):
            continue
        passage = str(row["passage_id"])
        reason = "a second label for this passage" if passage in taken else _problem(row, known, codebook)
        if reason:
            problems.append(Problem(number, passage, reason))
            continue
        given = {"passage_id": passage, "coder": coder, "label": str(row["label"]).strip()}
        taken[passage] = given | {x: row[x] for x in confidence} | {x: known[passage][x] for x in sampling}
    columns = ["passage_id", "coder", "label", *confidence, *sampling]
    labels = pd.DataFrame(list(taken.values()), columns=columns)
    return Collected(labels, tuple(problems), tuple(x for x in known if x not in taken))


def _problem(row: dict[str, Any], known: dict[str, dict[str, Any]], codebook: Codebook) -> str:
    """Why a filled row can not be taken; empty if it can."""
    drawn = known.get(str(row["passage_id"]))
    if drawn is None:
        return "this passage was not drawn"
    if "text" in row and _words(row["text"]) != _words(drawn["text"]):
        return "the text is not that of the passage drawn"
    label = str(row["label"]).strip()
    if label not in codebook.labels:
        return f"'label' must be one of {list(codebook.labels)}; got {label!r}"
    confidence = row.get("confidence")
    if not _empty(confidence) and not str(confidence).strip().isdigit():
        return f"'confidence' must be a whole number; got {confidence!r}"
    return ""


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _empty(value: Any) -> bool:
    import pandas as pd

    return bool(pd.isna(value)) or not str(value).strip()


def _words(text: object) -> list[str]:
    """What must survive a spreadsheet: line ends, spaces and our guard against formulas need not."""
    return str(text).removeprefix("'").split()


def _no_formula(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value

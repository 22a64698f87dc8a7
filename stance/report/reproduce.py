"""`reproduce`: run the experiments again and say which of their numbers moved."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError
from stance.files import written_aside
from stance.report.answer import with_answer
from stance.report.drift import Moved, flat, moved
from stance.report.experiment import Experiment, Result
from stance.report.save import save_figure
from stance.resources import resource

if TYPE_CHECKING:
    import pandas as pd

_FOLDER = "experiments"
_STATUSES = ("same", "moved", "written", "skipped", "failed")
_KINDS = ("full", "quick")


@dataclass(frozen=True)
class Outcome:
    """What became of one experiment.

    Parameters
    ----------
    name : str
    status : {"same", "moved", "written", "skipped", "failed"}
    reason : str
        Why it was skipped or failed.
    moved : tuple of Moved
    n_numbers : int
        How many values were compared or written.
    seconds : float
    """

    name: str
    status: str
    reason: str = ""
    moved: tuple[Moved, ...] = ()
    n_numbers: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        said = self.reason or f"{self.n_numbers:,} values"
        head = f"{self.name:<24} {self.status:<8} {said} ({self.seconds:.0f} s)"
        return "\n".join([head, *(f"  {x}" for x in self.moved)])

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "moved": [x.to_dict() for x in self.moved]}


@dataclass(frozen=True)
class Reproduction:
    """What became of every experiment that was asked for."""

    outcomes: tuple[Outcome, ...]
    quick: bool

    @property
    def drifted(self) -> bool:
        """Whether a number moved or a run failed; an experiment that was skipped is neither."""
        return any(outcome.status in ("moved", "failed") for outcome in self.outcomes)

    def __str__(self) -> str:
        found = [outcome.status for outcome in self.outcomes]
        told = ", ".join(f"{found.count(status)} {status}" for status in _STATUSES if status in found)
        kind = "with quick settings" if self.quick else "in full"
        return "\n".join([*map(str, self.outcomes), f"{len(found)} experiments {kind}: {told}"])

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        outcomes = [outcome.to_dict() for outcome in self.outcomes]
        return {"quick": self.quick, "drifted": self.drifted, "experiments": outcomes}

    def to_frame(self) -> pd.DataFrame:
        """One row a value that moved."""
        import pandas as pd

        rows = [{"experiment": x.name, **value.to_dict()} for x in self.outcomes for value in x.moved]
        return pd.DataFrame(rows, columns=["experiment", "name", "expected", "found", "tolerance"])


def reproduce(
    names: Sequence[str] = (),
    folder: str | Path | None = None,
    *,
    quick: bool = False,
    write: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Reproduction:
    """Run experiments again and compare every number with the one that is committed.

    Parameters
    ----------
    names : sequence of str
        Numbers ("01") or whole names of experiments; all, if none is given.
    folder : path, optional
        Where they are; `experiments` here or in the package's checkout, if not given.
    quick : bool
        Run with the settings of `[quick]`, on part of the data, and compare with the numbers of such a run.
    write : bool
        Write what was found in the place of what was expected: expected.json, the tables of the
        README and, of a full run, the figures. A full run that writes also makes the quick one.
    progress : callable
        Is told which experiment is run.

    Returns
    -------
    Reproduction

    Raises
    ------
    StanceError
        When the folder or an experiment of that name is not there.

    Notes
    -----
    A run executes the experiment's run.py: reproduce only what you trust.
    """
    outcomes = []
    for path in _chosen(names, _found(folder)):
        progress(path.name)
        started = time.perf_counter()
        try:
            outcome = _outcome(path, quick, write)
        except StanceError as error:
            outcome = Outcome(path.name, "failed", str(error))
        except Exception as error:  # a broken run must not hide what the others found
            outcome = Outcome(path.name, "failed", f"{type(error).__name__}: {error}")
        seconds = time.perf_counter() - started
        outcomes.append(Outcome(**{**vars(outcome), "seconds": seconds}))
    return Reproduction(tuple(outcomes), quick)


def _found(folder: str | Path | None) -> Path:
    if folder is None:
        here = Path(_FOLDER)
        return here if here.is_dir() else resource(_FOLDER)
    if not Path(folder).is_dir():
        raise StanceError(f"The experiments must be in a folder; got {folder}.")
    return Path(folder)


def _chosen(names: Sequence[str], folder: Path) -> list[Path]:
    paths = sorted(path for path in folder.glob("[0-9][0-9]-*") if path.is_dir())
    if not paths:
        raise StanceError(f"The experiments must be folders named NN-name; got none in {folder}.")
    chosen = []
    for name in names:
        own = [path for path in paths if name in (path.name, path.name[:2])]
        if not own:
            raise StanceError(f"An experiment must be one of {[path.name for path in paths]}; got {name!r}.")
        chosen += own
    return list(dict.fromkeys(chosen)) or paths


def _outcome(path: Path, quick: bool, write: bool) -> Outcome:
    experiment = Experiment.read(path)
    reason = experiment.absent()
    if reason:
        return Outcome(path.name, "skipped", reason)
    expected = experiment.expected()
    kind = _KINDS[quick]
    if not write and kind not in expected:
        return Outcome(path.name, "failed", f"expected.json has no {kind} numbers; write them with --write")
    result = experiment.run(quick)
    if not write:
        differing = moved(expected[kind], result.numbers, experiment.config.get("tolerance", {}))
        status = "moved" if differing else "same"
        return Outcome(path.name, status, "", differing, len(flat(result.numbers)))
    if not quick:
        expected["quick"] = experiment.run(quick=True).numbers
        _write_answer(path, result)
    expected[kind] = result.numbers
    _write_expected(path, expected)
    return Outcome(path.name, "written", n_numbers=len(flat(result.numbers)))


def _write_expected(path: Path, expected: dict[str, Any]) -> None:
    ordered = {kind: expected[kind] for kind in _KINDS if kind in expected}
    text = json.dumps(ordered, indent=1, ensure_ascii=False, allow_nan=False)
    _write(path / "expected.json", text + "\n")


def _write_answer(path: Path, result: Result) -> None:
    readme = path / "README.md"
    _write(readme, with_answer(readme.read_text(encoding="utf-8"), result.numbers))
    for name, axes in result.figures.items():
        save_figure(axes, path / "figures" / name, ["svg"])


def _write(path: Path, text: str) -> None:
    with written_aside(path) as aside:
        aside.write_text(text, encoding="utf-8")

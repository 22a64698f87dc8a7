"""One model per target: a table that asks the same question of several things, each learnt on its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from stance.corpus import require_columns
from stance.errors import StanceError
from stance.evaluation.result import Evaluation
from stance.tables import read_table

if TYPE_CHECKING:
    import pandas as pd


class _Result(Protocol):
    def to_dict(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class PerTarget:
    """What was found for each target, in the order of their names."""

    column: str
    results: Mapping[str, Any]

    def __str__(self) -> str:
        lines = []
        for target, result in self.results.items():
            lines += [f"## {self.column}: {target}", "", str(result), ""]
        evaluations = {k: x for k, x in self.results.items() if isinstance(x, Evaluation)}
        if evaluations:
            means = mean_macro_f1(evaluations)
            lines.append(f"Mean macro-F1 over {len(evaluations)} targets")
            lines += [f"  {model:<24}{value:.3f}" for model, value in means.items()]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {"per": self.column, "targets": {k: x.to_dict() for k, x in self.results.items()}}


def per_target(
    data: str | Path | pd.DataFrame, column: str, run: Callable[[str, pd.DataFrame], _Result]
) -> PerTarget:
    """Run a job on the rows of each target.

    Parameters
    ----------
    data : path or pandas.DataFrame
        A labelled table.
    column : str
        Names the target of a row.
    run : callable
        Is given a target and its rows.

    Raises
    ------
    StanceError
        When the column is absent or empty in a row.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"about": ["tax", "war", "tax"]})
    >>> class Count(int):
    ...     def to_dict(self):
    ...         return {"rows": int(self)}
    >>> per_target(frame, "about", lambda target, rows: Count(len(rows))).to_dict()["targets"]
    {'tax': {'rows': 2}, 'war': {'rows': 1}}
    """
    frame = read_table(data) if isinstance(data, str | Path) else data.reset_index(drop=True)
    where = str(data) if isinstance(data, str | Path) else "table"
    require_columns(frame, [column], where)
    if frame[column].isna().any():
        row = int(frame[column].isna().to_numpy().argmax()) + 1
        raise StanceError(f"{column!r} must be given in every row; got nothing ({where}, row {row}).")
    names = frame[column].astype(str)
    return PerTarget(column, {x: run(x, frame[names == x]) for x in sorted(names.unique())})


def rows_of(test: pd.DataFrame, column: str, target: str) -> pd.DataFrame:
    """The rows of a test table that speak of one target.

    Raises
    ------
    StanceError
        When the column is absent.

    Examples
    --------
    >>> import pandas as pd
    >>> rows_of(pd.DataFrame({"about": [1, 2, 1], "text": ["a", "b", "c"]}), "about", "1")["text"].tolist()
    ['a', 'c']
    """
    require_columns(test, [column], "test table")
    return test[test[column].astype(str) == target]


def mean_macro_f1(evaluations: Mapping[str, Evaluation]) -> dict[str, float]:
    """The mean over targets of each model's macro-F1, as published tables of several targets give it."""
    first = next(iter(evaluations.values()))
    return {
        model: float(np.mean([x.scores[model].overall["macro_f1"].estimate for x in evaluations.values()]))
        for model in first.scores
        if all(model in x.scores for x in evaluations.values())
    }


def folder_name(target: str) -> str:
    """A target as the name of a folder.

    Examples
    --------
    >>> folder_name("Climate change is a real concern"), folder_name("../etc")
    ('climate-change-is-a-real-concern', 'etc')
    """
    name = re.sub(r"[^\w]+", "-", target.lower()).strip("-")
    if not name:
        raise StanceError(f"A target must have a letter or digit in its name; got {target!r}.")
    return name

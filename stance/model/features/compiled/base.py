"""How the inner loops are compiled, and a little arithmetic on bits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

F = TypeVar("F", bound=Callable[..., Any])

ZERO, ONE = np.uint64(0), np.uint64(1)
_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_PLACES = np.zeros(64, dtype=np.int64)
for _i in range(64):
    _PLACES[((int(_DE_BRUIJN) << _i) & (2**64 - 1)) >> 58] = _i


def compiled(function: F) -> F:
    """Compile on first use; keep the result on disk where there is a folder that may be written."""
    options = {"nogil": True, "error_model": "numpy"}
    try:
        return cast(F, numba.njit(cache=True, **options)(function))
    except RuntimeError:  # numba found no such folder
        return cast(F, numba.njit(**options)(function))


@compiled
def place_of(bit: np.uint64) -> np.int64:
    """The number of a single set bit: a de Bruijn product has other top bits for each."""
    return np.int64(_PLACES[(bit * _DE_BRUIJN) >> np.uint64(58)])


@compiled
def lowest(bits: np.uint64) -> np.uint64:
    """The lowest set bit."""
    return bits & (~bits + ONE)

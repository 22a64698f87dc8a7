"""How the inner loops are compiled, and a little arithmetic on bits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from llvmlite import ir
from numba.extending import intrinsic

F = TypeVar("F", bound=Callable[..., Any])

ZERO, ONE = np.uint64(0), np.uint64(1)


def compiled(function: F) -> F:
    """Compile on first use; keep the result on disk where there is a folder that may be written."""
    options = {"nogil": True, "error_model": "numpy"}
    try:
        return cast(F, numba.njit(cache=True, **options)(function))
    except RuntimeError:  # numba found no such folder
        return cast(F, numba.njit(**options)(function))


@intrinsic  # type: ignore[untyped-decorator]
def lowest_place(_: Any, bits: Any) -> Any:
    """The number of the lowest set bit of a uint64 other than 0: one instruction, nameless in numba."""

    def generate(__: Any, builder: Any, ___: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return numba.types.int64(bits), generate

"""How the inner loops are compiled, and what they need of the processor that numba has no name for.

Places are unsigned in these loops. Whatever has a sign may count from the end, and numba would test for that
at every access.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from llvmlite import ir
from numba.extending import intrinsic
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])

U64 = np.uint64
Unsigned = NDArray[np.uint64]
ZERO, ONE = U64(0), U64(1)
BLOCK = U64(64)
"""Bytes that are looked at together; their answers are the bits of one integer."""

_VECTOR = ir.VectorType(ir.IntType(8), int(BLOCK))


def compiled(function: F) -> F:
    """Compile on first use; keep the result on disk where there is a folder that may be written."""
    options = {"nogil": True, "error_model": "numpy"}
    try:
        return cast(F, numba.njit(cache=True, **options)(function))
    except RuntimeError:  # numba found no such folder
        return cast(F, numba.njit(**options)(function))


@intrinsic  # type: ignore[untyped-decorator]
def lowest_place(_: Any, bits: Any) -> Any:
    """The number of the lowest set bit of a uint64 other than 0."""

    def generate(__: Any, builder: Any, ___: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return numba.types.uint64(bits), generate


def bits_where(comparison: str, byte: int) -> Any:
    """What tells which of the 64 bytes of an array from a place on compare so with a byte: a bit for each."""

    @intrinsic  # type: ignore[untyped-decorator]
    def bits(_: Any, data: Any, at: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            block = builder.load(block_at(context, builder, signature, arguments, 0), align=1)
            return builder.bitcast(builder.icmp_unsigned(comparison, block, all_bytes(byte)), ir.IntType(64))

        return numba.types.uint64(data, at), generate

    return bits


def block_at(context: Any, builder: Any, signature: Any, arguments: Any, k: int) -> Any:
    """Where the 64 bytes are that argument `k`, an array, holds from the place on that the last one tells."""
    array = context.make_array(signature.args[k])(context, builder, arguments[k])
    first = builder.bitcast(array.data, ir.IntType(8).as_pointer())
    return builder.bitcast(builder.gep(first, [arguments[-1]]), _VECTOR.as_pointer())


def all_bytes(byte: int) -> Any:
    """A block of nothing else."""
    return ir.Constant(_VECTOR, [byte] * int(BLOCK))

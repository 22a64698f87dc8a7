"""Whether compiled inner loops are used.

numba takes half a second to import, and seconds more to compile where no compiled code is kept yet. Its loops
are therefore used once a process has been given so much text that they would have paid for that; results are
the same to the last bit.
"""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

D = TypeVar("D", bound=np.generic)

_WORTH_LOADING = 30_000_000  # of the units of `prepare`; measured
_WORTH_COMPILING = 250_000_000

_LINE = 64  # bytes that the processor fetches together

_kernels: Any = None
_seen = 0


def kernels() -> Any:
    """The module of compiled loops, or None while numpy does the work."""
    return _kernels


def prepare(work: int) -> None:
    """Take note of work; load the compiled loops once all of it would have paid.

    Parameters
    ----------
    work : int
        Characters of text times the effort that the settings of the features tell.
    """
    global _seen
    _seen += work
    if (
        _kernels is None
        and _seen >= _WORTH_LOADING
        and _installed()
        and (_kept() or _seen >= _WORTH_COMPILING)
    ):
        load()


def load() -> None:
    """Load the compiled loops."""
    global _kernels
    _kernels = importlib.import_module("stance.model.features.compiled")


def aligned(array: NDArray[D]) -> NDArray[D]:
    """A copy that starts where a cache line starts."""
    room = np.empty(array.nbytes + _LINE, dtype=np.uint8)
    start = -room.ctypes.data % _LINE
    copy = room[start : start + array.nbytes].view(array.dtype).reshape(array.shape)
    copy[...] = array
    return copy


def _installed() -> bool:
    return importlib.util.find_spec("numba") is not None


def _kept() -> bool:
    """Whether compiled code lies beside the source, where numba keeps it if it may."""
    return any(Path(__file__).parent.joinpath("compiled", "__pycache__").glob("*.nbi"))

"""Columns to Arrow arrays, buffer by buffer: ``pyarrow.array`` imports pandas, which takes half a second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def strings(values: Sequence[str | None]) -> pa.Array:
    """A column of text; None is missing.

    Examples
    --------
    >>> strings(["año", None, ""]).to_pylist()
    ['año', None, '']
    """
    encoded = [b"" if value is None else value.encode() for value in values]
    offsets = np.zeros(len(encoded) + 1, dtype=np.int32)
    np.cumsum([len(text) for text in encoded], out=offsets[1:])
    buffers = [_valid(values), pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(encoded), buffers)


def integers(values: Sequence[int | None]) -> pa.Array:
    """A column of whole numbers; None is missing.

    Examples
    --------
    >>> integers([2017, None]).to_pylist()
    [2017, None]
    """
    filled = np.array([0 if value is None else value for value in values], dtype=np.int64)
    return pa.Array.from_buffers(pa.int64(), len(filled), [_valid(values), pa.py_buffer(filled)])


def floats(values: NDArray[np.float64]) -> pa.Array:
    """A column of numbers.

    Examples
    --------
    >>> floats(np.array([0.5])).to_pylist()
    [0.5]
    """
    return pa.Array.from_buffers(
        pa.float64(), len(values), [None, pa.py_buffer(np.ascontiguousarray(values))]
    )


def _valid(values: Sequence[Any]) -> pa.Buffer | None:
    known = np.array([value is not None for value in values], dtype=bool)
    return None if known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))

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


def as_strings(array: pa.Array) -> pa.Array | None:
    """A column of text as `strings` writes it, without a look at each; None where that takes one.

    Examples
    --------
    >>> as_strings(pa.array(["año", None], pa.large_string())).type
    DataType(string)
    >>> as_strings(pa.array(["", "an empty one is missing"])) is None
    True
    """
    try:
        column = array.cast(pa.string()) if pa.types.is_large_string(array.type) else array
        column.validate(full=True)
    except pa.ArrowException:
        return None
    if column.type != pa.string() or len(column) == 0:
        return None
    _, offsets, _ = column.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    return column if np.count_nonzero(np.diff(ends) == 0) == column.null_count else None


def as_json(array: pa.Array) -> pa.Array | None:
    """A column of whole numbers or truth values as JSON writes each; None where it holds anything else.

    Examples
    --------
    >>> as_json(pa.array([True, None])).to_pylist()
    ['true', None]
    """
    plain = pa.types.is_integer(array.type) or pa.types.is_boolean(array.type)
    return array.cast(pa.string()) if plain else None


def as_integers(array: pa.Array) -> pa.Array | None:
    """A column of whole numbers as `integers` writes it; None where it holds anything else.

    Examples
    --------
    >>> as_integers(pa.array([1, None], pa.int8())).type
    DataType(int64)
    >>> as_integers(pa.array([1.0])) is None
    True
    """
    if pa.types.is_null(array.type):
        return pa.nulls(len(array), pa.int64())
    if array.type == pa.int64():  # to cast takes another library
        return array
    try:
        return array.cast(pa.int64()) if pa.types.is_integer(array.type) else None
    except pa.ArrowException:
        return None


def _valid(values: Sequence[Any]) -> pa.Buffer | None:
    known = np.array([value is not None for value in values], dtype=bool)
    return None if known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))

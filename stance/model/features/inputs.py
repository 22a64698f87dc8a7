"""Texts as they come, from a list or an Arrow array, handed out in batches of encoded bytes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.features.fast import kernels

T = TypeVar("T")

# The most characters in a batch, measured: compiled loops want them in the cache, numpy few and long steps.
_COMPILED, _NUMPY = 1 << 18, 1 << 20
_UNDIVIDED = 1 << 16
_TEXTS = 1 << 14


class Inputs:
    """Texts that can be read in batches.

    Parameters
    ----------
    texts : sequence of str, or pyarrow Array or ChunkedArray of strings
        The bytes of Arrow arrays are used as they are.

    Raises
    ------
    StanceError
        If an item is missing or no string.
    """

    def __init__(self, texts: Sequence[str] | Any) -> None:
        self._parts: list[_Strings | _Arrow]
        if isinstance(texts, str | bytes):
            raise StanceError("'texts' must be a sequence of texts; got a single one, so put it into a list.")
        if type(texts).__module__.split(".")[0] == "pyarrow":
            self._parts = _arrow_parts(texts)
        else:
            self._parts = [_Strings(texts)]

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    @property
    def size(self) -> int:
        """Number of characters, or of bytes."""
        return sum(part.size for part in self._parts)

    def batches(self) -> list[Batch]:
        """All texts in order."""
        return [Batch(part, a, b) for part in self._parts for a, b in _slices(part.lengths)]

    def strings(self) -> list[str]:
        """All texts as strings."""
        return [text for part in self._parts for text in part.strings()]


class Batch:
    """A run of texts."""

    def __init__(self, part: _Strings | _Arrow, start: int, stop: int) -> None:
        self._part, self._start, self._stop = part, start, stop

    def __len__(self) -> int:
        return self._stop - self._start

    def encoded(self) -> list[bytes]:
        """The texts as UTF-8; a lone surrogate takes the three bytes of ``surrogatepass``."""
        return self._part.encoded(self._start, self._stop)


def in_threads(function: Callable[[Batch], T], batches: Sequence[Batch], threads: int = 2) -> list[T]:
    """Apply a function to batches; the results are in order.

    The calling thread is one of them: a thread that did nothing but wait would still be woken for each batch,
    and take the interpreter from those that work.
    """
    pending = deque(enumerate(batches))
    results: dict[int, T] = {}

    def work() -> None:
        while pending:
            try:
                number, batch = pending.popleft()
            except IndexError:  # another thread was quicker
                return
            results[number] = function(batch)

    helpers = min(threads, len(batches)) - 1
    if helpers < 1:
        work()
    else:
        with ThreadPoolExecutor(helpers) as pool:
            working = [pool.submit(work) for _ in range(helpers)]
            try:
                work()
            finally:
                pending.clear()
            for helper in working:
                helper.result()
    return [results[number] for number in range(len(batches))]


def _slices(lengths: NDArray[np.int64]) -> Iterable[tuple[int, int]]:
    """Cut a run of texts so that two threads have as much to do, in batches of not too many texts."""
    total = int(lengths.sum())
    if len(lengths) <= _TEXTS and total <= _UNDIVIDED:
        return [(0, len(lengths))] if len(lengths) else []
    most = _COMPILED if kernels() else _NUMPY
    pairs = max(1, -(-total // (2 * most)))
    share = max(1, -(-total // (2 * pairs)))
    number = np.maximum((np.cumsum(lengths) - lengths) // share, np.arange(len(lengths)) // _TEXTS)
    cuts = np.flatnonzero(np.diff(number)) + 1
    return pairwise([0, *cuts.tolist(), len(lengths)])


class _Strings:
    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)
        if not set(map(type, self._texts)) <= {str}:
            for row, text in enumerate(self._texts, start=1):
                if not isinstance(text, str):
                    raise StanceError(f"'texts' must hold text alone; got {type(text).__name__} (row {row}).")
        self.size = sum(map(len, self._texts))

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def lengths(self) -> NDArray[np.int64]:
        return np.fromiter(map(len, self._texts), dtype=np.int64, count=len(self._texts))

    def strings(self) -> list[str]:
        return self._texts

    def encoded(self, start: int, stop: int) -> list[bytes]:
        return [text.encode("utf-8", "surrogatepass") for text in self._texts[start:stop]]


class _Arrow:
    def __init__(self, array: Any, first: int) -> None:
        if array.null_count:
            row = first + 1 + int(np.flatnonzero(array.is_null().to_numpy(zero_copy_only=False))[0])
            raise StanceError(f"'texts' must hold text alone; got a missing value (row {row}).")
        offset_type = np.int64 if str(array.type).startswith("large") else np.int32
        _, offsets, data = array.buffers()
        if len(array):
            self._ends = np.frombuffer(offsets, dtype=offset_type)[
                array.offset : array.offset + len(array) + 1
            ]
        else:
            self._ends = np.zeros(1, dtype=np.int64)
        self._data = memoryview(data if data is not None else b"")
        self.lengths = np.diff(self._ends).astype(np.int64)
        self.size = int(self._ends[-1] - self._ends[0])

    def __len__(self) -> int:
        return len(self.lengths)

    def strings(self) -> list[str]:
        return [text.decode("utf-8") for text in self.encoded(0, len(self.lengths))]

    def encoded(self, start: int, stop: int) -> list[bytes]:
        ends = self._ends[start : stop + 1].tolist()
        raw = bytes(self._data[ends[0] : ends[-1]])
        return [raw[a - ends[0] : b - ends[0]] for a, b in pairwise(ends)]


def _arrow_parts(texts: Any) -> list[_Strings | _Arrow]:
    import pyarrow as pa

    if not isinstance(texts, pa.Array | pa.ChunkedArray):
        raise StanceError(f"'texts' must be an Arrow array of strings; got {type(texts).__name__}.")
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    parts: list[_Strings | _Arrow] = []
    row = 0
    plain = pa.string(), pa.large_string()
    for chunk in chunks:
        kind = chunk.type.value_type if pa.types.is_dictionary(chunk.type) else chunk.type
        if kind not in (*plain, pa.string_view()):
            raise StanceError(f"'texts' must hold text alone; got {chunk.type}.")
        if chunk.type not in plain:
            chunk = chunk.cast(pa.large_string())
        try:
            chunk.validate(full=True)
        except pa.ArrowException as error:
            raise StanceError(f"'texts' must be valid Arrow strings; {error}.") from None
        parts.append(_Arrow(chunk, row))
        row += len(chunk)
    return parts

"""Texts as one lower-cased run of UTF-8 bytes that only needs cutting at spaces.

Two views of the same texts are needed: for words everything that is no word character becomes a space, for
character n-grams white space does. Both are one ``bytes.translate`` for ASCII. The other characters are few
in most texts; they are decoded, looked up and overwritten in place by numpy.

Why this equals ``str.lower`` and the classes of Python: the tables are filled from Python's own ``str``
methods, character by character. A character whose lower case has another length in bytes, or depends on its
neighbours (the capital sigma), sends its whole text through ``str.lower`` first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stance.model.features.codepoints import CODE_POINTS, WHITE, WHOLE, WORD
from stance.model.features.fast import kernels
from stance.model.features.pieces import PADDING, SPACE, Buffer

_CHARACTERS = [chr(i).lower() for i in range(128)]
_AS_IS = bytes(range(128, 256))
_WORDS = bytes(ord(c) if c.isalnum() or c == "_" else SPACE for c in _CHARACTERS) + _AS_IS
_PIECES = bytes(SPACE if c.isspace() else ord(c) for c in _CHARACTERS) + _AS_IS

# Place, width in bytes, flags and lower case of each character.
Others = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint8], NDArray[np.uint32]]
_NO_OTHERS: Others = (
    np.zeros(0, dtype=np.int64),
    np.zeros(0, dtype=np.int32),
    np.zeros(0, dtype=np.uint8),
    np.zeros(0, dtype=np.uint32),
)


class Texts:
    """Encoded texts, ready to be cut into words or into white-space separated pieces."""

    def __init__(self, encoded: Sequence[bytes]) -> None:
        self.n = len(encoded)
        self._join(encoded)
        if len(whole := self._at[self._flags & WHOLE != 0]):
            encoded = list(encoded)
            for row in set((np.searchsorted(self._firsts, whole, side="right") - 1).tolist()):
                encoded[row] = _lower(encoded[row])
            self._join(encoded)

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        """Encode strings; a lone surrogate takes three bytes."""
        return cls([text.encode("utf-8", "surrogatepass") for text in texts])

    def words(self) -> Buffer:
        """Runs of at least two word characters between spaces."""
        return Buffer(self._view(words=True), self._firsts, least=2)

    def pieces(self) -> Buffer:
        """Runs of characters that are no white space between spaces."""
        return Buffer(self._view(words=False), self._firsts, least=1)

    def _join(self, encoded: Sequence[bytes]) -> None:
        self._raw = bytearray(b" ").join([b"", *encoded, b" " * PADDING])
        self._firsts = np.ones(len(encoded) + 1, dtype=np.int64)
        self._firsts[1:] += np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
        self._firsts.cumsum(out=self._firsts)
        self._at, self._width, self._flags, self._lower = self._others()

    def _others(self) -> Others:
        """The characters that are not ASCII."""
        if self._raw.isascii():
            return _NO_OTHERS
        raw = np.frombuffer(self._raw, dtype=np.uint8)
        if compiled := kernels():
            found: Others = compiled.others(raw, *CODE_POINTS.tables)
            if found[2].all():  # else some were never asked about
                return found
        at = np.flatnonzero(raw >= 0xC0)
        width, points = _decode(*(raw.take(at + i).astype(np.int32) for i in range(4)))
        return at, width, *CODE_POINTS.look_up(points)

    def _view(self, *, words: bool) -> NDArray[np.uint8]:
        if compiled := kernels():
            raw = np.frombuffer(self._raw, dtype=np.uint8)
            view: NDArray[np.uint8] = compiled.view(
                raw, words, self._at, self._width, self._flags, self._lower
            )
            return view
        data = np.frombuffer(self._raw.translate(_WORDS if words else _PIECES), dtype=np.uint8)
        if len(self._at) == 0:
            return data
        for i in range(int(self._width.max())):
            here = np.flatnonzero(self._width > i)
            data[self._at[here] + i] = self._lower[here] >> np.uint32(8 * i)
        self._blank(data, self._flags & WORD == 0 if words else self._flags & WHITE != 0)
        if words:  # a run of one character that takes several bytes is no word either
            before, after = data.take(self._at - 1), data.take(self._at + self._width)
            self._blank(data, (before == SPACE) & (after == SPACE))
        return data

    def _blank(self, data: NDArray[np.uint8], which: NDArray[np.bool_]) -> None:
        at, width = self._at[which], self._width[which]
        for i in range(int(width.max(initial=0))):
            data[at[width > i] + i] = SPACE


def _decode(
    first: NDArray[np.int32], second: NDArray[np.int32], third: NDArray[np.int32], fourth: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Width in bytes and code point of UTF-8 characters, from the four bytes that start at each."""
    width = 2 + (first >= 0xE0).astype(np.int32) + (first >= 0xF0)
    long = (first & (0x7F >> width)) << 18 | (second & 0x3F) << 12 | (third & 0x3F) << 6 | fourth & 0x3F
    return width, long >> (6 * (4 - width))


def _lower(encoded: bytes) -> bytes:
    return encoded.decode("utf-8", "surrogatepass").lower().encode("utf-8", "surrogatepass")

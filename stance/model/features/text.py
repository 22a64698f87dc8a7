"""Texts as one lower-cased run of UTF-8 bytes, cut into pieces.

Two views of the same texts are needed: for words everything that is no word character becomes a space, for
character n-grams white space does. Both are one ``bytes.translate`` for ASCII. The other characters are few
in most texts; they are decoded, looked up and overwritten in place by numpy.

Why this equals ``str.lower`` and the classes of Python: the tables are filled from Python's own ``str``
methods, character by character. A character whose lower case has another length in bytes, or depends on its
neighbours (the capital sigma), sends its whole text through ``str.lower`` first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

_SPACE = 32
_PADDING = 64  # reading eight bytes at a time may run over the end
_WORD, _WHITE, _WHOLE, _KNOWN = 1, 2, 4, 8


def _ascii_table(*, keep: str) -> bytes:
    characters = [chr(i).lower() for i in range(128)]
    kept = [
        c
        if (keep == "words" and (c.isalnum() or c == "_")) or (keep == "pieces" and not c.isspace())
        else " "
        for c in characters
    ]
    return bytes(map(ord, kept)) + bytes(range(128, 256))


_TABLES = {keep: _ascii_table(keep=keep) for keep in ("words", "pieces")}


class _CodePoints:
    """What Python says about each code point, asked once for each block of 256 that turns up."""

    def __init__(self) -> None:
        self.lower = np.zeros(0x110000, dtype=np.int32)
        self.flags = np.zeros(0x110000, dtype=np.uint8)

    def learn(self, points: NDArray[np.int32]) -> None:
        """Fill the blocks of these code points."""
        for block in np.unique(points[self.flags[points] == 0] >> 8).tolist():
            span = range(block << 8, (block + 1) << 8)
            lowered = [chr(c).lower() for c in span]
            self.lower[span.start : span.stop] = [ord(low[0]) for low in lowered]
            self.flags[span.start : span.stop] = [
                self._flag(c, low) for c, low in zip(span, lowered, strict=True)
            ]

    @staticmethod
    def _flag(point: int, lowered: str) -> int:
        if len(lowered) != 1 or point == 0x3A3 or _width(point) != _width(ord(lowered)):
            return _KNOWN | _WHOLE
        word = lowered.isalnum() or lowered == "_"
        return _KNOWN | (_WORD if word else 0) | (_WHITE if lowered.isspace() else 0)


def _width(point: int) -> int:
    return 1 + (point >= 0x80) + (point >= 0x800) + (point >= 0x10000)


_POINTS = _CodePoints()


@dataclass(frozen=True)
class Pieces:
    """Where the pieces of the texts are.

    Attributes
    ----------
    buffer : uint8 array
        Lower-cased UTF-8; the pieces stand between spaces.
    starts, lengths : int64 arrays
        Of each piece, in bytes.
    pointers : int64 array of length n + 1
        Text i has the pieces ``pointers[i]:pointers[i + 1]``.
    """

    buffer: NDArray[np.uint8]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    pointers: NDArray[np.int64]

    def rows(self) -> NDArray[np.int32]:
        """The text of each piece."""
        n = len(self.pointers) - 1
        return np.repeat(np.arange(n, dtype=np.int32), np.diff(self.pointers))


class Texts:
    """Encoded texts, ready to be cut into words or into white-space separated pieces."""

    def __init__(self, encoded: Sequence[bytes]) -> None:
        self.n = len(encoded)
        self._join(encoded)
        whole = self._at[self._flags & _WHOLE != 0]
        if len(whole):
            encoded = list(encoded)
            for row in np.unique(np.searchsorted(self._firsts, whole, side="right") - 1).tolist():
                encoded[row] = _lower(encoded[row])
            self._join(encoded)

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        """Encode strings; a lone surrogate takes three bytes."""
        return cls([text.encode("utf-8", "surrogatepass") for text in texts])

    def _join(self, encoded: Sequence[bytes]) -> None:
        self._raw = b" ".join([b"", *encoded, b" " * _PADDING])
        ends = accumulate(map(len, encoded), lambda end, length: end + length + 1, initial=1)
        self._firsts = np.fromiter(ends, dtype=np.int64, count=len(encoded) + 1)
        self._decode()

    def _decode(self) -> None:
        """Find the characters beyond ASCII: where they start, their width, lower case and class."""
        raw = np.frombuffer(self._raw, dtype=np.uint8)
        self._at = np.zeros(0, dtype=np.int64) if self._raw.isascii() else np.flatnonzero(raw >= 0xC0)
        lead = raw[self._at].astype(np.int32)
        self._width = 2 + (lead >= 0xE0).astype(np.int32) + (lead >= 0xF0)
        point = lead & (0x7F >> self._width)
        for i in range(1, 4):
            more = self._width > i
            tail = raw[self._at[more] + i] & 0x3F
            point[more] = (point[more] << 6) | tail
        _POINTS.learn(point)
        self._lower = _POINTS.lower[point]
        self._flags = _POINTS.flags[point]
        self._changed = self._lower != point

    def words(self) -> Pieces:
        """The runs of at least two word characters."""
        buffer = self._view("words", blank=self._flags & _WORD == 0)
        # a run of one character that takes several bytes is no word either
        self._blank(buffer, (buffer[self._at - 1] == _SPACE) & (buffer[self._at + self._width] == _SPACE))
        starts, lengths = _runs(buffer)
        long = lengths > 1
        return self._pieces(buffer, starts[long], lengths[long])

    def pieces(self) -> Pieces:
        """The runs of characters that are no white space."""
        buffer = self._view("pieces", blank=self._flags & _WHITE != 0)
        return self._pieces(buffer, *_runs(buffer))

    def _pieces(
        self, buffer: NDArray[np.uint8], starts: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> Pieces:
        return Pieces(buffer, starts, lengths, np.searchsorted(starts, self._firsts))

    def _view(self, keep: str, blank: NDArray[np.bool_]) -> NDArray[np.uint8]:
        buffer = np.frombuffer(bytearray(self._raw.translate(_TABLES[keep])), dtype=np.uint8)
        self._write(buffer, self._changed)
        self._blank(buffer, blank)
        return buffer

    def _blank(self, buffer: NDArray[np.uint8], which: NDArray[np.bool_]) -> None:
        at, width = self._at[which], self._width[which]
        for i in range(4):
            buffer[at[width > i] + i] = _SPACE

    def _write(self, buffer: NDArray[np.uint8], which: NDArray[np.bool_]) -> None:
        """Overwrite characters with their lower case, which takes as many bytes."""
        at, width, point = self._at[which], self._width[which], self._lower[which]
        for i in range(4):
            here = width > i
            shift = 6 * (width[here] - 1 - i)
            bits = point[here] >> shift
            lead = (0xF00 >> width[here]) & 0xFF if i == 0 else 0x80
            buffer[at[here] + i] = (lead | (bits & 0x3F if i else bits)).astype(np.uint8)


def _lower(encoded: bytes) -> bytes:
    return encoded.decode("utf-8", "surrogatepass").lower().encode("utf-8", "surrogatepass")


def _runs(buffer: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Starts and lengths of the runs between spaces; the buffer starts and ends with a space."""
    inside = buffer != _SPACE
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    edges += 1
    return edges[0::2], edges[1::2] - edges[0::2]

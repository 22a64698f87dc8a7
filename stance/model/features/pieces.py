"""Where the pieces of texts are, and each piece as a 64-bit key.

A piece of up to seven bytes fits into a key together with its length: the top byte of such a key is at least
0xF9, which is no byte of UTF-8. Longer pieces are two to four such words, the last one with the length, and
their key is a 63-bit digest of the words; whoever looks them up compares the words too. More than 31 bytes do
not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stance.model.features.keytable import Ids, Keys

SPACE = 32
PADDING = 64  # spaces that must follow, because reading eight bytes at a time may run over the end
WORDS = 4
MASKS = np.array([(1 << (8 * n)) - 1 for n in range(8)] + [(1 << 64) - 1], dtype=np.uint64)
LENGTHS = np.array([(0xF8 + n) << 56 for n in range(8)] + [0], dtype=np.uint64)
FACTORS = tuple(
    np.uint64(f) for f in (0x9FB21C651E98DF25, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3)
)


@dataclass(frozen=True)
class Places:
    """Numbers that stand in texts, one for each place: of words, of pieces or of features.

    Attributes
    ----------
    ids : int32 array
        -1 where nothing known stands.
    pointers : int64 array of length n + 1
        Text i holds ``ids[pointers[i]:pointers[i + 1]]``.
    """

    ids: Ids
    pointers: NDArray[np.int64]

    def parts(self, size: int) -> Iterator[tuple[slice, Places]]:
        """Runs of whole texts with about so many places."""
        cuts = np.searchsorted(self.pointers, np.arange(size, self.pointers[-1], size)).tolist()
        for begin, end in pairwise([0, *dict.fromkeys(cuts), len(self.pointers) - 1]):
            first, last = self.pointers[begin], self.pointers[end]
            yield slice(begin, end), Places(self.ids[first:last], self.pointers[begin : end + 1] - first)


@dataclass(frozen=True)
class Buffer:
    """Texts ready to be cut at spaces.

    Attributes
    ----------
    data : uint8 array
        UTF-8; starts with a space, ends with `PADDING` spaces.
    firsts : int64 array of length n + 1
        Where each text starts, and where the last one has ended.
    least : int
        Pieces shorter than so many bytes do not count.
    """

    data: NDArray[np.uint8]
    firsts: NDArray[np.int64]
    least: int

    @property
    def eights(self) -> NDArray[np.uint64]:
        """The eight bytes from each byte on."""
        return np.ndarray(len(self.data) - 7, dtype="<u8", buffer=self.data, strides=(1,))


class Pieces:
    """Some pieces of texts with their keys.

    Attributes
    ----------
    starts, lengths : int64 arrays
        Of each piece, in bytes.
    keys : uint64 array
        One for each piece: its bytes and length, or a digest of its words.
    long : int64 array
        Which pieces have a digest.
    words : four uint64 arrays, each of len(long)
        The words of those.
    """

    def __init__(self, buffer: Buffer, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> None:
        self.starts, self.lengths = starts, lengths
        self._data, eights = buffer.data.data, buffer.eights
        self.keys = _word(eights, starts, lengths)
        self.long = np.flatnonzero(lengths > 7)
        starts, lengths = starts[self.long], lengths[self.long]
        self.words = [self.keys[self.long], _word(eights, starts + 8, lengths - 8)]
        digest = self.words[0] * FACTORS[0] + self.words[1] * FACTORS[1]
        for i in range(2, WORDS):  # few have any
            more = np.flatnonzero(lengths >= 8 * i)
            word = _word(eights, starts[more] + 8 * i, lengths[more] - 8 * i)
            self.words.append(np.zeros(len(starts), dtype=np.uint64))
            self.words[i][more] = word
            digest[more] += word * FACTORS[i]
        self.keys[self.long] = (digest ^ (digest >> np.uint64(29))) >> np.uint64(1)

    @classmethod
    def of(cls, buffer: Buffer) -> tuple[Pieces, NDArray[np.int64]]:
        """All pieces, and where those of each text begin."""
        inside = buffer.data != SPACE
        if buffer.least == 2:
            inside[1:-1] &= inside[2:] | inside[:-2]
        edges = np.empty_like(inside)
        edges[0] = False
        np.not_equal(inside[1:], inside[:-1], out=edges[1:])
        bounds = np.flatnonzero(edges)
        starts = bounds[0::2]
        return cls(buffer, starts, bounds[1::2] - starts), np.searchsorted(starts, buffer.firsts)

    def odd(self) -> NDArray[np.int64]:
        """Which pieces do not fit into four words."""
        return self.long[self.lengths[self.long] >= 8 * WORDS]

    def text(self, which: NDArray[np.int64]) -> list[bytes]:
        """The bytes of some pieces."""
        starts = self.starts[which]
        bounds = zip(starts.tolist(), (starts + self.lengths[which]).tolist(), strict=True)
        return [bytes(self._data[a:b]) for a, b in bounds]


def _word(eights: NDArray[np.uint64], at: NDArray[np.int64], length: NDArray[np.int64]) -> Keys:
    """Eight bytes; or what is left of the piece, below its length in the top byte."""
    word = eights[at]
    word &= MASKS.take(length, mode="clip")
    word |= LENGTHS.take(length, mode="clip")
    return word

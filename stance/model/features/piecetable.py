"""Numbers for distinct pieces of text, exact for any bytes.

A piece of up to seven bytes fits into a 64-bit key together with its length: the top byte of such a key is at
least 0xF9, which is no byte of UTF-8. Longer pieces are two to four such words, the last one with the length;
their key is a 63-bit digest, and the words themselves are compared after each hit. What has more than 31
bytes, or the digest of another piece, goes into a Python dictionary: right for any input, fast for what
people write.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from stance.model.features.keytable import EMPTY, Ids, Keys, KeyTable
from stance.model.features.text import Pieces

WORDS = 4
FACTORS = tuple(
    np.uint64(f) for f in (0x9FB21C651E98DF25, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3)
)
_MASKS = np.array([(1 << (8 * n)) - 1 for n in range(8)] + [(1 << 64) - 1], dtype=np.uint64)
_LENGTHS = np.array([(0xF8 + n) << 56 for n in range(8)] + [0], dtype=np.uint64)


class PieceKeys:
    """Pieces as 64-bit words.

    Attributes
    ----------
    keys : uint64 array
        One for each piece: its bytes and length, or a digest of its words.
    long : int64 array
        Which pieces have a digest.
    words : uint64 array of shape (4, len(long))
        The words of those.
    odd : int64 array
        Which pieces do not fit into four words.
    """

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        eights = np.ndarray(len(pieces.buffer) - 7, dtype="<u8", buffer=pieces.buffer, strides=(1,))
        self.keys = _word(eights, pieces.starts, pieces.lengths)
        self.long = np.flatnonzero(pieces.lengths > 7)
        self.words = np.zeros((WORDS, len(self.long)), dtype=np.uint64)
        self.words[0] = self.keys[self.long]
        starts, lengths = pieces.starts[self.long], pieces.lengths[self.long]
        digest = self.words[0] * FACTORS[0]
        for i in range(1, WORDS):
            more = np.flatnonzero(lengths >= 8 * i)
            word = _word(eights, starts[more] + 8 * i, lengths[more] - 8 * i)
            self.words[i, more] = word
            digest[more] += word * FACTORS[i]
        self.keys[self.long] = (digest ^ (digest >> np.uint64(29))) >> np.uint64(1)
        self.odd = self.long[lengths >= 8 * WORDS]

    def text(self, which: Iterable[int]) -> list[bytes]:
        """The bytes of some pieces."""
        view = self.pieces.buffer.data
        return [bytes(view[(a := self.pieces.starts[i]) : a + self.pieces.lengths[i]]) for i in which]


def _word(eights: NDArray[np.uint64], at: NDArray[np.int64], length: NDArray[np.int64]) -> Keys:
    """Eight bytes; or what is left of the piece, below its length in the top byte."""
    word = eights[at]
    word &= _MASKS.take(length, mode="clip")
    word |= _LENGTHS.take(length, mode="clip")
    return word


class PieceTable:
    """Numbers pieces 0, 1, 2... in the order in which they first come.

    Attributes
    ----------
    table : KeyTable
        Numbers the keys.
    words : uint64 array of shape (4, at least len(table))
        The words of each numbered piece that has a digest.
    odd : dict
        Pieces that the words cannot tell apart, each with a key of its own: one with length 0.
    texts : list of bytes
        The numbered pieces.
    """

    def __init__(self) -> None:
        self.table = KeyTable()
        self.words: NDArray[np.uint64] = np.zeros((WORDS, 0), dtype=np.uint64)
        self.odd: dict[bytes, np.uint64] = {}
        self.texts: list[bytes] = []

    def __len__(self) -> int:
        return len(self.table)

    def find(self, pieces: PieceKeys) -> Ids:
        """The number of each piece, or -1."""
        keys = self._with_odd(pieces, pieces.odd, grow=False)
        ids = self.table.find(keys)
        wrong = self._wrong(pieces, ids)
        if len(wrong):
            ids[wrong] = self.table.find(self._with_odd(pieces, wrong, grow=False)[wrong])
        return ids

    def intern(self, pieces: PieceKeys) -> Ids:
        """The number of each piece; pieces that are new get the next numbers."""
        ids = self.table.intern(self._with_odd(pieces, pieces.odd, grow=True))
        self._register(pieces, ids)
        wrong = self._wrong(pieces, ids)
        if len(wrong):
            ids[wrong] = self.table.intern(self._with_odd(pieces, wrong, grow=True)[wrong])
            self._register(pieces, ids)
        return ids

    def _register(self, pieces: PieceKeys, ids: Ids) -> None:
        """Keep the bytes of one example for each new number."""
        before = len(self.texts)
        new = np.flatnonzero(ids >= before)
        example = np.zeros(len(self) - before, dtype=np.int64)
        example[ids[new] - before] = new
        self.texts += pieces.text(example)
        if len(self) > self.words.shape[1]:
            self.words = np.concatenate([self.words, np.zeros((WORDS, len(self)), dtype=np.uint64)], axis=1)
        long = np.flatnonzero(pieces.pieces.lengths[example] > 7)
        self.words[:, before + long] = pieces.words[:, np.searchsorted(pieces.long, example[long])]

    def _wrong(self, pieces: PieceKeys, ids: Ids) -> NDArray[np.int64]:
        """Which pieces have only the digest of the piece that was found."""
        found = ids[pieces.long]
        hit = np.flatnonzero(found >= 0)
        same: NDArray[np.bool_] = (self.words[:, found[hit]] == pieces.words[:, hit]).all(axis=0)
        return pieces.long[hit[~same]]

    def _with_odd(self, pieces: PieceKeys, odd: NDArray[np.int64], *, grow: bool) -> Keys:
        """The keys, with those of odd pieces from the dictionary."""
        keys = pieces.keys
        if len(odd):
            keys = keys.copy()
            for i, text in zip(odd.tolist(), pieces.text(odd), strict=True):
                if grow and text not in self.odd:
                    self.odd[text] = EMPTY + np.uint64(len(self.odd) + 1)
                keys[i] = self.odd.get(text, EMPTY)
        return keys

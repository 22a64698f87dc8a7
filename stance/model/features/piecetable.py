"""Numbers for distinct pieces of text, exact for any bytes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.model.features.fast import kernels
from stance.model.features.keytable import EMPTY, Ids, Keys, KeyTable
from stance.model.features.pieces import WORDS, Buffer, Pieces, Places


class PieceTable:
    """Numbers distinct pieces 0, 1, 2...

    A hit on a digest counts only if the words agree. A piece that does not fit into four words, or has the
    digest of another piece, goes into a Python dictionary: right for any input, fast for what people write.

    Parameters
    ----------
    keep : bool
        Keep the bytes of the numbered pieces.

    Attributes
    ----------
    texts : list of bytes
        The numbered pieces, if they are kept.
    """

    def __init__(self, *, keep: bool = True) -> None:
        self._keep = keep
        self.texts: list[bytes] = []
        self._table = KeyTable()
        self._words = np.zeros((0, WORDS), dtype=np.uint64)  # of each numbered piece that has a digest
        self._odd: dict[bytes, np.uint64] = {}  # pieces beyond words, each with a key of length 0 of its own

    def __len__(self) -> int:
        return len(self._table)

    def find(self, buffer: Buffer) -> Places:
        """The number of each piece, or -1."""
        if compiled := kernels():
            places, unknown = self._locate(buffer, compiled, open_ones=bool(self._odd))
            if self._odd:
                places.ids[unknown[0]] = self._find(Pieces(buffer, unknown[1], unknown[2]))
            return places
        pieces, pointers = Pieces.of(buffer)
        return Places(self._find(pieces), pointers)

    def intern(self, buffer: Buffer) -> Places:
        """The number of each piece; pieces that are new get the next numbers."""
        if compiled := kernels():
            places, unknown = self._locate(buffer, compiled, open_ones=True)
            if unknown.size:
                places.ids[unknown[0]] = self._intern(Pieces(buffer, unknown[1], unknown[2]))
            return places
        pieces, pointers = Pieces.of(buffer)
        return Places(self._intern(pieces), pointers)

    def _locate(self, buffer: Buffer, compiled: Any, *, open_ones: bool) -> tuple[Places, NDArray[np.int64]]:
        """The numbers of pieces that the table knows; if asked for, index, start and length of all others."""
        most = len(buffer.data) // (buffer.least + 1) + 1
        ids, unknown = np.empty(most, dtype=np.int32), np.empty((3, most * open_ones), dtype=np.int64)
        pointers = np.empty(len(buffer.firsts), dtype=np.int64)
        n, m, _ = compiled.locate(
            buffer.data,
            buffer.eights,
            buffer.firsts,
            buffer.least,
            *self._table.slots(),
            self._words,
            ids,
            pointers,
            unknown,
        )
        return Places(ids[:n], pointers), unknown[:, :m]

    def _find(self, pieces: Pieces) -> Ids:
        ids = self._table.find(self._keys(pieces, pieces.odd(), grow=False))
        wrong = self._wrong(pieces, ids)
        if len(wrong):
            ids[wrong] = self._table.find(self._keys(pieces, wrong, grow=False)[wrong])
        return ids

    def _intern(self, pieces: Pieces) -> Ids:
        before = len(self)
        ids = self._table.intern(self._keys(pieces, pieces.odd(), grow=True))
        self._register(pieces, ids, before)
        wrong = self._wrong(pieces, ids)
        if len(wrong):
            before = len(self)
            ids[wrong] = self._table.intern(self._keys(pieces, wrong, grow=True)[wrong])
            self._register(pieces, ids, before)
        return ids

    def _register(self, pieces: Pieces, ids: Ids, before: int) -> None:
        """Remember one example for each new number."""
        new = np.flatnonzero(ids >= before)
        example = np.zeros(len(self) - before, dtype=np.int64)
        example[ids[new] - before] = new
        if self._keep:
            self.texts += pieces.text(example)
        if len(self) > len(self._words):
            self._words = np.concatenate([self._words, np.zeros((len(self), WORDS), dtype=np.uint64)])
        long = np.flatnonzero(pieces.lengths[example] > 7)
        at = np.searchsorted(pieces.long, example[long])
        for i in range(WORDS):
            self._words[before + long, i] = pieces.words[i][at]

    def _wrong(self, pieces: Pieces, ids: Ids) -> NDArray[np.int64]:
        """Which pieces have only the digest of the piece that was found."""
        found = ids[pieces.long]
        hit = np.flatnonzero(found >= 0)
        long, found = pieces.long[hit], found[hit]
        words = self._words.take(found, axis=0)
        same: NDArray[np.bool_] = words[:, 0] == pieces.words[0][hit]
        same &= words[:, 1] == pieces.words[1][hit]
        more = np.flatnonzero(pieces.lengths[long] >= 16)  # else the second word says that it is the last
        for i in range(2, WORDS):
            same[more] &= words[more, i] == pieces.words[i][hit[more]]
        return long[~same]

    def _keys(self, pieces: Pieces, odd: NDArray[np.int64], *, grow: bool) -> Keys:
        """The keys, with those of odd pieces from the dictionary."""
        keys = pieces.keys
        if len(odd):
            keys = keys.copy()
            for i, text in zip(odd.tolist(), pieces.text(odd), strict=True):
                if grow and text not in self._odd:
                    self._odd[text] = EMPTY + np.uint64(len(self._odd) + 1)
                keys[i] = self._odd.get(text, EMPTY)
        return keys

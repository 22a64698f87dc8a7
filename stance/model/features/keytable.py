"""A hash table from 64-bit integers to consecutive ids, a whole array of keys at a time.

The keys are what is looked up, not a digest of it, so a hit is a hit. Open addressing, vectorised: all keys
look at their first slot at once; those that find another key there go on to the next slot, until none is
left.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Ids = NDArray[np.int32]

EMPTY = np.uint64(0xF8 << 56)
"""Marks a free slot; callers never make this key."""

_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xC2B2AE3D27D4EB4F, 0xBF58476D1CE4E5B9)
_LONGEST_WALK = 64
_MOST_TRIALS = 8


class KeyTable:
    """Numbers keys 0, 1, 2... in the order in which they first come.

    Whoever knows the multiplier can make keys that all want the same slot. A walk that grows long makes the
    table start again with another multiplier and more room.

    Examples
    --------
    >>> table = KeyTable()
    >>> table.intern(np.array([7, 9, 7], dtype=np.uint64))
    array([0, 1, 0], dtype=int32)
    >>> table.find(np.array([9, 8], dtype=np.uint64))
    array([ 1, -1], dtype=int32)
    >>> table.known()
    array([7, 9], dtype=uint64)
    """

    def __init__(self) -> None:
        self._known: list[Keys] = [np.zeros(0, dtype=np.uint64)]
        self._size = 0
        self._trial = 0
        self._reserve(10)

    def __len__(self) -> int:
        return self._size

    def known(self) -> Keys:
        """All keys in the order of their ids."""
        self._known = [np.concatenate(self._known)]
        return self._known[0]

    def find(self, keys: Keys) -> Ids:
        """The id of each key, or -1."""
        slot = self._first_slot(keys)
        found = self.keys.take(slot)
        ids = self.ids.take(slot)
        left = np.flatnonzero(found != keys)
        found, slot = found[left], slot[left]
        ids[left] = -1
        while len(left):
            on = found != EMPTY
            left, slot = left[on], (slot[on] + 1) & self._mask
            found = self.keys.take(slot)
            hit = found == keys[left]
            ids[left[hit]] = self.ids[slot[hit]]
            left, slot, found = left[~hit], slot[~hit], found[~hit]
        return ids

    def intern(self, keys: Keys) -> Ids:
        """The id of each key; keys that are new get the next ids."""
        ids = self.find(keys)
        new = np.flatnonzero(ids < 0)
        if len(new):
            distinct, first, back = np.unique(keys[new], return_index=True, return_inverse=True)
            order = np.argsort(first)
            rank = np.empty(len(order), dtype=np.int32)
            rank[order] = np.arange(self._size, self._size + len(order))
            ids[new] = rank[back]
            self._add(distinct[order])
        return ids

    def _add(self, keys: Keys) -> None:
        """Append keys that are distinct and not yet known."""
        ids = np.arange(self._size, self._size + len(keys), dtype=np.int32)
        self._known.append(keys)
        self._size += len(keys)
        if self._size * 3 > len(self.keys):
            self._reserve((self._size * 6).bit_length())
            keys, ids = self.known(), np.arange(self._size, dtype=np.int32)
        while not self._place(keys, ids):
            self._trial += 1
            self._reserve(self._bits + 1)
            keys, ids = self.known(), np.arange(self._size, dtype=np.int32)

    def _place(self, keys: Keys, ids: Ids) -> bool:
        """Put new keys into slots; False if one would have to walk too far."""
        slot = self._first_slot(keys)
        walked = 0
        while len(keys):
            free = self.keys[slot] == EMPTY
            self.keys[slot[free]] = keys[free]  # of several keys that want a slot, the last one has it
            mine = self.keys[slot] == keys
            self.ids[slot[mine]] = ids[mine]
            keys, ids, slot = keys[~mine], ids[~mine], (slot[~mine] + 1) & self._mask
            walked += 1
            if walked > _LONGEST_WALK and self._trial < _MOST_TRIALS:
                return False
        return True

    def _reserve(self, bits: int) -> None:
        self._bits = bits
        self._mask = (1 << bits) - 1
        self.multiplier = np.uint64(_MULTIPLIERS[self._trial % len(_MULTIPLIERS)])
        self.shift = np.uint64(64 - bits)
        self.keys: Keys = np.full(1 << bits, EMPTY)
        self.ids: Ids = np.full(1 << bits, -1, dtype=np.int32)

    def _first_slot(self, keys: Keys) -> NDArray[np.int64]:
        return (((keys ^ (keys >> np.uint64(32))) * self.multiplier) >> self.shift).view(np.int64)

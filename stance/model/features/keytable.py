"""A hash table from 64-bit integers to consecutive ids, a whole array of keys at a time.

The keys are what is looked up, not a digest of it, so a hit is a hit. Open addressing, vectorised: all keys
look at their first slot at once; those that find another key there go on to the next slot, until none is
left.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.model.features.fast import kernels

Keys = NDArray[np.uint64]
Ids = NDArray[np.int32]

EMPTY = np.uint64(0xF8 << 56)
"""Marks a free slot; callers never make this key."""

_NOTHING = np.uint64((1 << 64) - 1)  # the id of a free slot, -1

_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xC2B2AE3D27D4EB4F, 0xBF58476D1CE4E5B9)
_LONGEST_WALK = 64
_MOST_TRIALS = 8
_ROOM = 3  # slots for each key


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

    def slots(self) -> tuple[Keys, np.uint64, np.uint64]:
        """Key and id of each slot in turn; multiplier and shift that lead from a key to its slot."""
        return self._slots, self._multiplier, self._shift

    def find(self, keys: Keys) -> Ids:
        """The id of each key, or -1."""
        if compiled := kernels():
            ids = np.empty(len(keys), dtype=np.int32)
            compiled.find(keys, *self.slots(), ids)
            return ids
        place = self._first_place(keys)
        left = np.flatnonzero(self._slots.take(place) != keys)
        place += 1
        ids = self._slots.take(place).astype(np.int32)
        ids[left] = -1
        place = place.take(left)
        left = left.take(on := np.flatnonzero(self._slots.take(place - 1) != EMPTY))
        place = place.take(on)
        while len(left):
            place += 1
            place &= self._mask
            found = self._slots.take(place)
            place += 1
            hit = np.flatnonzero(found == keys.take(left))
            ids[left.take(hit)] = self._slots.take(place.take(hit))
            found[hit] = EMPTY
            left, place = left.take(on := np.flatnonzero(found != EMPTY)), place.take(on)
        return ids

    def intern(self, keys: Keys) -> Ids:
        """The id of each key; keys that are new get the next ids."""
        if compiled := kernels():
            return self._intern(keys, compiled)
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

    def number(self, keys: Keys) -> NDArray[np.int64]:
        """The next ids, for keys that are new and stand beside their equals."""
        first = np.ones(len(keys), dtype=bool)
        np.not_equal(keys[1:], keys[:-1], out=first[1:])
        ids = np.cumsum(first) + (self._size - 1)
        self._add(keys[first])
        return ids

    def _intern(self, keys: Keys, compiled: Any) -> Ids:
        ids = np.empty(len(keys), dtype=np.int32)
        done = 0
        while done < len(keys):
            fresh = np.empty(len(keys) - done, dtype=np.uint64)
            room = (1 << self._bits) // _ROOM - self._size
            numbers = self._size, room, self._limit()
            done, new, far = compiled.intern(keys, done, *self.slots(), *numbers, fresh, ids)
            self._known.append(fresh[:new].copy())
            self._size += new
            if done < len(keys):
                self._trial += far
                self._rebuild(self._bits + 1)
        return ids

    def _add(self, keys: Keys) -> None:
        """Append keys that are distinct and not yet known."""
        first = self._size
        self._known.append(keys)
        self._size += len(keys)
        if self._size * _ROOM > 1 << self._bits:
            self._rebuild((self._size * _ROOM).bit_length())
        elif not self._place(keys, first):
            self._trial += 1
            self._rebuild(self._bits + 1)

    def _rebuild(self, bits: int) -> None:
        """Place all keys anew."""
        self._reserve(bits)
        while not self._place(self.known(), 0):
            self._trial += 1
            self._reserve(self._bits + 1)

    def _place(self, keys: Keys, first: int) -> bool:
        """Put new keys, with ids from `first` on, into slots; False if one would have to walk too far."""
        if compiled := kernels():
            unused = np.empty(len(keys), dtype=np.uint64), np.empty(len(keys), dtype=np.int32)
            *_, far = compiled.intern(keys, 0, *self.slots(), first, len(keys), self._limit(), *unused)
            return not far
        ids = np.arange(first, first + len(keys), dtype=np.uint64)
        place = self._first_place(keys)
        walked = 0
        while len(keys):
            if walked > self._limit():
                return False
            free = self._slots[place] == EMPTY
            self._slots[place[free][::-1]] = keys[free][::-1]  # of several that want a slot the first has it
            mine = self._slots[place] == keys
            self._slots[place[mine] + 1] = ids[mine]
            on = ~mine
            keys, ids, place = keys[on], ids[on], (place[on] + 2) & self._mask
            walked += 1
        return True

    def _limit(self) -> int:
        return _LONGEST_WALK if self._trial < _MOST_TRIALS else 1 << self._bits

    def _reserve(self, bits: int) -> None:
        self._bits = bits
        self._mask = (2 << bits) - 1
        self._multiplier = np.uint64(_MULTIPLIERS[self._trial % len(_MULTIPLIERS)])
        self._shift = np.uint64(64 - bits)
        self._slots: Keys = np.tile(np.array([EMPTY, _NOTHING], dtype=np.uint64), 1 << bits)

    def _first_place(self, keys: Keys) -> NDArray[np.int64]:
        """Where the key of the first slot of each key is; its id is one further, the next slot two."""
        places = self.hashes(keys)
        places >>= self._shift
        places <<= np.uint64(1)
        return places.view(np.int64)

    def hashes(self, keys: Keys) -> Keys:
        """The hash of each key, best in its upper bits."""
        hashes = keys >> np.uint64(32)
        hashes ^= keys
        hashes *= self._multiplier
        return hashes

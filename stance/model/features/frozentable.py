"""A hash table that is only read."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stance.model.features.fast import aligned
from stance.model.features.keytable import EMPTY, Ids, Keys, KeyTable


class FrozenTable:
    """Values for keys, behind a sieve.

    Most pairs of words in a text are no feature. The sieve, a small table of flags, turns nearly all of them
    away before the large table is touched, which the processor has to fetch from far.

    Parameters
    ----------
    table : KeyTable
        Numbers the keys.
    values : int32 array
        The value of each number, at least 0.
    """

    def __init__(self, table: KeyTable, values: NDArray[np.int32]) -> None:
        self._table = table
        self._values = np.append(values, np.int32(-1))  # the last entry is for id -1
        bits = max(12, (4 * len(table)).bit_length())
        self._sieve_shift = np.uint64(64 - bits)
        self._sieve = np.zeros(1 << bits, dtype=bool)
        self._sieve[self._flag(table.known())] = True

    def __len__(self) -> int:
        return len(self._table)

    def find(self, keys: Keys) -> Ids:
        """The value of each key, or -1."""
        values = np.full(len(keys), -1, dtype=np.int32)
        passed = np.flatnonzero(self._sieve.take(self._flag(keys)))
        values[passed] = self._values.take(self._table.find(keys[passed]))
        return values

    @cached_property
    def arrays(self) -> tuple[Keys, np.uint64, np.uint64, Keys, np.uint64]:
        """Slots with values in the place of ids, multiplier, shift; the sieve as bits, and its shift."""
        slots, multiplier, shift = self._table.slots()
        slots = aligned(slots)
        ids = np.where(slots[0::2] == EMPTY, -1, slots[1::2].view(np.int64))
        slots[1::2] = self._values.take(ids).astype(np.int64).view(np.uint64)
        sieve = np.packbits(self._sieve, bitorder="little").view("<u8")
        return slots, multiplier, shift, sieve, self._sieve_shift

    def _flag(self, keys: Keys) -> NDArray[np.int64]:
        return (self._table.hashes(keys) >> self._sieve_shift).view(np.int64)

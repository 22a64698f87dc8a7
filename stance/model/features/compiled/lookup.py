"""Looking up keys one after the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.compiled.base import ONE, ZERO, compiled, lowest, place_of
from stance.model.features.keytable import EMPTY, Ids, Keys
from stance.model.features.pieces import FACTORS, LENGTHS, MASKS

_SPACE = np.uint8(32)
_SPACES, _LOWS, _HIGHS = (np.uint64(byte * 0x0101010101010101) for byte in (0x20, 0x01, 0x80))
_29, _32 = np.uint64(29), np.uint64(32)


@compiled
def look_up(key: np.uint64, slots: Keys, multiplier: np.uint64, shift: np.uint64) -> np.int64:
    """Where the id of a key is; in a free slot, whose id is -1, if the key is unknown."""
    place = np.int64(((key ^ (key >> _32)) * multiplier) >> shift) << 1
    while (slots[place] != key) & (
        slots[place] != EMPTY
    ):  # no short cut: which one ends it is hard to predict
        place = (place + 2) & (len(slots) - 1)
    return place + 1


@compiled
def _first_space(eight: np.uint64) -> np.int64:
    """How many of eight bytes stand before the first space; 8 if there is none."""
    other = eight ^ _SPACES
    zeros = (other - _LOWS) & ~other & _HIGHS  # the lowest high bit marks the first zero byte
    if zeros == ZERO:
        return np.int64(8)
    return place_of(lowest(zeros)) >> 3


@compiled
def locate(
    data: NDArray[np.uint8],
    eights: NDArray[np.uint64],
    firsts: NDArray[np.int64],
    least: int,
    slots: Keys,
    multiplier: np.uint64,
    shift: np.uint64,
    table_words: NDArray[np.uint64],
    ids: Ids,
    pointers: NDArray[np.int64],
    unknown: NDArray[np.int64],
) -> tuple[int, int]:
    """Cut at spaces and look up; returns the number of pieces and of others."""
    words = np.zeros(4, dtype=np.uint64)
    n = m = 0
    for row in range(len(firsts) - 1):
        pointers[row] = n
        i = firsts[row]
        end = firsts[row + 1] - 1
        while i < end:
            if data[i] == _SPACE:
                i += 1
                continue
            start = i
            eight = eights[start]
            length = _first_space(eight)
            piece = np.int64(-1)
            if length < 8:
                i += length
                if length < least:
                    continue
                key = (eight & MASKS[length]) | LENGTHS[length]
                piece = np.int64(slots[look_up(key, slots, multiplier, shift)])
            else:
                more = length
                while more == 8:
                    more = _first_space(eights[start + length])
                    length += more
                i += length
                if length < 32:
                    digest = ZERO
                    for k in range(4):
                        words[k] = ZERO
                        if length >= 8 * k:
                            rest = min(length - 8 * k, np.int64(8))
                            words[k] = (eights[start + 8 * k] & MASKS[rest]) | LENGTHS[rest]
                            digest += words[k] * FACTORS[k]
                    key = (digest ^ (digest >> _29)) >> ONE
                    piece = np.int64(slots[look_up(key, slots, multiplier, shift)])
                    if piece >= 0:
                        for k in range(4):
                            if table_words[k, piece] != words[k]:
                                piece = np.int64(-1)
                                break
            ids[n] = piece
            if piece < 0:
                unknown[0, m] = n
                unknown[1, m] = start
                unknown[2, m] = length
                m += 1
            n += 1
    pointers[len(firsts) - 1] = n
    return n, m


@compiled
def find(keys: Keys, slots: Keys, multiplier: np.uint64, shift: np.uint64, ids: Ids) -> None:
    """The id of each key, or -1."""
    for i in range(len(keys)):
        ids[i] = slots[look_up(keys[i], slots, multiplier, shift)]


@compiled
def intern(
    keys: Keys,
    begin: int,
    slots: Keys,
    multiplier: np.uint64,
    shift: np.uint64,
    size: int,
    room: int,
    longest: int,
    fresh: Keys,
    ids: Ids,
) -> tuple[int, int, bool]:
    """The id of each key from `begin` on, numbering new ones, until the table is full or a walk too long.

    Returns where it stopped, how many keys are new, and whether a walk was too long.
    """
    mask = len(slots) - 1
    new = 0
    for i in range(begin, len(keys)):
        key = keys[i]
        first = np.int64(((key ^ (key >> _32)) * multiplier) >> shift) << 1
        place = look_up(key, slots, multiplier, shift) - 1
        if slots[place] == EMPTY:
            far = bool(((place - first) & mask) > 2 * longest)
            if new >= room or far:
                return i, new, far
            slots[place] = key
            slots[place + 1] = np.uint64(size + new)
            fresh[new] = key
            new += 1
        ids[i] = slots[place + 1]
    return len(keys), new, False

"""Looking up keys one after the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.compiled.base import ONE, ZERO, compiled, lowest_place
from stance.model.features.keytable import EMPTY, Ids, Keys
from stance.model.features.pieces import FACTORS, LENGTHS, MASKS, WORDS

_SPACES, _LOWS = np.uint64(0x20 * 0x0101010101010101), np.uint64(0x7F * 0x0101010101010101)
_29, _32 = np.uint64(29), np.uint64(32)
_GATHER, _7, _56 = np.uint64(0x0102040810204080), np.uint64(7), np.uint64(56)
_LONGEST = 8 * WORDS - 1


@compiled
def hash_of(key: np.uint64, multiplier: np.uint64) -> np.uint64:
    """The hash of a key, best in its upper bits."""
    return (key ^ (key >> _32)) * multiplier


@compiled
def first_place(key: np.uint64, multiplier: np.uint64, shift: np.uint64) -> np.int64:
    """Where the first slot of a key is; its id is one further, the next slot two."""
    return np.int64(hash_of(key, multiplier) >> shift) << 1


@compiled
def look_up(key: np.uint64, slots: Keys, place: np.int64) -> np.int64:
    """Where the id of a key is, searching from a place on; if unknown, in a free slot, which has the id -1.

    The condition takes no short cut, because which half of it ends the search is hard to predict.
    """
    while (slots[place] != key) & (slots[place] != EMPTY):
        place = (place + 2) & (len(slots) - 1)
    return place + 1


@compiled
def _spaces(eights: NDArray[np.uint64], at: int, left: int) -> np.uint64:
    """Which of the next 64 bytes, or of the `left` ones that are left, are spaces: a bit for each byte."""
    spaces = ZERO
    for k in range(8):
        other = eights[at + 8 * k] ^ _SPACES
        high = ~(((other & _LOWS) + _LOWS) | other | _LOWS)  # the high bit of each byte that is a space
        spaces |= (((high >> _7) * _GATHER) >> _56) << np.uint64(8 * k)
    return spaces if left >= 64 else spaces & ((ONE << np.uint64(left)) - ONE)


@compiled
def _cut(
    eights: NDArray[np.uint64],
    begin: int,
    end: int,
    least: int,
    starts: NDArray[np.int64],
    lengths: NDArray[np.int64],
) -> int:
    """Cut a text at spaces; returns the number of pieces."""
    n = 0
    start = np.int64(begin)
    for at in range(begin, end, 64):
        spaces = _spaces(eights, at, end - at)
        while spaces != ZERO:
            i = at + lowest_place(spaces)
            spaces &= spaces - ONE
            starts[n], lengths[n] = start, i - start
            n += int(i - start >= least)
            start = np.int64(i + 1)
    return n


@compiled
def _word(eights: NDArray[np.uint64], start: int, length: int, k: int) -> np.uint64:
    """The k-th eight bytes of a piece, with the length in the top byte of the last."""
    rest = min(length - 8 * k, 8)
    return np.uint64((eights[start + 8 * k] & MASKS[rest]) | LENGTHS[rest])


@compiled
def _digest(eights: NDArray[np.uint64], start: int, length: int) -> np.uint64:
    """The key of a piece of more than seven bytes."""
    digest = eights[start] * FACTORS[0]
    for k in range(1, min(length >> 3, WORDS - 1) + 1):
        digest += _word(eights, start, length, k) * FACTORS[k]
    return np.uint64((digest ^ (digest >> _29)) >> ONE)


@compiled
def _agrees(
    eights: NDArray[np.uint64], start: int, length: int, table_words: NDArray[np.uint64], piece: np.int64
) -> bool:
    """Whether a piece of 8 to 31 bytes has the words of a numbered one; the last word tells the length."""
    same = True
    for k in range((length >> 3) + 1):
        same &= table_words[piece, k] == _word(eights, start, length, k)
    return bool(same)


@compiled
def locate(
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
) -> tuple[int, int, np.uint64]:
    """Cut texts and look the pieces up; returns the number of pieces and of those that the table leaves open.

    One short loop after the other, so that the processor seldom has to guess what comes next: long pieces are
    put aside, and all slots of a text are touched before any is compared, which fetches them side by side.
    The third result only keeps the compiler from leaving the touching out.
    """
    most = (firsts[1:] - firsts[:-1]).max() // (least + 1) + 2 if len(firsts) > 1 else 0
    starts, lengths, places = (np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64))
    keys, long = np.empty(most, np.uint64), np.empty(most, np.int64)
    n = m = 0
    touched = ZERO
    for row in range(len(firsts) - 1):
        pointers[row] = n
        new = _cut(eights, firsts[row], firsts[row + 1], least, starts, lengths)
        n_long = 0
        for i in range(new):
            keys[i] = _word(eights, starts[i], lengths[i], 0)
            long[n_long] = i
            n_long += int(lengths[i] > 7)
        for k in range(n_long):
            keys[long[k]] = _digest(eights, starts[long[k]], lengths[long[k]])
        for i in range(new):
            places[i] = first_place(keys[i], multiplier, shift)
            touched ^= slots[places[i]]
        for i in range(new):
            ids[n + i] = np.int64(slots[look_up(keys[i], slots, places[i])])
        for k in range(n_long):
            i = long[k]
            piece = ids[n + i]
            if piece >= 0:
                fits = lengths[i] <= _LONGEST
                if not (fits and _agrees(eights, starts[i], lengths[i], table_words, piece)):
                    ids[n + i] = -1
        for i in range(new):
            if ids[n + i] < 0:
                unknown[0, m], unknown[1, m], unknown[2, m] = n + i, starts[i], lengths[i]
                m += 1
        n += new
    pointers[len(firsts) - 1] = n
    return n, m, touched


@compiled
def find(keys: Keys, slots: Keys, multiplier: np.uint64, shift: np.uint64, ids: Ids) -> None:
    """The id of each key, or -1."""
    for i in range(len(keys)):
        ids[i] = slots[look_up(keys[i], slots, first_place(keys[i], multiplier, shift))]


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
        first = first_place(key, multiplier, shift)
        place = look_up(key, slots, first) - 1
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

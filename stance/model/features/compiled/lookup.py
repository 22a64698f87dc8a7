"""Looking up keys one after the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stance.model.features.compiled.base import (
    BLOCK,
    ONE,
    U64,
    ZERO,
    Unsigned,
    bits_where,
    compiled,
    lowest_place,
)
from stance.model.features.keytable import EMPTY, Ids, Keys
from stance.model.features.pieces import FACTORS, LENGTHS, MASKS, SPACE, WORDS

_2, _3, _7, _8, _16, _29, _32 = U64(2), U64(3), U64(7), U64(8), U64(16), U64(29), U64(32)
_WORDS = U64(WORDS)
_TOO_LONG = _8 * _WORDS

_spaces = bits_where("==", SPACE)


@compiled
def hash_of(key: np.uint64, multiplier: np.uint64) -> np.uint64:
    """The hash of a key, best in its upper bits."""
    return (key ^ (key >> _32)) * multiplier


@compiled
def first_place(key: np.uint64, multiplier: np.uint64, shift: np.uint64) -> np.uint64:
    """Where the first slot of a key is; its id is one further, the next slot two."""
    return (hash_of(key, multiplier) >> shift) << ONE


@compiled
def look_up(key: np.uint64, slots: Keys, place: np.uint64) -> np.uint64:
    """Where the id of a key is, searching from a place on; if unknown, in a free slot, which has the id -1.

    The condition takes no short cut, because which half of it ends the search is hard to predict.
    """
    mask = U64(len(slots) - 1)
    while (slots[place] != key) & (slots[place] != EMPTY):
        place = (place + _2) & mask
    return place + ONE


@compiled
def _cut(
    data: NDArray[np.uint8],
    begin: np.uint64,
    end: np.uint64,
    least: np.uint64,
    starts: Unsigned,
    lengths: Unsigned,
) -> np.uint64:
    """Cut a text at spaces; returns the number of pieces."""
    n = ZERO
    start = at = begin
    while at < end:
        spaces = _spaces(data, at)
        if end - at < BLOCK:
            spaces &= (ONE << (end - at)) - ONE
        while spaces != ZERO:
            i = at + lowest_place(spaces)
            spaces &= spaces - ONE
            starts[n], lengths[n] = start, i - start
            n += U64(i - start >= least)
            start = i + ONE
        at += BLOCK
    return n


@compiled
def _word(eights: Unsigned, start: np.uint64, length: np.uint64, k: np.uint64 | int) -> np.uint64:
    """The k-th eight bytes of a piece, with the length in the top byte of the last."""
    rest = min(length - (k << _3), _8)
    return U64((eights[start + (k << _3)] & MASKS[rest]) | LENGTHS[rest])


@compiled
def _digest(eights: Unsigned, start: np.uint64, length: np.uint64) -> np.uint64:
    """The key of a piece of more than seven bytes."""
    digest = eights[start] * FACTORS[0] + _word(eights, start, length, ONE) * FACTORS[1]
    if length >= _16:  # seldom, unlike a loop over all words, whose end would be hard to predict
        for k in range(_2, min(length >> _3, _WORDS - ONE) + ONE):
            digest += _word(eights, start, length, k) * FACTORS[k]
    return U64((digest ^ (digest >> _29)) >> ONE)


@compiled
def _agrees(
    eights: Unsigned, start: np.uint64, length: np.uint64, table_words: Unsigned, piece: np.uint64
) -> bool:
    """Whether a piece of more than seven bytes has the words of a numbered one; the last tells the length."""
    same = table_words[piece, ZERO] == eights[start]
    same &= table_words[piece, ONE] == _word(eights, start, length, ONE)
    if length >= _16:
        same &= length < _TOO_LONG
        for k in range(_2, min(length >> _3, _WORDS - ONE) + ONE):
            same &= table_words[piece, k] == _word(eights, start, length, k)
    return bool(same)


@compiled
def locate(
    data: NDArray[np.uint8],
    eights: Unsigned,
    firsts: NDArray[np.int64],
    least: int,
    slots: Keys,
    multiplier: np.uint64,
    shift: np.uint64,
    table_words: Unsigned,
    ids: Ids,
    pointers: NDArray[np.int64],
    unknown: NDArray[np.int64],
) -> tuple[np.int64, np.int64, np.uint64]:
    """Cut texts and look the pieces up; returns the number of pieces and of those that the table leaves open.

    Those are told in `unknown`, unless it has no room at all. One short loop after the other, so that the
    processor seldom has to guess what comes next: long pieces are put aside, and all slots of a text are
    touched before any is compared, which fetches them side by side. The third result only keeps the compiler
    from leaving the touching out.
    """
    most = (firsts[1:] - firsts[:-1]).max() // (least + 1) + 2 if len(firsts) > 1 else 0
    starts, lengths, places = np.empty(most, U64), np.empty(most, U64), np.empty(most, U64)
    keys, long = np.empty(most, U64), np.empty(most, U64)
    n = m = touched = ZERO
    for row in range(len(firsts) - 1):
        pointers[row] = n
        new = _cut(data, U64(firsts[row]), U64(firsts[row + 1]), U64(least), starts, lengths)
        n_long = ZERO
        for i in range(new):
            keys[i] = _word(eights, starts[i], lengths[i], ZERO)
            long[n_long] = i
            n_long += U64(lengths[i] > _7)
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
            if piece >= 0 and not _agrees(eights, starts[i], lengths[i], table_words, U64(piece)):
                ids[n + i] = -1
        if unknown.shape[1] > 0:
            for i in range(new):
                if ids[n + i] < 0:
                    unknown[0, m], unknown[1, m], unknown[2, m] = n + i, starts[i], lengths[i]
                    m += ONE
        n += new
    pointers[len(firsts) - 1] = n
    return np.int64(n), np.int64(m), touched


@compiled
def find(keys: Keys, slots: Keys, multiplier: np.uint64, shift: np.uint64, ids: Ids) -> None:
    """The id of each key, or -1."""
    for i in range(U64(len(keys))):
        ids[i] = np.int64(slots[look_up(keys[i], slots, first_place(keys[i], multiplier, shift))])


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
) -> tuple[np.int64, np.int64, np.bool_]:
    """The id of each key from `begin` on, numbering new ones, until the table is full or a walk too long.

    Returns where it stopped, how many keys are new, and whether a walk was too long.
    """
    mask = U64(len(slots) - 1)
    new = ZERO
    for i in range(U64(begin), U64(len(keys))):
        key = keys[i]
        first = first_place(key, multiplier, shift)
        place = look_up(key, slots, first) - ONE
        if slots[place] == EMPTY:
            far = ((place - first) & mask) > U64(2 * longest)
            if new >= U64(room) or far:
                return np.int64(i), np.int64(new), far
            slots[place] = key
            slots[place + ONE] = U64(size) + new
            fresh[new] = key
            new += ONE
        ids[i] = np.int64(slots[place + ONE])
    return np.int64(len(keys)), np.int64(new), np.bool_(False)

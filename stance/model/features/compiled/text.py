"""Lower-casing and blanking, 64 bytes at a time."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numba.extending import intrinsic
from numpy.typing import NDArray

from stance.model.features.codepoints import WHITE, WORD
from stance.model.features.compiled.base import (
    BLOCK,
    ONE,
    U64,
    ZERO,
    all_bytes,
    bits_where,
    block_at,
    compiled,
    lowest_place,
)
from stance.model.features.pieces import SPACE

Bytes = NDArray[np.uint8]
Others = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint8], NDArray[np.uint32]]

_LAST = U64(63)
_THREE, _FOUR = 0xE0, 0xF0

_leads = bits_where(">=", 0xC0)  # the first bytes of characters that take several


@intrinsic  # type: ignore[untyped-decorator]
def _translate(_: Any, raw: Any, data: Any, words: Any, at: Any) -> Any:
    """Write 64 bytes lower-cased, spaces where ASCII has no word character, or where it has white space."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        source, target = (block_at(context, builder, signature, arguments, k) for k in range(2))
        block = builder.load(source, align=1)

        def among(first: str, last: str) -> Any:
            shifted = builder.sub(block, all_bytes(ord(first)))
            return builder.icmp_unsigned("<=", shifted, all_bytes(ord(last) - ord(first)))

        upper = among("A", "Z")
        lower = builder.select(upper, builder.add(block, all_bytes(32)), block)
        word = upper
        for first, last in (("a", "z"), ("0", "9"), ("_", "_"), ("\x80", "\xff")):
            word = builder.or_(word, among(first, last))
        white = builder.or_(among("\t", "\r"), among("\x1c", " "))
        kept = builder.select(arguments[2], word, builder.not_(white))
        builder.store(builder.select(kept, lower, all_bytes(SPACE)), target, align=1)
        return context.get_dummy_value()

    return numba.types.void(raw, data, words, at), generate


@compiled
def others(raw: Bytes, flags: NDArray[np.uint8], lower: NDArray[np.uint32]) -> Others:
    """Place, width in bytes, flags and lower case of each character that takes several bytes."""
    n = ZERO
    end = U64(len(raw)) - BLOCK  # a whole block of spaces is the end
    for at in range(ZERO, end, BLOCK):
        leads = _leads(raw, at)
        while leads != ZERO:
            leads &= leads - ONE
            n += ONE
    places, widths = np.empty(n, np.int64), np.empty(n, np.int32)
    found_flags, found_lower = np.empty(n, np.uint8), np.empty(n, np.uint32)
    n = ZERO
    for at in range(ZERO, end, BLOCK):
        leads = _leads(raw, at)
        while leads != ZERO:
            i = at + lowest_place(leads)
            leads &= leads - ONE
            first = raw[i]
            width = U64(2) + U64(first >= _THREE) + U64(first >= _FOUR)
            point = U64(first) & (U64(0x7F) >> width)
            for k in range(ONE, width):
                point = (point << U64(6)) | (U64(raw[i + k]) & _LAST)
            places[n], widths[n] = i, width
            found_flags[n], found_lower[n] = flags[point], lower[point]
            n += ONE
    return places, widths, found_flags, found_lower


@compiled
def view(
    raw: Bytes,
    words: bool,
    places: NDArray[np.int64],
    widths: NDArray[np.int32],
    flags: NDArray[np.uint8],
    lower: NDArray[np.uint32],
) -> Bytes:
    """The texts lower-cased, blank where there is no word character, or where there is white space."""
    data = np.empty_like(raw)
    end = U64(len(raw)) - BLOCK
    for at in range(ZERO, end, BLOCK):
        _translate(raw, data, words, at)
    _translate(raw, data, words, end)
    for i in range(U64(len(places))):
        first = U64(places[i])
        blank = flags[i] & WORD == 0 if words else flags[i] & WHITE != 0
        for k in range(U64(widths[i])):
            data[first + k] = SPACE if blank else lower[i] >> (U64(8) * k)
    if words:  # a run of one character that takes several bytes is no word either
        for i in range(U64(len(places))):
            first, after = U64(places[i]), U64(places[i] + widths[i])
            if data[first - ONE] == SPACE and data[after] == SPACE:
                data[first:after] = SPACE
    return data

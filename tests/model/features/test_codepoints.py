"""The tables of characters against Python's own methods, for every code point."""

from __future__ import annotations

import re

import numpy as np

from stance.model.features.codepoints import CODE_POINTS, WHITE, WHOLE, WORD

# all assigned characters; what lies between is unassigned or private
POINTS = [*range(0x80, 0x33480), *range(0xE0000, 0xE0200), 0x10FFFF]


def test_every_character() -> None:
    flags, lowered = CODE_POINTS.look_up(np.array(POINTS, dtype=np.int32))
    word = re.compile(r"\w")
    for point, flag, low in zip(POINTS, flags.tolist(), lowered.tolist(), strict=True):
        expected = chr(point).lower()
        encoded = expected.encode("utf-8", "surrogatepass")
        if flag & WHOLE:
            assert point == 0x3A3 or len(encoded) != len(chr(point).encode("utf-8", "surrogatepass"))
        else:
            assert low == int.from_bytes(encoded, "little")
            assert bool(flag & WORD) == bool(word.fullmatch(expected))
            assert bool(flag & WHITE) == expected.isspace()


def test_what_depends_on_its_neighbours_or_changes_width_is_left_to_python() -> None:
    points = np.array([ord(c) for c in "Σ\u0130\u212a\u1e9e\u023aé"], dtype=np.int32)
    flags, _ = CODE_POINTS.look_up(points)
    assert (flags & WHOLE != 0).tolist() == [True, True, True, True, True, False]

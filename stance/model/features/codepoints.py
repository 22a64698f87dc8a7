"""What Python says about each character, in tables that numpy can look into."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WORD = 1
"""The lower case is matched by ``\\w``."""
WHITE = 2
"""The lower case is white space."""
WHOLE = 4
"""The lower case has another width or depends on the neighbours: ask ``str.lower`` about the whole text."""
_KNOWN = 8


class _CodePoints:
    """Classes and lower case of code points, asked once for each block of 256 that turns up."""

    def __init__(self) -> None:
        self._flags = np.zeros(0x110000, dtype=np.uint8)
        self._lower = np.zeros(0x110000, dtype=np.uint32)

    @property
    def tables(self) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
        """Flags and lower case of all code points; the flags are 0 of those that nobody asked about yet."""
        return self._flags, self._lower

    def look_up(self, points: NDArray[np.int32]) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
        """Flags, and the UTF-8 bytes of the lower case (the first byte lowest), of each code point."""
        flags = self._flags.take(points)
        if not flags.all():
            for block in np.flatnonzero(np.bincount(points[flags == 0] >> 8)).tolist():
                self._learn(block << 8, (block + 1) << 8)
            flags = self._flags.take(points)
        return flags, self._lower.take(points)

    def _learn(self, start: int, stop: int) -> None:
        lowered = [chr(point).lower() for point in range(start, stop)]
        encoded = [low.encode("utf-8", "surrogatepass") for low in lowered]
        self._lower[start:stop] = [int.from_bytes(e[:4], "little") for e in encoded]
        self._flags[start:stop] = [
            _KNOWN | (WHOLE if point == 0x3A3 or len(low) > 1 or len(e) != _width(point) else _class(low))
            for point, low, e in zip(range(start, stop), lowered, encoded, strict=True)
        ]


def _class(character: str) -> int:
    return (WORD if character.isalnum() or character == "_" else 0) | (WHITE if character.isspace() else 0)


def _width(point: int) -> int:
    return 1 + (point >= 0x80) + (point >= 0x800) + (point >= 0x10000)


CODE_POINTS = _CodePoints()

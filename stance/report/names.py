"""Names fit for a figure: any value becomes one short line that the font can draw."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from stance.report.style import font_families

UNKNOWN = "unknown"
_LONGEST = 44
_NO_GLYPH = "□"


def name(value: Any, longest: int = _LONGEST) -> str:
    """One value as a name.

    Nothing is "unknown", 2018.0 is "2018", a long name loses its middle, and what the font can not draw
    becomes a box. A dollar sign is escaped, because matplotlib reads two of them as mathematics.

    Examples
    --------
    >>> name(None), name(2018.0), name("paid $5 to $9")
    ('unknown', '2018', 'paid \\\\$5 to \\\\$9')
    >>> name("Permanent Mission of a Very Small Country", longest=20)
    'Permanent… Country'
    """
    return _drawable(shortened(plain(value), longest)).replace("$", r"\$")


def names(values: Iterable[Any], longest: int = _LONGEST) -> list[str]:
    """Distinct values as distinct names, in the order given: what shortening made alike is numbered.

    Examples
    --------
    >>> names(["Embassy in Mexico, press office", "Embassy in Mexico, visa office"], longest=18)
    ['Embassy in… office', 'Embassy in… office (2)']
    """
    seen: dict[str, int] = {}
    result = []
    for value in values:
        short = name(value, longest)
        seen[short] = seen.get(short, 0) + 1
        result.append(short if seen[short] == 1 else f"{short} ({seen[short]})")
    return result


def words(column: str) -> str:
    """A column's name as words.

    Examples
    --------
    >>> words("source_type")
    'source type'
    """
    return name(column.replace("_", " "))


def plain(value: Any) -> str:
    """One value as one line of text, at full length."""
    if missing(value):
        return UNKNOWN
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    visible = "".join(" " if unicodedata.category(x)[0] in "CZ" else x for x in str(value))
    return " ".join(visible.split()) or UNKNOWN


def missing(value: Any) -> bool:
    """Whether a cell of a table holds nothing: None, NaN, or what pandas puts in their place."""
    return value is None or (isinstance(value, float) and math.isnan(value)) or str(value) in ("<NA>", "NaT")


def shortened(text: str, longest: int) -> str:
    """A text of at most `longest` letters: it loses its middle, because names differ at both ends."""
    if len(text) <= longest:
        return text
    tail = ""
    for word in reversed(text.split()):
        if len(word) + 1 + len(tail) > longest // 2:
            break
        tail = f" {word}{tail}"
    room = longest - 1 - len(tail)
    head = text[:room]
    if not text[room].isspace() and " " in head:
        head = head.rsplit(" ", 1)[0]
    return f"{head.rstrip()}…{tail}"


def _drawable(text: str) -> str:
    return "".join(x if _has_glyph(x) else _NO_GLYPH for x in text)


@lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    if character.isascii():
        return True
    from matplotlib.font_manager import findfont, get_font

    fonts = (get_font(findfont(family)) for family in font_families())
    return any(font.get_char_index(ord(character)) for font in fonts)

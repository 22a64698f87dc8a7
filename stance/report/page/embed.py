"""Figures inside the page: images that carry their own bytes, with words for those who can not see them."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from stance.report.canvas import captioned, figure_of
from stance.report.save import figure_bytes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# A drawing of many cells is smaller as pixels than as shapes.
_LARGEST_SVG = 140_000
_WIDE = 9.0
_COLOURS, _DPI = 64, 130
# What needs no escape in an address inside double quotes.
_SAFE = " /:;=,()'!*@$+?"


@dataclass(frozen=True)
class Figure:
    """An image and what is said of it.

    `reading` tells how to read it; `alternative` stands for it where it can not be seen; `width` is in pixels
    of a page, 96 to the inch.
    """

    id: str
    source: str
    alternative: str
    reading: str
    width: int
    wide: bool


def embed(ax: Axes, id: str, reading: str, *, crowded: bool = False) -> Figure:
    """A drawn figure, ready to be put in the page.

    Parameters
    ----------
    ax : Axes
        What a figure function returned.
    id : str
        The figure's id in the page.
    reading : str
        One or two sentences on how to read it.
    crowded : bool
        Draw pixels at once: so many shapes would be larger.
    """
    source, width = "", 0.0
    if not crowded:
        drawing = slim(figure_bytes(ax, "svg").decode("utf-8"))
        source = "data:image/svg+xml," + quote(drawing, safe=_SAFE)
        width = float(drawing.split("width='", 1)[1].split("pt'", 1)[0]) / 72
    if crowded or len(source) > _LARGEST_SVG:
        pixels, width = _pixels(ax)
        source = "data:image/png;base64," + base64.b64encode(pixels).decode("ascii")
    title, notes = captioned(ax)
    return Figure(
        id=id,
        source=source,
        alternative=". ".join([title, " ".join(notes), reading]),
        reading=reading,
        width=round(96 * width),
        wide=figure_of(ax).get_figwidth() > _WIDE,
    )


def _pixels(ax: Axes) -> tuple[bytes, float]:
    """The figure as an image of few colours, and its width in inches."""
    from PIL import Image

    with Image.open(io.BytesIO(figure_bytes(ax, "png", dpi=_DPI))) as image:
        few = image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    few.save(buffer, "png", optimize=True)
    return buffer.getvalue(), few.width / _DPI


def slim(svg: str) -> str:
    """The same drawing in fewer letters: nothing that a browser needs is lost.

    Coordinates of one unit and more keep two decimals, which is finer than print; smaller numbers are
    scales and stay.

    Examples
    --------
    >>> slim('<?xml version="1.0"?><svg><!-- Title --><path d="M 12.345678 0.015625\\nL 3.0 4 "/></svg>')
    "<svg><path d='M 12.35 0.015625L 3.0 4 '/></svg>"
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"[1-9]\d*\.\d{3,}", lambda match: f"{float(match.group()):.2f}", svg)
    svg = re.sub(r'xlink:href="#(\S+)" transform="translate\(([\d.]+) 0\)"', r'href="#\1" x="\2"', svg)
    svg = svg.replace("DejaVuSans-Bold-", "B").replace("DejaVuSans-", "D").replace("xlink:href", "href")
    svg = re.sub(r">\s+<", "><", svg)
    return re.sub(r"\s*\n\s*", "", svg).replace('"', "'")

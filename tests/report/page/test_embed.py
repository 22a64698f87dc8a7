"""Figures inside the page."""

from __future__ import annotations

import base64
from urllib.parse import unquote
from xml.etree import ElementTree

import numpy as np
from matplotlib.axes import Axes

from stance.report.canvas import caption, new_axes
from stance.report.page.embed import embed, slim
from stance.report.save import figure_bytes
from stance.report.style import style


def draw(cells: int = 3, title: str = "From \\$1 to \\$2") -> Axes:
    with style():
        ax = new_axes(3, 2)
        ax.plot([1, 2.5, 3], [1, 3.1, 2], "o-")
        ax.pcolormesh(np.arange(cells**2).reshape(cells, cells))
        caption(ax, title, ["n = 3", "95 % intervals"])
    return ax


def test_a_figure_carries_its_own_bytes_and_words() -> None:
    figure = embed(draw(), "figure-x", "Higher is more.")
    assert figure.source.startswith("data:image/svg+xml,")
    assert figure.alternative == "From $1 to $2. n = 3 95 % intervals. Higher is more."
    assert not figure.wide
    assert 240 < figure.width < 340


def test_its_address_needs_no_escape_in_quotes() -> None:
    source = embed(draw(title="<b>\"x\"</b> & 'y'"), "figure-x", "").source
    assert not set(source) & set('<>"&\n')


def test_slimming_keeps_every_shape() -> None:
    svg = figure_bytes(draw(), "svg").decode()
    slimmed = slim(svg)
    assert len(slimmed) < 0.75 * len(svg)
    before, after = ElementTree.fromstring(svg), ElementTree.fromstring(slimmed)
    for tag in ("path", "use", "g"):
        name = f"{{http://www.w3.org/2000/svg}}{tag}"
        assert len(after.findall(f".//{name}")) == len(before.findall(f".//{name}"))
    ids = {element.get("id") for element in after.iter()}
    used = {element.get("href", "")[1:] for element in after.iter() if element.tag.endswith("}use")}
    assert used <= ids


def test_a_crowded_figure_becomes_pixels() -> None:
    figure = embed(draw(cells=70), "figure-x", "")
    assert figure.source.startswith("data:image/png;base64,")
    assert base64.b64decode(figure.source.split(",", 1)[1]).startswith(b"\x89PNG")
    assert abs(figure.width - embed(draw(), "figure-x", "").width) < 20
    assert embed(draw(), "figure-x", "", crowded=True).source.startswith("data:image/png;base64,")


def test_the_same_figure_gives_the_same_address() -> None:
    assert embed(draw(), "a", "").source == embed(draw(), "a", "").source
    assert unquote(embed(draw(), "a", "").source).endswith("</svg>")

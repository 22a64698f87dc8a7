"""Figures as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.axes import Axes

from stance.errors import StanceError
from stance.report.canvas import caption, figure_of, new_axes
from stance.report.save import figure_bytes, save_figure
from stance.report.style import style


def draw() -> Axes:
    with style():
        ax = new_axes(3, 2)
        ax.plot([1, 2, 3], [1, 3, 2], "o-", clip_on=True)
        ax.fill_between([1, 2, 3], [0, 2, 1], [2, 4, 3], hatch="//", alpha=0.2)
        caption(ax, "A title", ["n = 3"])
    return ax


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_figure_gives_the_same_bytes(kind: str) -> None:
    assert figure_bytes(draw(), kind) == figure_bytes(draw(), kind)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_no_date_and_no_version_is_written(kind: str) -> None:
    data = figure_bytes(draw(), kind)
    for word in (b"CreationDate", b"<dc:date>", b"Matplotlib", b"matplotlib.org"):
        assert word not in data


def test_files_are_named_by_format_and_nothing_else_is_left(tmp_path: Path) -> None:
    paths = save_figure(draw(), tmp_path / "new" / "my.figure")
    assert [path.name for path in paths] == ["my.figure.png", "my.figure.svg", "my.figure.pdf"]
    assert sorted(x.name for x in (tmp_path / "new").iterdir()) == sorted(path.name for path in paths)
    assert paths[0].read_bytes().startswith(b"\x89PNG")


def test_a_whole_figure_may_be_given() -> None:
    ax = draw()
    assert figure_bytes(figure_of(ax), "svg") == figure_bytes(draw(), "svg")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match=r"'formats' must be among \['png', 'svg', 'pdf'\]; got 'gif'"):
        save_figure(draw(), tmp_path / "x", ["gif"])

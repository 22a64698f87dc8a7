"""Figures as files: the same figure gives the same bytes, and no one sees half of one."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from stance.errors import StanceError
from stance.files import written_aside
from stance.report.canvas import figure_of
from stance.report.style import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# What matplotlib would write of date and version is left out: it changes between runs.
_METADATA: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"Creator": None, "Producer": None, "CreationDate": None},
}
FORMATS = tuple(_METADATA)


def save_figure(figure: Axes | Figure, path_stem: str | Path, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write a figure once per format.

    Parameters
    ----------
    figure : matplotlib Axes or Figure
        What a figure function returned.
    path_stem : str or Path
        Where to write, without an ending: "figures/heatmap" gives figures/heatmap.png and so on.
    formats : sequence of str
        Among "png", "svg" and "pdf".

    Returns
    -------
    list of Path
        The files, in the order of `formats`.

    Raises
    ------
    StanceError
        When a format is another one, or the place can not be written to.
    """
    paths = []
    with _laid_out(figure) as whole:
        for kind in formats:
            path = Path(f"{path_stem}.{kind}")
            data = _bytes(whole, kind)
            with written_aside(path) as aside:
                aside.write_bytes(data)
            paths.append(path)
    return paths


def figure_bytes(figure: Axes | Figure, kind: str, dpi: int | None = None) -> bytes:
    """The bytes of a figure in one format, pixels as fine as the style says or as `dpi` does."""
    with _laid_out(figure) as whole:
        return _bytes(whole, kind, dpi)


def _bytes(laid_out: Figure, kind: str, dpi: int | None = None) -> bytes:
    import matplotlib as mpl

    if kind not in _METADATA:
        raise StanceError(f"'formats' must be among {list(FORMATS)}; got {kind!r}.")
    buffer = io.BytesIO()
    with style():
        resolution = mpl.rcParams["savefig.dpi"] if dpi is None else dpi
        laid_out.savefig(buffer, format=kind, metadata=_METADATA[kind], dpi=resolution)
    return buffer.getvalue()


@contextmanager
def _laid_out(figure: Axes | Figure) -> Iterator[Figure]:
    """The whole figure with its parts in their places, found once: matplotlib would do so twice a format."""
    from matplotlib.axes import Axes

    whole = figure_of(figure) if isinstance(figure, Axes) else figure
    layout = whole.get_layout_engine()
    if layout is not None:
        with style():
            whole.draw_without_rendering()
        whole.set_layout_engine("none")
    try:
        yield whole
    finally:
        whole.set_layout_engine(layout)

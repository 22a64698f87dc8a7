"""What figures are tested on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text

from stance.report.canvas import figure_of
from stance.report.style import style

HOSTILE: dict[str, tuple[list[str | None], list[int | None]]] = {
    "one source, one year": (["A"], [2018]),
    "sixty sources, one year": ([f"Source number {k}" for k in range(60)], [2018]),
    "one source, eighty years": (["A"], list(range(1945, 2025))),
    "unknown source and year": (["A", None], [2018, None]),
    "long names": (
        ["Office of the Permanent Representative " * 4, "Office of the Permanent " * 9],
        [2018, 2019],
    ),
    "mathematics": (["cost $5$ and $\\frac$", "_under_ ^hat^ \\alpha {x} % & #"], [2018]),
    "other scripts": (["国防部", "Министерство", "وزارة", "ministère", "\U0001f9ff", "a\u202eb"], [2018]),
}


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def shape(request: pytest.FixtureRequest) -> tuple[list[str | None], list[int | None]]:
    """Sources and years of a table that tries to break a figure."""
    sources, years = request.param
    return sources, years


@pytest.fixture
def drawn() -> Callable[[Axes], set[str]]:
    """A function that lays a figure out, as saving it does, and gives every text on it."""

    def draw(ax: Axes) -> set[str]:
        figure = figure_of(ax)
        with style():
            figure.draw_without_rendering()
        return {text.get_text() for text in figure.findobj(Text) if text.get_visible()}

    return draw

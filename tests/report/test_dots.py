"""Dots with intervals."""

from __future__ import annotations

import numpy as np
import pytest

from stance.report.canvas import new_axes
from stance.report.dots import Dot, draw_dots, span


def test_a_dot_without_an_interval_is_hollow() -> None:
    ax = new_axes(3, 2)
    draw_dots(ax, [Dot("A", 0.5, 0.4, 0.6), Dot("B", 0.2)])
    bar, filled, hollow = ax.lines
    assert np.asarray(bar.get_xdata()).tolist() == [0.4, 0.6]
    assert filled.get_markerfacecolor() == filled.get_color()
    assert hollow.get_markerfacecolor() == "white"
    assert [text.get_text() for text in ax.get_yticklabels()] == ["A", "B"]


def test_the_span_holds_every_end() -> None:
    low, high = span([Dot("A", 0.5, 0.4, 0.9), Dot("B", float("nan"))], 0.1)
    assert low < 0.1
    assert high > 0.9
    assert span([]) == pytest.approx((-0.06, 1.06))

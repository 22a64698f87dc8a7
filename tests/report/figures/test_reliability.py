"""The reliability diagram."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes

from stance.evaluation.reliability import reliability as measured
from stance.report.figures.reliability import reliability

Drawn = Callable[[Axes], set[str]]


def test_the_curve_and_its_counts(drawn: Drawn) -> None:
    probabilities = np.repeat([[0.9, 0.1], [0.65, 0.35]], 20, axis=0)
    truth = np.array([0] * 18 + [1] * 2 + [0] * 5 + [1] * 15)
    found = measured(probabilities, truth, np.arange(40), ["x", "y"], groups=["A"] * 30 + ["B"] * 10)
    ax = reliability(found)
    said = drawn(ax)
    assert {"20", "passages", "stated confidence"} <= said
    assert "Mean confidence less accuracy: +0.200" in "\n".join(said)
    dots = [np.concatenate([line.get_xdata(), line.get_ydata()]) for line in ax.lines[2:]]
    np.testing.assert_allclose(dots, [[0.65, 0.25], [0.9, 0.9]])
    assert {"A", "B"} <= drawn(reliability(found, groups=True))


def test_few_documents_are_hollow(drawn: Drawn) -> None:
    found = measured(np.array([[0.9, 0.1]]), np.array([0]), np.array([0]), ["x", "y"])
    ax = reliability(found.to_dict())
    drawn(ax)
    assert ax.lines[-1].get_markerfacecolor() == "white"

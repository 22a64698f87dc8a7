"""A model beside its baselines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes

from stance.report.canvas import captioned
from stance.report.figures.models import models

Drawn = Callable[[Axes], set[str]]


def names(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.get_yticklabels()]


def test_the_model_comes_first_then_the_best(drawn: Drawn, evaluation: dict[str, Any]) -> None:
    ax = models(evaluation)
    assert names(ax) == ["ours", "rival", "majority"]
    assert "Split: document. no document on both sides" in "\n".join(drawn(ax))


def test_lower_losses_are_better_and_models_without_are_left_out(
    drawn: Drawn, evaluation: dict[str, Any]
) -> None:
    ax = models(evaluation, metric="log_loss")
    assert names(ax) == ["ours", "rival"]
    assert "log loss (lower is better)" in drawn(ax)


def test_the_ceiling_is_in_sight(drawn: Drawn, evaluation: dict[str, Any]) -> None:
    ax = models(evaluation, ceiling=0.93)
    assert ax.get_xlim()[1] > 0.93
    assert "coders .93" in drawn(ax)


def test_it_can_be_called_what_it_is(evaluation: dict[str, Any]) -> None:
    assert captioned(models(evaluation, title="Variants"))[0] == "Variants"

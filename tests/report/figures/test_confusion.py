"""Which labels are taken for which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.axes import Axes

from stance.codebook import Codebook
from stance.report.figures.confusion import confusion

Drawn = Callable[[Axes], set[str]]


def test_counts_and_percentages_of_the_true_label(
    drawn: Drawn, evaluation: dict[str, Any], codebook: Codebook
) -> None:
    said = drawn(confusion(evaluation, codebook=codebook))
    assert {"20\n80 %", "5\n20 %", "30\n75 %", "0\n0 %", "15\n100 %"} <= said
    assert "True and predicted labels: ours" in said


@pytest.mark.parametrize("n", [2, 14, 30])
def test_any_number_of_labels(n: int, drawn: Drawn, evaluation: dict[str, Any]) -> None:
    matrix = [[int(i == j) for j in range(n)] for i in range(n)]
    matrix[0] = [0] * n
    scores = evaluation["models"]["ours"] | {"confusion": matrix}
    labels = [f"a rather long label ${k}$" for k in range(n)]
    ax = confusion({"labels": labels, "models": {"m": scores}})
    drawn(ax)
    assert len(ax.get_yticklabels()) == n

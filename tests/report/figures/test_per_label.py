"""Precision and recall of each label."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes

from stance.codebook import Codebook
from stance.report.figures.per_label import per_label
from stance.report.style import NEGATIVE

Drawn = Callable[[Axes], set[str]]


def test_every_label_has_its_metrics(drawn: Drawn, evaluation: dict[str, Any], codebook: Codebook) -> None:
    ax = per_label(evaluation, codebook=codebook)
    names = [text.get_text() for text in ax.get_yticklabels()]
    assert names[:3] == ["storm, precision", "storm, recall", "calm, precision"]
    assert ax.lines[0].get_color() == NEGATIVE
    said = drawn(ax)
    assert {".60 (.55 to .65)", "Precision and recall of each label: ours"} <= said
    assert "n = 40 documents, 80 passages; 95 % intervals over documents" in said

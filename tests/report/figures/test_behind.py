"""The figures of what lies behind the scores: what was learned, kinds of errors, labels in question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes

from stance.errors import StanceError
from stance.labels.queue import LabelErrors
from stance.report.canvas import captioned
from stance.report.figures.doubts import doubts
from stance.report.figures.error_kinds import error_kinds
from stance.report.figures.learned import learned
from stance.report.style import NEGATIVE

Drawn = Callable[[Axes], set[str]]


def _feature(label: str, name: str, leak: str = "") -> dict[str, Any]:
    return {"label": label, "rank": 1, "kind": "word", "feature": name, "weight": 1.5, "leak": leak}


def test_leaks_are_marked_and_counted(drawn: Drawn) -> None:
    features = [_feature("a", "troops"), _feature("a", "in 1999", "year"), _feature("b", " $5")]
    ax = learned({"features": features})
    assert {"troops", "in 1999 [year]", r"_\$5", "a", "b"} <= drawn(ax)
    assert captioned(ax)[1] == ("1 of the 3 strongest may be leaks: who, when or which page",)
    assert [bar.get_facecolor() for bar in ax.patches].count(ax.patches[1].get_facecolor()) == 1


def _rate(value: float, low: float | None = None) -> dict[str, Any]:
    return {
        "estimate": value,
        "low": low,
        "high": None if low is None else value + 0.1,
        "level": 0.95,
        "n_documents": 40,
        "n_passages": 90,
    }


def test_each_kind_stands_beside_all_other_passages(drawn: Drawn) -> None:
    kind = {"cue": "even_list", "with_cue": _rate(0.4), "without_cue": _rate(0.2, 0.1)}
    ax = error_kinds({"kinds": [kind], "n_errors": 20, "n_passages": 100})
    said = drawn(ax)
    assert {"even list", "without", ".40   n 90", ".20 (.10 to .30)"} <= said
    assert ax.lines[0].get_color() == NEGATIVE
    with pytest.raises(StanceError, match="at least one kind of error"):
        error_kinds({"kinds": [], "n_errors": 0, "n_passages": 1})


@pytest.mark.parametrize("rows", [0, 3])
def test_the_queue_is_drawn_by_given_and_suggested_label(rows: int, drawn: Drawn) -> None:
    frame = pd.DataFrame({"given": ["a", "a", "b"], "suggested": ["b", "b", "a"]}).head(rows)
    ax = doubts(LabelErrors(frame, ("a", "b"), (0.5, 0.5), "ann", "by document", 90, 40, 0.5, 0.1))
    drawn(ax)
    widths = [bar.get_window_extent().width > 0 for bar in ax.patches]
    assert widths == ([False, True, True, False] if rows else [False] * 4)
    assert f"{rows} labels by ann in question" in captioned(ax)[1][0]

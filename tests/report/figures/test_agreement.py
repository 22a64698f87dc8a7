"""How far coders agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes

from stance.codebook import Codebook
from stance.report.figures.agreement import agreement
from stance.report.style import NEGATIVE

Drawn = Callable[[Axes], set[str]]


def figure(measure: str, of: str, value: float | None) -> dict[str, Any]:
    low, high = (None, None) if value is None else (value - 0.1, min(value + 0.1, 1.0))
    ends = {"estimate": value, "low": low, "high": high}
    return {"measure": measure, "of": of, "n_documents": 20, "n_passages": 40, **ends}


def test_every_defined_figure_is_drawn(drawn: Drawn, codebook: Codebook) -> None:
    result = {
        "coders": ["first", "second"],
        "shares": {"storm": 0.5, "calm": 0.3, "mixed": 0.2},
        "overall": [figure("alpha", "", 0.8), figure("AC1", "", None)],
        "by_label": [figure("agreement on label", "storm", -0.1)],
        "by_pair": [figure("alpha", "first, second", 0.8)],
        "n_documents": 20,
        "n_passages": 40,
        "level": 0.95,
    }
    ax = agreement(result, codebook=codebook)
    names = [text.get_text() for text in ax.get_yticklabels()]
    assert names == ["alpha", "on “storm”", "first, second: alpha"]
    assert ax.get_xlim()[0] < -0.2
    assert ax.lines[3].get_color() == NEGATIVE
    said = "\n".join(drawn(ax))
    assert "Labels used: storm 50%, calm 30%, mixed 20%." in said
    assert "coders: first, second" in said

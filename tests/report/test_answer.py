from __future__ import annotations

import pytest

from stance.errors import StanceError
from stance.report.answer import with_answer

README = "# Q\n\n<!-- numbers -->\n\nold\n\n<!-- /numbers -->\n\nEnd\n"


def test_every_value_is_written_as_it_is_read() -> None:
    rows: dict[str, dict[str, object]] = {
        "a|b": {"share": {"estimate": 0.25, "low": None, "high": None}, "n": 12_000, "p": 0.00001},
        "c": {"share": 12.34, "n": None, "p": 1234.6, "note": "far"},
    }
    made = with_answer(README, {"T": rows})
    assert made.startswith("# Q\n\n<!-- numbers -->\n\n| T | share | n | p | note |\n|---|---|---|---|---|\n")
    assert r"| a\|b | 0.250 | 12,000 | 1e-05 | - |" in made
    assert "| c | 12.3 | - | 1,235 | far |" in made
    assert made.endswith("<!-- /numbers -->\n\nEnd\n")
    assert "old" not in made


def test_writing_twice_changes_nothing() -> None:
    once = with_answer(README, {"T": {"a": {"x": 1}}, "U": {"b": {"y": 2}}})
    assert with_answer(once, {"T": {"a": {"x": 1}}, "U": {"b": {"y": 2}}}) == once


@pytest.mark.parametrize("readme", ["# Q\n", "<!-- /numbers --> <!-- numbers -->"])
def test_a_readme_without_markers_is_refused(readme: str) -> None:
    with pytest.raises(StanceError, match=r"README.md must hold <!-- numbers --> and, after it"):
        with_answer(readme, {})

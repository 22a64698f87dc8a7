"""Names fit for a figure."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.report.names import name, names, plain, shortened


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, pd.NaT, "", "  ", "\u200b\n"])
def test_nothing_is_unknown(nothing: object) -> None:
    assert name(nothing) == "unknown"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2018.0, "2018"),
        (2018, "2018"),
        (0.5, "0.5"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("right\u202eleft", "right left"),
        ("Ministère de l'Intérieur", "Ministère de l'Intérieur"),
        ("Министерство", "Министерство"),
        ("cost $5_x^2$", r"cost \$5_x^2\$"),
    ],
)
def test_a_value_becomes_one_line(value: object, expected: str) -> None:
    assert name(value) == expected


def test_what_no_font_can_draw_becomes_a_box() -> None:
    assert name("\U0001f9ff x") == "□ x"


def test_a_long_name_keeps_both_ends() -> None:
    text = "Office of the Special Representative of the Secretary-General for Very Long Names"
    assert shortened(text, 44) == "Office of the Special… for Very Long Names"
    assert shortened("x" * 50, 10) == "xxxxxxxxx…"


@given(st.text(min_size=1), st.integers(min_value=4, max_value=60))
def test_no_name_is_longer_than_asked_for(text: str, longest: int) -> None:
    assert len(shortened(text, longest)) <= longest


@given(st.lists(st.text(max_size=12), unique_by=plain, max_size=8))
def test_distinct_values_keep_distinct_names(values: list[str]) -> None:
    shown = names(values, longest=6)
    assert len(set(shown)) == len(values)

"""What the page's script reads."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from stance.report.page.payload import pack, unpack


@given(st.dictionaries(st.text(), st.text() | st.lists(st.integers())))
def test_what_goes_in_comes_out(value: dict[str, object]) -> None:
    assert unpack(pack(value)) == value
    assert re.fullmatch(r"[A-Za-z0-9+/=]*", pack(value))


def test_a_lone_surrogate_does_not_stop_the_report() -> None:
    assert unpack(pack(["a\ud800b"])) == ["a?b"]

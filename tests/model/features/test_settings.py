"""What settings accept and refuse."""

from __future__ import annotations

from typing import Any

import pytest

from stance.errors import StanceError
from stance.model.features import FeatureSettings


def test_lists_from_json_become_tuples() -> None:
    assert FeatureSettings(word=[1, 1], character=[2, 4]) == FeatureSettings(  # type: ignore[arg-type]
        word=(1, 1), character=(2, 4)
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"word": (2, 2)}, r"'word' must be \(1, 1\), \(1, 2\) or None; got \(2, 2\)"),
        ({"character": (3, 2)}, "'character' must be"),
        ({"character": (0, 2)}, "'character' must be"),
        ({"character": (1, 2, 3)}, "'character' must be"),
        ({"word": None, "character": None}, "got None for both"),
        ({"min_df": 0}, "'min_df' must be an integer"),
        ({"min_df": True}, "'min_df' must be an integer"),
        ({"max_features": 0}, "'max_features' must be an integer"),
        ({"sublinear": 1}, "'sublinear' must be true or false; got 1"),
    ],
)
def test_refusals(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(StanceError, match=message):
        FeatureSettings(**wrong)

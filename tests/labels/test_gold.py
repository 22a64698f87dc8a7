"""Design-based estimates need known probabilities."""

from __future__ import annotations

import pandas as pd
import pytest

from stance.errors import StanceError
from stance.labels.gold import require_probabilities

GOLD = pd.DataFrame({"sampling_probability": ["0.25", "1"], "sampling_design": "15 documents a cell"})


def test_text_from_a_file_becomes_numbers() -> None:
    assert require_probabilities(GOLD).tolist() == [0.25, 1.0]


@pytest.mark.parametrize("column", list(GOLD.columns))
def test_labels_without_probabilities_are_refused(column: str) -> None:
    with pytest.raises(StanceError, match=f"drawn with known probabilities; gold have no column '{column}'"):
        require_probabilities(GOLD.drop(columns=column), "gold")


@pytest.mark.parametrize("value", [None, "0", "1.01", "-0.5", "unknown", "nan"])
def test_every_row_needs_one(value: str | None) -> None:
    wrong = GOLD.assign(sampling_probability=pd.Series(["0.5", value], dtype=object))
    with pytest.raises(StanceError, match=r"above 0, at most 1, and its design; got .*gold labels, row 2"):
        require_probabilities(wrong)


def test_and_its_design() -> None:
    with pytest.raises(StanceError, match="row 1"):
        require_probabilities(GOLD.assign(sampling_design=pd.Series([None, "x"], dtype=object)))

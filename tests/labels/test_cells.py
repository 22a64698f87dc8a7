"""Cells and the documents in them."""

from __future__ import annotations

import pandas as pd
import pytest

from stance.errors import StanceError
from stance.labels.cells import check_whole_documents, in_cells

FRAME = pd.DataFrame(
    {"document_id": ["d1", "d1", "d2"], "source": ["A", "A", None], "year": [2019.0, 2020.0, 2020.0]}
)


def test_names_and_what_lies_outside() -> None:
    frame, notes = in_cells(FRAME, ["source", "year"])
    assert frame["cell"].tolist() == ["A / 2019", "A / 2020"]
    assert notes == ("1 passages without source or year lie in no cell.",)
    assert in_cells(FRAME, [])[0]["cell"].unique().tolist() == ["everything"]
    assert in_cells(FRAME, ["year"])[1] == ()


def test_refusals() -> None:
    with pytest.raises(StanceError, match=r"a value of each of \['source'\]; none has"):
        in_cells(FRAME.iloc[2:], ["source"])
    with pytest.raises(StanceError, match="'d1' lies in 2"):
        check_whole_documents(in_cells(FRAME, ["year"])[0], "document_id")

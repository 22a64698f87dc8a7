from __future__ import annotations

import pandas as pd
import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.framing.passage_voices import passage_voices


def test_offsets_are_those_of_the_passage() -> None:
    passages = pd.DataFrame(
        {
            "document_id": ["a", "b", "a"],
            "position": ["2", "0", "1"],
            "text": [
                "  “It rains,” Vega said. So it did.",
                "Ito said no.",
                "Mayor Rosa Vega spoke.\n\nAll heard her.",
            ],
        }
    )
    sentences = passage_voices(passages)
    for row, start, end, text in sentences[["row", "start", "end", "text"]].itertuples(index=False):
        assert passages["text"][row][start:end] == text
    assert sentences["row"].tolist() == [1, 2, 2, 0, 0]
    assert sentences["speaker"].tolist() == ["Ito", None, None, "Rosa Vega", None]
    assert sentences["kind"].tolist() == [
        "indirect report",
        "narration",
        "narration",
        "direct quote",
        "narration",
    ]


def test_a_quotation_goes_on_in_the_next_passage() -> None:
    passages = pd.DataFrame({"document_id": "a", "text": ["Vega said: “It rains.", "“And it will rain on.”"]})
    assert passage_voices(passages)["speaker"].tolist() == ["Vega", "Vega"]


def test_nothing_in_nothing_out() -> None:
    empty = pd.DataFrame({"document_id": ["a"], "text": [""]})
    assert passage_voices(empty).empty
    assert passage_voices(empty[["text"]], Structure(document=None)).columns[0] == "row"


def test_refusals() -> None:
    with pytest.raises(StanceError, match="must have a column 'document_id'"):
        passage_voices(pd.DataFrame({"text": ["a"]}))
    with pytest.raises(StanceError, match="must hold text in every row"):
        passage_voices(pd.DataFrame({"document_id": ["a"], "text": [1]}))

from __future__ import annotations

import json

import pandas as pd
import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.framing.concordance import concordance


def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "document_id": ["a1", "a1", "a2", "b1"],
            "source": ["A", "A", "A", "B"],
            "year": [2010.0, 2010.0, 2011.0, None],
            "text": [
                "The tide and the Tide.",
                "High tide again.",
                "A spring tide.",
                "İzmir: spring tide, spring water.",
            ],
        }
    )


def test_spans_hold_the_word() -> None:
    found = concordance(table(), ["tide", "spring tide"], per_word=9)
    for example in found.examples:
        assert example.spans
        for start, end in example.spans:
            assert example.text[start:end].lower() == example.word
    assert found.examples[0].spans == ((4, 8), (17, 21))


def test_sources_and_documents_take_turns() -> None:
    found = concordance(table(), ["tide"], per_word=9)
    assert [(x.source, x.document, x.row) for x in found.examples] == [
        ("A", "a1", 0),
        ("B", "b1", 3),
        ("A", "a2", 2),
        ("A", "a1", 1),
    ]
    assert [x.row for x in concordance(table(), ["tide"], per_word=2).examples] == [0, 3]


def test_source_and_year_go_with_the_passage() -> None:
    first, second = concordance(table(), ["tide"], per_word=2).examples
    assert (first.source, first.time) == ("A", "2010")
    assert second.time is None
    assert str(second).endswith(f"[tide], spring water.{' ' * 27}B")


def test_text_alone_is_enough() -> None:
    plain = table()[["text"]]
    found = concordance(plain, ["spring"], structure=Structure(document=None, source=None, time=None))
    assert [x.row for x in found.examples] == [2, 3]
    assert found.examples[0].source is None


def test_words_come_in_the_order_asked_for_and_absent_ones_are_absent() -> None:
    found = concordance(table(), ["water", "anchor", "high"])
    assert [x.word for x in found.examples] == ["water", "high"]
    assert concordance(table(), ["anchor"]).to_frame().empty


def test_tables() -> None:
    found = concordance(table(), ["water"])
    assert list(found.to_frame()["word"]) == ["water"]
    assert json.loads(json.dumps(found.to_dict()))["examples"][0]["spans"] == [[27, 32]]


def test_refusals() -> None:
    with pytest.raises(StanceError, match="put it into a list"):
        concordance(table(), "tide")
    with pytest.raises(StanceError, match="'per_word' must be at least 1; got 0"):
        concordance(table(), ["tide"], per_word=0)
    with pytest.raises(StanceError, match="must have a column 'text'"):
        concordance(table().drop(columns="text"), ["tide"])

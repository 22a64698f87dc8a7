"""The documents and passages behind the cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from stance.model.linear import StanceModel
from stance.model.scoring import Predictions
from stance.report.page import selection
from stance.report.page.passages import passages
from stance.report.page.payload import pack

BY = ("source", "year")


def test_every_passage_is_there_in_the_order_of_reading(predictions: Predictions) -> None:
    shuffled = Predictions(predictions.frame.sample(frac=1, random_state=1), predictions.codebook)
    held = passages(shuffled, BY)
    assert len(held["passages"]["t"]) == 96
    first = held["documents"][held["passages"]["d"][0]]["id"]
    texts = predictions.frame.loc[predictions.frame["document_id"] == first, "text"].tolist()
    assert held["passages"]["t"][:2] == texts
    assert held["total"] == {"documents": 48, "passages": 96}


def test_numbers_are_those_of_the_table(predictions: Predictions) -> None:
    held, row = passages(predictions, BY)["passages"], predictions.frame.iloc[5]
    assert held["p"][5] == [round(1000 * row[f"p_{label}"]) for label in predictions.labels]
    assert held["l"][5] == predictions.labels.index(row["predicted"])
    assert held["s"][5] == round(1000 * row["position_score"])


def test_cells_are_found_by_their_values_the_unknown_too(predictions: Predictions) -> None:
    held = passages(predictions, BY)
    assert "unknown" in held["by"]["source"]
    assert "unknown" in held["by"]["year"]
    source, year = held["passages"]["c"][12]
    assert held["by"]["source"][source] == "=HYPERLINK('x')"
    assert held["by"]["year"][year] == "unknown"


def test_only_web_addresses_can_be_followed(predictions: Predictions) -> None:
    urls = [document.get("url") for document in passages(predictions, BY)["documents"]]
    assert set(urls) == {None, "https://example.org/1"}


def test_texts_are_marked_where_there_is_a_model(predictions: Predictions, model: StanceModel) -> None:
    assert "m" not in passages(predictions, BY)["passages"]
    marked = passages(predictions, BY, model)["passages"]
    assert len(marked["m"]) == len(marked["w"]) == 96


def test_texts_may_be_absent_or_missing(
    predictions: Predictions, some: Callable[[Sequence[Any]], Predictions], model: StanceModel
) -> None:
    assert "t" not in passages(some(["text", "position"]), BY, model)["passages"]
    frame = predictions.frame.assign(text=pd.Series([None] * 96, dtype=object))
    assert set(passages(Predictions(frame, predictions.codebook), BY, model)["passages"]["t"]) == {""}


def test_too_many_passages_leave_whole_documents_of_every_cell(
    predictions: Predictions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "MOST_PASSAGES", 50)
    held = passages(predictions, BY)
    kept = pd.Series([held["documents"][d]["id"] for d in held["passages"]["d"]])
    assert 40 <= len(kept) <= 50
    assert (kept.value_counts() == 2).all()
    cells = predictions.frame.groupby(list(BY), dropna=False).ngroups
    assert len({tuple(x) for x in held["passages"]["c"]}) == min(cells, 25)
    assert held["total"]["passages"] == 96


def test_long_texts_leave_no_more_than_there_is_room_for(predictions: Predictions) -> None:
    rng = np.random.default_rng(1)
    letters = np.array(list("abcdefghij klmnop"))
    long = predictions.frame.assign(text=["".join(rng.choice(letters, 2000)) for _ in range(96)])
    held = passages(Predictions(long, predictions.codebook), BY, room=50_000)
    assert 0.7 * 50_000 < len(pack(held)) < 50_000
    assert len(held["passages"]["t"]) < 96


def test_rows_with_one_index_are_not_doubled(predictions: Predictions) -> None:
    frame = predictions.frame.set_axis([0] * 96)
    assert len(passages(Predictions(frame, predictions.codebook), BY)["passages"]["t"]) == 96

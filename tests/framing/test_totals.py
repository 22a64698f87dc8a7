from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.framing.totals import DocumentTotals

Table = Callable[..., pd.DataFrame]
ROWS = [("d1", "A", 2019, 0.5), ("d2", "A", 2020, 0.25), ("d1", "A", 2019, 1.0), ("d3", "B", 2019, 0.75)]


def test_sums_per_cell_and_document(table: Table) -> None:
    totals = DocumentTotals.from_frame(table(ROWS), ["source", "year"])
    assert totals.keys["document_id"].tolist() == ["d1", "d2", "d3"]
    assert totals.passages.tolist() == [2.0, 1.0, 1.0]
    assert totals.per_label("probability")[:, 1].tolist() == [1.5, 0.25, 0.75]
    assert totals.per_label("square")[:, 1].tolist() == [1.25, 0.0625, 0.5625]
    # A tie goes to the first label.
    assert totals.per_label("predicted")[:, 1].tolist() == [1.0, 0.0, 1.0]


def test_a_document_that_spans_cells_has_a_row_in_each_and_one_number(table: Table) -> None:
    frame = table(ROWS, voice=["own", "own", "reported", "own"])
    totals = DocumentTotals.from_frame(frame, ["voice"])
    assert totals.keys["voice"].tolist() == ["own", "own", "own", "reported"]
    assert totals.documents.tolist() == [0, 1, 2, 0]


def test_batches_in_any_order_or_tree_add_up_to_the_whole(table: Table) -> None:
    frame = table(ROWS)
    whole = DocumentTotals.from_frame(frame, ["year"])
    parts = [DocumentTotals.from_frame(frame.iloc[[k]], ["year"]) for k in range(4)]
    tree = parts[3].merge(parts[0]).merge(parts[2].merge(parts[1]))
    batches = DocumentTotals.from_batches((frame.iloc[k : k + 3] for k in (0, 3)), ["year"])
    for other in (tree, batches):
        pd.testing.assert_frame_equal(other.keys, whole.keys)
        pd.testing.assert_frame_equal(other.sums, whole.sums)


def test_unknown_years_are_a_cell_of_their_own(table: Table) -> None:
    totals = DocumentTotals.from_frame(table([("d1", "A", None, 0.5), ("d2", "A", 2020, 0.5)]), ["year"])
    cells, cell = totals.cells()
    assert cells["year"].isna().tolist() == [False, True]
    assert cell.tolist() == [0, 1]


def test_without_a_document_column_every_passage_is_a_document(table: Table) -> None:
    totals = DocumentTotals.from_frame(table(ROWS), [], Structure(document=None))
    assert totals.passages.tolist() == [1.0] * 4


def test_gold_labels_are_weighted_by_their_probability(table: Table) -> None:
    gold = pd.DataFrame({"passage_id": ["p0", "p3", "elsewhere"], "label": ["b", "a", "a"]})
    gold["sampling_probability"] = [0.5, 0.25, 0.1]
    totals = DocumentTotals.from_frame(table(ROWS), [], gold=gold)
    assert totals.of("coded").tolist() == [1.0, 0.0, 1.0]
    assert totals.of("weight").tolist() == [2.0, 0.0, 4.0]
    assert totals.per_label("gold").tolist() == [[0.0, 2.0], [0.0, 0.0], [4.0, 0.0]]
    # 2 (1 - .5) and 4 (0 - .75).
    assert totals.per_label("error")[:, 1].tolist() == [1.0, 0.0, -3.0]


def test_sources_are_strata_within_cells_and_small_ones_share_one(table: Table) -> None:
    rows = [(f"d{s}{i}", s, 2020, 0.5) for s, n in (("A", 6), ("B", 2), ("C", 4), ("D", 7)) for i in range(n)]
    strata = DocumentTotals.from_frame(table(rows), ["year"]).strata(["year"])
    assert [len(set(strata[k])) for k in (slice(0, 6), slice(6, 12), slice(12, 19))] == [1, 1, 1]
    assert len(set(strata)) == 3


def test_a_stratum_too_small_joins_the_next_smallest(table: Table) -> None:
    rows = [(f"d{s}{i}", s, 2020, 0.5) for s, n in (("A", 6), ("B", 2), ("C", 8)) for i in range(n)]
    strata = DocumentTotals.from_frame(table(rows), ["year"]).strata(["year"])
    assert len(set(strata[:8])) == 1
    assert len(set(strata)) == 2


def test_documents_that_span_cells_are_drawn_once_for_all(table: Table) -> None:
    rows = [(f"d{i}", "A", 2020, 0.5) for i in range(8) for _ in range(2)]
    frame = table(rows, voice=["own", "reported"] * 8)
    assert len(set(DocumentTotals.from_frame(frame, ["voice", "year"]).strata(["voice", "year"]))) == 1


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("document_id", None, "'document_id' must name a document; got nothing .predictions, row 2."),
        ("p_b", 0.9, "Probabilities must be at least 0 and sum to 1; got 0.75, 0.9 .predictions, row 2."),
        ("p_b", "x", "Probabilities must be at least 0 and sum to 1"),
        ("p_b", np.inf, "Probabilities must be at least 0 and sum to 1"),
        ("predicted", "c", "'predicted' must be one of .'a', 'b'.; got 'c' .predictions, row 2."),
        ("predicted", None, "'predicted' must be one of .'a', 'b'.; got None .predictions, row 2."),
        ("unseen", 1.5, "'unseen' must be a share from 0 to 1; got 1.5 .predictions, row 2."),
    ],
)
def test_refuses_a_row_that_is_none(table: Table, column: str, value: Any, message: str) -> None:
    frame = table(ROWS, predicted="a", unseen=0.1).astype({column: object})
    frame.loc[1, column] = value
    with pytest.raises(StanceError, match=message):
        DocumentTotals.from_frame(frame, ["year"])


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("sampling_probability", 0.0, "'sampling_probability' must be above 0 and at most 1.*row 2"),
        ("sampling_probability", None, "'sampling_probability' must be above 0 and at most 1.*row 2"),
        ("label", "c", "'label' must be one of .*; got 'c' .gold, row 2."),
        ("passage_id", "p0", "A passage must have one gold label; got two of 'p0' .gold, row 2."),
    ],
)
def test_refuses_gold_that_is_none(table: Table, column: str, value: Any, message: str) -> None:
    gold = pd.DataFrame({"passage_id": ["p0", "p1"], "label": ["a", "b"], "sampling_probability": [0.5, 0.5]})
    gold = gold.astype(object)
    gold.loc[1, column] = value
    with pytest.raises(StanceError, match=message):
        DocumentTotals.from_frame(table(ROWS), ["year"], gold=gold)


def test_refuses_gold_without_probabilities(table: Table) -> None:
    gold = pd.DataFrame({"passage_id": ["p0"], "label": ["a"]})
    with pytest.raises(StanceError, match="must have a column 'sampling_probability'"):
        DocumentTotals.from_frame(table(ROWS), ["year"], gold=gold)


def test_refuses_what_can_not_be_merged(table: Table) -> None:
    frame = table(ROWS)
    by_year = DocumentTotals.from_frame(frame, ["year"])
    with pytest.raises(StanceError, match="must have the same cells"):
        by_year.merge(DocumentTotals.from_frame(frame, ["source"]))
    with pytest.raises(StanceError, match="must have the same labels"):
        by_year.merge(DocumentTotals.from_frame(frame, ["year"], labels=["b", "a"]))
    with pytest.raises(StanceError, match="must have the same columns"):
        by_year.merge(DocumentTotals.from_frame(frame.assign(unseen=0.0), ["year"]))
    with pytest.raises(StanceError, match="at least one batch"):
        DocumentTotals.from_batches([], ["year"])


def test_refuses_columns_that_are_not_there(table: Table) -> None:
    frame = table(ROWS)
    with pytest.raises(StanceError, match="must have a column 'region'"):
        DocumentTotals.from_frame(frame, ["region"])
    with pytest.raises(StanceError, match="'by' must be a list of columns; got the text 'year'"):
        DocumentTotals.from_frame(frame, "year")
    with pytest.raises(StanceError, match="must have a column 'p_<label>' per label; got 1"):
        DocumentTotals.from_frame(frame.drop(columns="p_a"), ["year"])

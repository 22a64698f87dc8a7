"""From a declared table to arrays."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.evaluation.data import documents_of, duplicates_of, make_split, passages_of, read, rewordings_of

LAW = "no person shall be held to answer for a crime unless on an indictment of a grand jury"


def _table(**columns: Any) -> Any:
    frame = pd.DataFrame({"text": [LAW, "rain fell", LAW + " today"], "label": ["b", "a", "b"], **columns})
    document = "document_id" if "document_id" in columns else None
    return read(frame, Structure(document=document, source=None, time=None))


def test_near_duplicates_are_found_and_the_rest_is_in_no_cluster() -> None:
    first, alone, other = duplicates_of(_table()).tolist()
    assert first == other >= 0
    assert alone == -1


def test_rows_are_documents_where_none_is_declared() -> None:
    assert documents_of(_table()).tolist() == [0, 1, 2]
    assert documents_of(_table(document_id=["y", "x", "y"])).tolist() == [1, 0, 1]


def test_passages_carry_groups_that_near_duplicates_join() -> None:
    table = _table()
    assert passages_of(table).groups.tolist() == [0, 1, 2]
    assert passages_of(table, duplicates_of(table)).groups.tolist() == [0, 1, 0]
    assert passages_of(table).truth.tolist() == [1, 0, 1]


def test_a_checked_table_passes_through_and_labels_can_be_ordered() -> None:
    table = _table()
    assert read(table) is table
    assert read(table, labels=["b", "a", "c"]).labels == ("b", "a", "c")


def test_rewordings_need_ids_on_both_sides() -> None:
    frame = pd.DataFrame({"passage_id": ["p2", "elsewhere"], "text": ["it poured", "unseen"]})
    found = rewordings_of(frame, _table(passage_id=["p1", "p2", "p3"]))
    assert (found.texts.tolist(), found.owners.tolist()) == (["it poured"], [1])
    with pytest.raises(StanceError, match=r"must have a column 'passage_id'.*\(table with rewordings\)"):
        rewordings_of(frame, _table())
    with pytest.raises(StanceError, match=r"must have a column 'text'.*\(rewordings\)"):
        rewordings_of(frame[["passage_id"]], _table(passage_id=["p1", "p2", "p3"]))


def test_a_split_keeps_near_duplicates_together_unless_told_otherwise() -> None:
    found = make_split(_table(), "document", folds=2)
    assert sorted(len(fold.test) for fold in found) == [1, 2]
    with pytest.raises(StanceError, match=r"number of documents \(2\); got 3"):
        make_split(_table(), "document", folds=3)

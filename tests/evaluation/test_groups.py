"""Groups that no split may divide."""

from __future__ import annotations

import numpy as np
import pytest

from stance.errors import StanceError
from stance.evaluation.groups import codes, joined


def test_codes_follow_sorted_values_and_mark_what_is_missing() -> None:
    assert codes([3, None, 1, float("nan"), 3], "year").tolist() == [1, -1, 0, -1, 1]


def test_codes_take_values_that_do_not_sort_together() -> None:
    found = codes(["b", 1, "b", 2], "document")
    assert found[0] == found[2]
    assert len(set(found.tolist())) == 3


def test_codes_refuse_lists() -> None:
    with pytest.raises(StanceError, match="'source' must hold one value a row; got a list or a mapping"):
        codes([["a"], ["b"]], "source")


def test_documents_that_share_a_near_duplicate_are_one_group_through_any_chain() -> None:
    documents = np.array([0, 0, 1, 1, 2, 3, 4])
    duplicates = np.array([-1, 7, 7, 2, 2, -1, -1])
    assert joined(documents, duplicates).tolist() == [0, 0, 0, 0, 0, 1, 2]


def test_without_near_duplicates_groups_are_documents() -> None:
    documents = np.array([2, 0, 2, 5])
    for duplicates in (None, np.full(4, -1)):
        assert joined(documents, duplicates).tolist() == [1, 0, 1, 2]


def test_a_near_duplicate_inside_one_document_joins_nothing() -> None:
    assert joined(np.array([0, 0, 1]), np.array([0, 0, -1])).tolist() == [0, 0, 1]

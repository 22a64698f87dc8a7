"""What each split keeps apart."""

from __future__ import annotations

import numpy as np
import pytest

from stance.errors import StanceError
from stance.evaluation.splits import by_document, forward_in_time, leave_one_source_out, optimistic_random

DOCUMENTS = np.repeat(np.arange(30), 3)
LABELS = np.tile([0, 1, 0, 1, 1, 0], 15)


def test_by_document_tests_every_passage_once_and_divides_no_document() -> None:
    split = by_document(LABELS, DOCUMENTS, folds=4)
    assert sorted(np.concatenate([f.test for f in split]).tolist()) == list(range(90))
    for fold in split:
        assert not set(DOCUMENTS[fold.train]) & set(DOCUMENTS[fold.test])
        assert len(fold.train) + len(fold.test) == 90


def test_near_duplicates_stay_on_one_side_and_the_leaks_are_counted() -> None:
    duplicates = np.full(90, -1)
    plain = by_document(LABELS, DOCUMENTS, folds=4)
    one, other = plain.folds[0].test[0], plain.folds[1].test[0]
    duplicates[[one, other]] = 0
    split = by_document(LABELS, DOCUMENTS, folds=4, duplicates=duplicates)
    assert split.leaks_prevented == 2
    assert any({one, other} <= set(fold.test.tolist()) for fold in split)
    assert "2 leaks of near-duplicates prevented" in str(split)


def test_every_source_is_tested_by_a_model_that_never_saw_it() -> None:
    sources = np.array(["north", "south", "east"])[DOCUMENTS % 3]
    split = leave_one_source_out(LABELS, DOCUMENTS, sources)
    assert [fold.held_out for fold in split] == ["east", "north", "south"]
    for fold in split:
        assert set(sources[fold.test]) == {fold.held_out}
        assert fold.held_out not in sources[fold.train]


def test_many_sources_share_folds_and_stay_whole() -> None:
    sources = np.array([f"source {d}" for d in DOCUMENTS])
    split = leave_one_source_out(LABELS, DOCUMENTS, sources, folds=3)
    assert len(split.folds) == 3
    for fold in split:
        assert not set(sources[fold.train]) & set(sources[fold.test])


def test_passages_of_unknown_source_are_left_out_and_counted() -> None:
    sources = np.array(["north", "south", None], dtype=object)[DOCUMENTS % 3]
    split = leave_one_source_out(LABELS, DOCUMENTS, sources)
    used = {row for fold in split for row in (*fold.train, *fold.test)}
    assert all(sources[row] is not None for row in used)
    assert split.notes == ("30 passages left out: source unknown.",)


def test_a_document_of_two_sources_leaves_training_where_it_is_tested() -> None:
    sources = np.array(["north", "south"])[DOCUMENTS % 2].astype(object)
    sources[0] = "south" if sources[0] == "north" else "north"
    for fold in leave_one_source_out(LABELS, DOCUMENTS, sources):
        assert not set(DOCUMENTS[fold.train]) & set(DOCUMENTS[fold.test])


def test_a_press_release_in_two_sources_leaks_without_protection() -> None:
    sources = np.array(["north", "south"])[DOCUMENTS % 2]
    duplicates = np.full(90, -1)
    duplicates[[0, 3]] = 0  # document 0 is north's, document 1 south's
    split = leave_one_source_out(LABELS, DOCUMENTS, sources, duplicates=duplicates)
    assert split.leaks_prevented == 2
    north = next(fold for fold in split if fold.held_out == "north")
    assert not set(north.train) & {3, 4, 5}


def test_time_only_moves_forward() -> None:
    years = 2000 + DOCUMENTS // 3
    split = forward_in_time(DOCUMENTS, years, folds=5)
    assert [fold.held_out for fold in split] == [
        "2002 to 2003",
        "2004 to 2005",
        "2006 to 2007",
        "2008 to 2009",
    ]
    for fold in split:
        assert years[fold.train].max() < years[fold.test].min()


def test_years_that_were_read_as_decimals_are_written_as_years() -> None:
    years = np.where(DOCUMENTS < 15, 2000.0, 2001.0)
    years[0] = np.nan
    split = forward_in_time(DOCUMENTS, years)
    assert [fold.held_out for fold in split] == ["2001"]
    assert split.notes == ("1 passages left out: time unknown.",)


def test_a_random_split_says_that_it_is_optimistic() -> None:
    split = optimistic_random(LABELS, folds=3)
    assert split.name == "optimistic_random"
    assert "optimistic" in str(split)
    assert any(set(DOCUMENTS[fold.train]) & set(DOCUMENTS[fold.test]) for fold in split)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: by_document(LABELS, DOCUMENTS, folds=31), r"number of documents \(30\); got 31"),
        (
            lambda: by_document(LABELS, DOCUMENTS, folds=1),
            r"between 2 and the number of documents \(30\); got 1",
        ),
        (lambda: optimistic_random(LABELS[:3], folds=5), r"number of passages \(3\); got 5"),
        (
            lambda: leave_one_source_out(LABELS, DOCUMENTS, np.full(90, "only")),
            r"number of sources \(1\); got 2",
        ),
        (lambda: forward_in_time(DOCUMENTS, np.full(90, 2001)), r"number of times \(1\); got 2"),
    ],
)
def test_splits_that_can_not_be_made_are_refused(call: object, message: str) -> None:
    with pytest.raises(StanceError, match=message):
        call()  # type: ignore[operator]


def test_a_split_travels_without_its_rows() -> None:
    found = by_document(LABELS, DOCUMENTS, folds=2).to_dict()
    assert found["folds"][0] == {"held_out": "documents, part 1", "train": 45, "test": 45}

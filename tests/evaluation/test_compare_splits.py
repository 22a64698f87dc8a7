"""Several splits side by side."""

from __future__ import annotations

from typing import Any

import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.evaluation.compare_splits import compare_splits
from stance.evaluation.evaluate import evaluate


def test_each_split_is_the_evaluation_of_that_split(corpus: Any, bag: Any) -> None:
    found = compare_splits(corpus(), bag)
    assert list(found.evaluations) == ["optimistic_random", "document", "source", "source_type", "time"]
    assert found.evaluations["time"].to_dict() == evaluate(corpus(), bag, split="time").to_dict()
    assert set(found.gaps) == {"document", "source", "source_type", "time"}
    assert set(found.to_frame()["split"]) == set(found.evaluations)


def test_the_gap_is_on_the_passages_that_both_test(corpus: Any, bag: Any) -> None:
    from sklearn.metrics import f1_score

    found = compare_splits(corpus(), bag, splits=["optimistic_random", "time"])
    later = found.evaluations["time"].predicted()
    random = found.evaluations["optimistic_random"].predicted().loc[later.index]
    scores = [f1_score(x["label"], x["predicted"], average="macro") for x in (random, later)]
    assert found.gaps["time"].estimate == pytest.approx(scores[0] - scores[1])
    assert found.gaps["time"].n_passages == len(later)


def test_a_split_without_its_column_is_left_out_with_the_reason(corpus: Any, bag: Any) -> None:
    frame = corpus().drop(columns=["year", "source_type"])
    found = compare_splits(frame, bag, Structure(time=None))
    assert set(found.left_out) == {"source_type", "time"}
    assert "time: The split 'by time' must have a declared column" in str(found)


def test_a_random_split_flatters_where_documents_have_their_own_words(corpus: Any, bag: Any) -> None:
    # Here the label is the document's, and only the document's own word tells it.
    frame = corpus(60)
    frame["label"] = [["force", "law"][int(d[1:]) % 2] for d in frame["document_id"]]
    frame["text"] = [f"own{d} own{d} and the city" for d in frame["document_id"]]
    frame["text"] += [f" number{k}" for k in range(len(frame))]
    found = compare_splits(frame, bag, splits=["optimistic_random", "document"])
    low = found.gaps["document"].low
    assert low is not None
    assert low > 0.2


def test_unknown_and_impossible_splits_are_refused(corpus: Any, bag: Any) -> None:
    with pytest.raises(StanceError, match=r"'splits' must be among .*; got 'random'"):
        compare_splits(corpus(), bag, splits=["random"])
    with pytest.raises(StanceError, match="At least one split must be possible; got 'folds' must be"):
        compare_splits(corpus(5), bag, splits=["document"], folds=10)

"""Scores of parts of the tested passages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.metrics import f1_score

from stance.evaluation.evaluate import evaluate
from stance.evaluation.result import Evaluation


def test_slices_follow_the_declared_columns(evaluation: Evaluation) -> None:
    found = [(x.by, x.value) for x in evaluation.slices]
    assert found[:3] == [("source", "East Wire"), ("source", "North Post"), ("source", "South Herald")]
    assert ("source_type", "paper") in found
    assert [value for by, value in found if by == "time"] == [str(year) for year in range(2000, 2009)]
    assert len([1 for by, _ in found if by == "length"]) == 1  # every invented passage has ten words


def test_a_slice_is_scored_on_its_own_passages(evaluation: Evaluation) -> None:
    frame = evaluation.predicted()
    own = frame[frame["source"] == "North Post"]
    found = next(x for x in evaluation.slices if x.value == "North Post")
    assert found.macro_f1.estimate == pytest.approx(f1_score(own["label"], own["predicted"], average="macro"))
    assert found.accuracy.n_documents == own["document_id"].nunique()


def test_small_slices_have_no_interval(evaluation: Evaluation) -> None:
    found = next(x for x in evaluation.slices if x.value == "2000")
    assert found.accuracy.n_documents == 5
    assert found.macro_f1.low is None


def test_passages_of_unknown_source_are_in_no_slice(corpus: Any, bag: Any) -> None:
    frame = corpus()
    frame.loc[frame["source"] == "East Wire", "source"] = None
    found = evaluate(frame, bag)
    assert [x.value for x in found.slices if x.by == "source"] == ["North Post", "South Herald"]


def test_of_many_values_the_largest_are_scored_in_reading_order(
    corpus: Any, bag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stance.evaluation.slices._MOST_VALUES", 3)
    frame = corpus()
    found = [x for x in evaluate(frame, bag).slices if x.by == "time"]
    assert [x.value for x in found] == sorted(x.value for x in found)
    largest = frame["year"].value_counts().to_numpy()[:3]
    assert sorted(x.accuracy.n_passages for x in found) == sorted(largest)


def test_lengths_are_cut_at_the_thirds_and_read_upwards(corpus: Any, bag: Any) -> None:
    frame = corpus()
    frame["text"] += [" more" * (k % 30) for k in range(len(frame))]
    found = [x for x in evaluate(frame, bag).slices if x.by == "length"]
    assert [x.value.split()[0] for x in found[::2]] == ["up", "over"]
    counts = np.array([x.accuracy.n_passages for x in found])
    assert counts.sum() == len(frame)
    assert np.ptp(counts) < 0.1 * len(frame)

"""One call from a table to scores, on tables of any kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.evaluation.baselines import baselines
from stance.evaluation.evaluate import evaluate, evaluate_on
from stance.evaluation.result import Evaluation

BARE = Structure(document=None, source=None, time=None)


def test_every_model_is_scored_on_the_same_passages(evaluation: Evaluation) -> None:
    assert list(evaluation.scores) == ["model", "logistic"]
    first, second = evaluation.predictions.values()
    assert (first.tested == second.tested).all()
    assert len(first.tested) == len(evaluation.table.frame)


def test_the_printed_table_names_split_models_and_documents(evaluation: Evaluation) -> None:
    lines = str(evaluation).splitlines()
    assert lines[0].startswith("document: no document on both sides; 5 folds, 45 documents")
    assert "95% intervals over documents" in lines[0]
    assert lines[2].startswith("model ")
    assert lines[3].startswith("logistic ")


def test_what_travels_is_the_same_each_time(
    evaluation: Evaluation, corpus: Any, bag: Any, logistic: Any
) -> None:
    again = evaluate(corpus(), bag, baselines={"logistic": logistic})
    text = json.dumps(evaluation.to_dict(), allow_nan=False)
    assert json.dumps(again.to_dict(), allow_nan=False) == text
    assert "seconds" not in text


def test_predictions_carry_the_tables_columns(evaluation: Evaluation) -> None:
    frame = evaluation.predicted()
    assert {"passage_id", "document_id", "predicted", "p_force", "p_law", "p_other"} <= set(frame.columns)
    best = frame[["p_force", "p_law", "p_other"]].to_numpy().argmax(axis=1)
    assert [evaluation.table.labels[k] for k in best] == frame["predicted"].tolist()


def test_the_frame_has_a_row_for_each_model_label_and_metric(evaluation: Evaluation) -> None:
    frame = evaluation.to_frame()
    assert len(frame) == 2 * (7 + 3 * 4)
    row = frame[(frame["model"] == "model") & (frame["metric"] == "macro_f1")].iloc[0]
    assert row["estimate"] == evaluation.scores["model"].overall["macro_f1"].estimate


def test_labels_keep_the_order_asked_for(corpus: Any, bag: Any) -> None:
    found = evaluate(corpus(), bag, labels=["other", "law", "force"])
    plain = evaluate(corpus(), bag)
    assert found.table.labels == ("other", "law", "force")
    counts = plain.scores["model"].confusion
    assert (found.scores["model"].confusion == counts[::-1, ::-1]).all()


def test_a_label_that_is_not_named_is_refused(corpus: Any, bag: Any) -> None:
    with pytest.raises(StanceError, match="'labels' must name every label of the table; got no 'other'"):
        evaluate(corpus(), bag, labels=["force", "law"])


def test_only_the_model_is_tuned(corpus: Any, logistic: Any) -> None:
    grid = {"logisticregression__C": [0.01, 1.0]}
    found = evaluate(corpus(20), logistic, grid=grid, baselines={"plain": logistic}, folds=3)
    assert len(found.to_dict()["settings"]["model"]) == 3
    assert "plain" not in found.to_dict()["settings"]


@pytest.mark.parametrize("split", ["source", "source_type", "time", "optimistic_random"])
def test_every_split_can_be_asked_for(split: str, corpus: Any, bag: Any) -> None:
    found = evaluate(corpus(), bag, split=split)
    assert found.split.name == split
    assert str(found).startswith(f"{split}: ")


def test_splits_that_the_table_can_not_carry_are_refused(corpus: Any, bag: Any) -> None:
    with pytest.raises(StanceError, match=r"'split' must be one of \[.*\]; got 'random'"):
        evaluate(corpus(), bag, split="random")
    with pytest.raises(StanceError, match="The split 'by time' must have a declared column; got none"):
        evaluate(corpus(), bag, Structure(time=None), split="time")
    with pytest.raises(StanceError, match="must have a column 'source_type'"):
        evaluate(corpus().drop(columns="source_type"), bag, split="source_type")


def test_repeated_texts_stay_on_one_side(corpus: Any, bag: Any) -> None:
    frame = corpus()
    copies = frame.iloc[:10].assign(document_id=[f"copy{k}" for k in range(10)])
    found = evaluate(pd.concat([frame, copies], ignore_index=True), bag)
    texts = found.table.frame["text"].to_numpy()
    assert all(not set(texts[fold.train]) & set(texts[fold.test]) for fold in found.split)
    assert found.split.leaks_prevented > 0


def test_rewordings_join_the_training_of_their_passage(corpus: Any, logistic: Any) -> None:
    frame = corpus(20)
    rewordings = frame[["passage_id", "text"]].assign(text="reworded " + frame["text"])
    strangers = pd.DataFrame({"passage_id": ["elsewhere"], "text": ["unseen"]})
    found = evaluate(frame, logistic, rewordings=pd.concat([rewordings, strangers]), folds=3)
    for fold, model in zip(found.split, found.predictions["model"].estimators, strict=True):
        words = model[0].vocabulary_
        assert "reworded" in words
        assert "unseen" not in words
        tested = set(frame["document_id"].iloc[fold.test])
        assert not {f"own{d.removeprefix('d')}" for d in tested} & set(words)


def test_rows_without_a_document_stand_alone_and_the_output_says_so(corpus: Any, bag: Any) -> None:
    found = evaluate(corpus(), bag, BARE)
    assert found.scores["model"].overall["accuracy"].n_documents == len(corpus())
    assert "every row counts as a document of its own" in str(found)


@pytest.mark.parametrize("n_labels", [2, 30])
def test_two_to_thirty_labels_numbers_among_them(n_labels: int, bag: Any) -> None:
    rng = np.random.default_rng(0)
    labels = np.r_[np.arange(n_labels), np.arange(n_labels), rng.integers(0, n_labels, 300)]
    frame = pd.DataFrame(
        {"text": [f"w{x} noise{rng.integers(9)}" for x in labels], "label": labels.astype(float)}
    )
    found = evaluate(frame, bag, BARE, baselines=baselines() if n_labels == 2 else None)
    assert len(found.table.labels) == n_labels
    assert "0" in found.table.labels
    assert found.scores["model"].overall["accuracy"].estimate > 0.9


def test_a_label_too_rare_for_every_fold_is_scored_all_the_same(corpus: Any, bag: Any) -> None:
    frame = corpus()
    frame.loc[0, "label"] = "unique"
    found = evaluate(frame, bag)
    assert found.scores["model"].per_label["unique"]["recall"].estimate == 0
    assert np.isfinite(found.scores["model"].overall["log_loss"].estimate)


def test_a_missing_text_is_refused_by_row(corpus: Any, bag: Any) -> None:
    frame = corpus()
    frame.loc[6, "text"] = None
    with pytest.raises(
        StanceError, match=r"'text' must hold text in every row; got (None|nan) \(table, row 7\)"
    ):
        evaluate(frame, bag)


def test_a_predefined_test_table_is_honoured(corpus: Any, bag: Any) -> None:
    train, test = corpus(30), corpus(20, seed=1).assign(document_id=lambda x: "t" + x["document_id"])
    found = evaluate_on(train, test, bag, baselines=baselines())
    assert found.split.name == "predefined"
    assert found.predictions["model"].tested.tolist() == list(range(len(train), len(train) + len(test)))
    expected = bag().fit(train["text"], train["label"]).predict(test["text"])
    assert found.predicted()["predicted"].tolist() == expected.tolist()
    assert found.notes == ()


def test_what_both_tables_share_is_said(corpus: Any, bag: Any) -> None:
    frame = corpus(30)
    number = frame["document_id"].str[1:].astype(int)
    found = evaluate_on(frame[number <= 20], frame[number >= 20], bag)
    count = (number == 20).sum()
    assert found.notes == (
        f"Optimistic: {count} passages of the test table have their document in training.",
        f"Optimistic: {count} passages of the test table have their near-duplicate in training.",
    )


def test_a_table_is_read_from_a_file(tmp_path: Any, corpus: Callable[..., pd.DataFrame], bag: Any) -> None:
    path = tmp_path / "table.csv"
    corpus(20).to_csv(path, index=False)
    assert evaluate(path, bag, folds=3).to_dict() == evaluate(corpus(20), bag, folds=3).to_dict()

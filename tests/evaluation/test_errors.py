"""The error table and the kinds of errors."""

from __future__ import annotations

from typing import Any

import pytest

from stance.evaluation.errors import find_errors
from stance.evaluation.evaluate import evaluate
from stance.evaluation.lexicon import Cue
from stance.evaluation.result import Evaluation
from stance.model.classifier import StanceClassifier

CUES = (Cue("river", "A river is named.", ("river*",)), Cue("absent", "", ("never said",)))


def test_every_mistake_is_counted_and_the_surest_come_first(evaluation: Evaluation) -> None:
    found = find_errors(evaluation, most=5)
    frame = evaluation.predicted()
    assert found.n_errors == (frame["label"] != frame["predicted"]).sum()
    assert len(found.mistakes) == 5
    sureness = [x.probability for x in found.mistakes]
    assert sureness == sorted(sureness, key=lambda x: -(x or 0))
    for mistake in found.mistakes:
        row = frame.loc[mistake.row - 1]
        assert (row["text"], row["label"], row["predicted"]) == (
            mistake.text,
            mistake.true,
            mistake.predicted,
        )


def test_kinds_compare_passages_with_and_without_the_cue(evaluation: Evaluation) -> None:
    found = find_errors(evaluation, CUES)
    frame = evaluation.predicted()
    wrong, has = frame["label"] != frame["predicted"], frame["text"].str.contains("river")
    kind = found.kinds[0]
    assert kind.errors == (wrong & has).sum()
    assert kind.with_cue.estimate == pytest.approx(wrong[has].mean())
    assert kind.without_cue.estimate == pytest.approx(wrong[~has].mean())
    often = (frame["label"] + " as " + frame["predicted"])[wrong & has].value_counts()
    assert often[kind.confusion] == often.max()
    assert "river: A river is named." in str(found)


def test_a_cue_that_never_occurs_has_no_rate(evaluation: Evaluation) -> None:
    kind = find_errors(evaluation, CUES).kinds[1]
    assert (kind.errors, kind.confusion, str(kind.with_cue)) == (0, "", "undefined")


def test_the_misleading_words_are_those_of_the_folds_own_model(corpus: Any) -> None:
    made = evaluate(corpus(30), StanceClassifier, folds=3)
    found = find_errors(made, most=3)
    labels = made.table.labels
    for mistake in found.mistakes:
        fold = made.predictions["model"].fold[mistake.row - 1]
        explanation = made.predictions["model"].estimators[fold].explain(mistake.text)
        true, given = labels.index(mistake.true), labels.index(mistake.predicted)
        pulls = sorted((float(x[given] - x[true]) for _, _, x in explanation.words()), reverse=True)
        assert [pull for _, pull in mistake.words] == pytest.approx(pulls[:5])


def test_models_that_can_not_explain_leave_the_words_out(evaluation: Evaluation) -> None:
    found = find_errors(evaluation, CUES, most=2)
    assert all(x.words == () for x in found.mistakes)
    frame = found.to_frame()
    assert list(frame.columns) == ["row", "text", "true", "predicted", "probability", "words", "cues"]
    assert all("text" not in kind for kind in found.to_dict()["kinds"])


def test_a_model_without_mistakes_has_an_empty_table(corpus: Any, bag: Any) -> None:
    frame = corpus()
    frame["text"] = frame["label"]
    # Every text repeats, so documents alone are kept apart here.
    import numpy as np

    found = find_errors(evaluate(frame, bag, duplicates=np.full(len(frame), -1)))
    assert (found.n_errors, len(found.to_frame())) == (0, 0)

"""Out-of-fold predictions: nobody is scored by a model that saw them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

from stance.errors import StanceError
from stance.evaluation.out_of_fold import NO_REWORDINGS, Passages, Rewordings, choose, out_of_fold
from stance.evaluation.splits import Fold, Split, by_document

TEXTS = np.array([f"w{k % 3} own{k}" for k in range(30)], dtype=object)
TRUTH = np.arange(30) % 3
GROUPS = np.arange(30) // 2
PASSAGES = Passages(TEXTS, TRUTH, GROUPS, ("a", "b", "c"))
SPLIT = by_document(TRUTH, GROUPS, folds=3)


class Memory:
    """Remembers its training texts; a text that it knows gives its label, another one the first label."""

    fitted: list[list[str]]

    def __init__(self, log: list[Any]) -> None:
        self.log = log

    def set_params(self, **settings: object) -> Memory:
        self.settings = settings
        return self

    def fit(self, texts: list[str], labels: Any) -> Memory:
        self.known = dict(zip(texts, labels, strict=True))
        self.classes_ = np.unique(labels)
        self.log.append((set(texts), getattr(self, "settings", {})))
        return self

    def predict(self, texts: list[str]) -> Any:
        return np.array([self.known.get(text, self.classes_[0]) for text in texts])


def test_no_text_is_scored_by_a_model_that_knows_it() -> None:
    log: list[Any] = []
    made = out_of_fold(lambda: Memory(log), PASSAGES, SPLIT)
    assert (made.predicted == 0).all()
    assert made.probabilities is None
    assert made.tested.tolist() == list(range(30))
    for (known, _), fold in zip(log, SPLIT, strict=True):
        assert known == set(TEXTS[fold.train])


def test_each_row_carries_its_fold_and_each_fold_its_model() -> None:
    log: list[Any] = []
    made = out_of_fold(lambda: Memory(log), PASSAGES, SPLIT)
    for k, fold in enumerate(SPLIT):
        assert (made.fold[fold.test] == k).all()
        assert not set(made.estimators[k].known) & set(TEXTS[fold.test])


def test_rewordings_train_only_with_their_owner() -> None:
    log: list[Any] = []
    rewordings = Rewordings(np.array(["again 0", "again 29"], dtype=object), np.array([0, 29]))
    out_of_fold(lambda: Memory(log), PASSAGES, SPLIT, rewordings=rewordings)
    for (known, _), fold in zip(log, SPLIT, strict=True):
        assert ("again 0" in known) == (0 in fold.train)
        assert ("again 29" in known) == (29 in fold.train)


def test_settings_are_chosen_on_training_documents_alone() -> None:
    log: list[Any] = []
    grid = {"depth": [1, 2]}
    made = out_of_fold(lambda: Memory(log), PASSAGES, SPLIT, grid=grid)
    assert made.settings == ({"depth": 1},) * 3  # a tie: the first setting wins
    for start, fold in zip(range(0, len(log), 7), SPLIT, strict=True):
        inner = log[start : start + 6]
        assert [settings for _, settings in inner] == [{"depth": 1}, {"depth": 2}] * 3
        tested = set(TEXTS[fold.test])
        for known, _ in inner:
            assert not known & tested
            groups = {int(GROUPS[list(TEXTS).index(text)]) for text in known}
            held = {int(g) for g in GROUPS[fold.train]} - groups
            # A document is never divided between the inner parts.
            assert all(not known & set(TEXTS[g == GROUPS]) for g in held)


def test_the_better_setting_is_chosen() -> None:
    def model() -> Any:
        return make_pipeline(CountVectorizer(), MultinomialNB())

    # With one feature the model cannot tell three labels apart.
    grid = {"countvectorizer__max_features": [1, None]}
    assert choose(model, PASSAGES, np.arange(30), grid) == {"countvectorizer__max_features": None}


def test_a_label_that_a_fold_never_saw_has_probability_zero() -> None:
    texts = np.array(["x", "y", "z", "x y", "x", "y"], dtype=object)
    passages = Passages(texts, np.array([0, 1, 2, 0, 0, 1]), np.arange(6), ("a", "b", "c"))
    rest = np.array([0, 1, 3, 4, 5])
    split = Split("one", "", (Fold(rest, np.array([2]), "z"),))
    made = out_of_fold(
        lambda: make_pipeline(CountVectorizer(token_pattern="."), MultinomialNB()), passages, split
    )
    assert made.probabilities is not None
    assert made.probabilities[0, 2] == 0
    assert made.probabilities[0].sum() == pytest.approx(1)


def test_a_fold_with_one_label_to_train_on_is_refused() -> None:
    split = Split("source", "", (Fold(np.array([0, 3]), np.array([1]), "North"),))
    message = r"train on at least two labels; got 1 where 'North' is held out \(source\)"
    with pytest.raises(StanceError, match=message):
        out_of_fold(lambda: Memory([]), PASSAGES, split)


def test_an_empty_grid_is_refused() -> None:
    with pytest.raises(StanceError, match="'grid' must offer at least one value"):
        choose(lambda: Memory([]), PASSAGES, np.arange(30), {"depth": []}, NO_REWORDINGS)

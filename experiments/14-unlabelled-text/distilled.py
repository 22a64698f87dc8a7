"""A linear model that learns from labelled passages, and from what a fine-tuned encoder says of others."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd

import stance
from stance.documents.archive import unpack_texts
from stance.evaluation.lexicon import phrase_pattern
from stance.evaluation.rivals import FineTunedEncoder
from stance.model.classifier import StanceClassifier
from stance.tables import write_table


def unlabelled(config: Mapping[str, Any], tested: set[str], most: int) -> list[str]:
    """Passages that mention what is looked for, drawn at random from speeches that test nothing."""
    mention = phrase_pattern(config["keywords"])
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        found = unpack_texts(config["inputs"]["speeches"], folder, config["name"], mention.search)
        kept = [x for x in found if x["document"] not in tested]
        stated = [{"file": x.string, "source": x["document"]} for x in kept]
        write_table(pd.DataFrame(stated), folder / "sources.csv")
        texts = stance.read_passages([folder / x.string for x in kept], folder / "sources.csv").passages[
            "text"
        ]
    texts = texts[[bool(mention.search(text)) for text in texts]]
    order = np.random.default_rng(np.random.SeedSequence(0)).permutation(len(texts))
    return texts.iloc[order[:most]].tolist()


class Teacher(FineTunedEncoder):
    """The fine-tuned encoder; all models that have the same training texts share one."""

    def __init__(self, others: Sequence[str]) -> None:
        super().__init__()
        self.others = list(others)

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        if getattr(self, "texts_", None) != list(texts):
            super().fit(texts, labels)
            self.texts_, self.said_ = list(texts), self.predict(self.others)
        return self


class Distilled:
    """The default recipe on the labelled passages and, as the teacher labels them, on the first n others."""

    def __init__(self, teacher: Teacher, n: int) -> None:
        self.teacher, self.n = teacher, n

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        teacher = self.teacher.fit(texts, labels)
        more = np.concatenate([np.asarray(labels), teacher.said_[: self.n]])
        self.model_ = StanceClassifier().fit([*texts, *teacher.others[: self.n]], more)
        self.classes_ = self.model_.classes_
        return self

    def predict(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        return self.model_.predict(texts)

    def predict_proba(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        return self.model_.predict_proba(texts)

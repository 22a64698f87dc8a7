"""The default recipe with one idea more each: estimators of raw texts, made for this experiment alone.

What a variant needs to know of a training text beside its words (its document, its source type, how sure its
readers were, whether it is a rewording) it looks up by the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Self

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import LogisticRegression

from stance.corpus import ADJUDICATED, Corpus
from stance.evaluation.baselines import NBWeightedLogistic
from stance.evaluation.lexicon import Lexicon
from stance.evaluation.splits import by_document
from stance.evaluation.words import WordTfidf
from stance.model.classifier import StanceClassifier

CUES = {
    "negation": r"\b(?:not|never|no longer|failed to|instead of|rather than|despite|without)\b|n't\b",
    "modality": r"\b(?:must|should|ought|need to|needs to|have to|cannot|may|might|could)\b",
    "reported": r"\b(?:said|says|told|argued|argues|warned|warns|claimed|according to|called for)\b",
    "number": r"\b\d[\d,.]*\b",
    "year": r"\b(?:19|20)\d\d\b",
}
_LAST = re.compile(r"[^.!?]+[.!?]*\s*$")
_FIRST = re.compile(r"^[^.!?]+[.!?]*")


class Changed:
    """The default recipe on texts that were changed, or on some of them."""

    def __init__(self, change: Callable[[str], str], kept: Callable[[str], bool] = lambda _: True) -> None:
        self.change, self.kept = change, kept

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        rows = [k for k, text in enumerate(texts) if self.kept(text)]
        self.model_ = StanceClassifier().fit([self.change(texts[k]) for k in rows], np.asarray(labels)[rows])
        self.classes_ = self.model_.classes_
        return self

    def predict_proba(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        return self.model_.predict_proba([self.change(text) for text in texts])

    def predict(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        return np.asarray(self.classes_[self.predict_proba(texts).argmax(axis=1)])


class Weighted(Changed):
    """The default recipe with a weight for every training text."""

    def __init__(self, weight: Callable[[Sequence[str], Sequence[str]], np.ndarray[Any, Any]]) -> None:
        super().__init__(str)
        self.weight = weight

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        self.model_ = StanceClassifier().fit(texts, labels, self.weight(texts, labels))
        self.classes_ = self.model_.classes_
        return self


class TwoSteps(Changed):
    """Does it take a side? Which? The probability of a side is the product of both answers."""

    def __init__(self, neutral: str) -> None:
        super().__init__(str)
        self.neutral = neutral

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        y = np.asarray(labels)
        sided = y != self.neutral
        self.classes_ = np.unique(y)
        self.first_ = StanceClassifier().fit(texts, np.where(sided, "side", "none"))
        self.second_ = StanceClassifier().fit(
            [x for x, own in zip(texts, sided, strict=True) if own], y[sided]
        )
        return self

    def predict_proba(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        none = self.first_.predict_proba(texts)[:, [0]]
        sides = (1 - none) * self.second_.predict_proba(texts)
        columns = {self.neutral: none[:, 0], **dict(zip(self.second_.classes_, sides.T, strict=True))}
        return np.stack([columns[label] for label in self.classes_], axis=1)

    def predict(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        """One answer after the other: the most probable product would be neutral nearly always."""
        none = self.first_.predict_proba(texts)[:, 0] > 0.5
        return np.where(none, self.neutral, self.second_.predict(texts))


class TokenPrior(Changed):
    """Beside its n-grams, a text's mean word vector: latent semantic analysis of the training texts.

    A mean of word vectors times a weight is linear in the words, so it folds into one weight a word.
    """

    def __init__(self, dimensions: int = 128, scale: float = 1.0) -> None:
        super().__init__(str)
        self.dimensions, self.scale = dimensions, scale

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        self.words_, self.features_ = (
            WordTfidf().fit(texts),
            StanceClassifier().fit(texts, labels).model_.features,
        )
        words = self.words_.transform(texts)
        self.vectors_ = TruncatedSVD(self.dimensions, random_state=0).fit(words)
        self.linear_ = LogisticRegression(solver="newton-cg", class_weight="balanced", max_iter=500)
        self.linear_.fit(self._matrix(texts), labels)
        self.classes_ = self.linear_.classes_
        return self

    def predict_proba(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        return np.asarray(self.linear_.predict_proba(self._matrix(texts)))

    def _matrix(self, texts: Sequence[str]) -> csr_matrix:
        means = self.scale * self.vectors_.transform(self.words_.transform(texts))
        return hstack([self.features_.transform(list(texts)), csr_matrix(means)], format="csr")


class Stacked(Changed):
    """Logistic regression on what three models say of training texts whose documents they did not see."""

    def __init__(self, document: Mapping[str, str]) -> None:
        super().__init__(str)
        self.document = document
        self.makers: list[Callable[[], Any]] = [
            partial(StanceClassifier, character=None),
            partial(StanceClassifier, word=None),
            NBWeightedLogistic,
        ]

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        y = np.asarray(labels)
        self.classes_, codes = np.unique(y, return_inverse=True)
        groups = np.unique([self.document[text] for text in texts], return_inverse=True)[1]
        said = np.zeros((len(texts), len(self.classes_) * len(self.makers)))
        for fold in by_document(codes, groups, folds=3, seed=0):
            inner = [make().fit([texts[k] for k in fold.train], y[fold.train]) for make in self.makers]
            said[fold.test] = self._said(inner, [texts[k] for k in fold.test])
        self.stack_ = LogisticRegression(class_weight="balanced", max_iter=500).fit(said, y)
        self.inner_ = [make().fit(list(texts), y) for make in self.makers]
        return self

    def predict_proba(self, texts: Sequence[str]) -> np.ndarray[Any, Any]:
        said = self._said(self.inner_, list(texts))
        return np.asarray(self.stack_.predict_proba(said))

    def _said(self, models: Sequence[Any], texts: list[str]) -> np.ndarray[Any, Any]:
        return np.asarray(
            np.log(np.clip(np.hstack([model.predict_proba(texts) for model in models]), 1e-4, 1))
        )


def _neutral(corpus: Corpus) -> str:
    scale = corpus.codebook.scale
    assert scale is not None
    assert scale.neutral is not None
    return scale.neutral


def variants(corpus: Corpus) -> dict[str, Callable[[], Any]]:
    """Every variant by name."""
    labelled, further = corpus.labelled(), corpus.rewordings
    assert further is not None
    text_of = labelled.set_index("passage_id")
    known = further[further["passage_id"].isin(text_of.index)]
    owner = text_of.loc[known["passage_id"]]
    document = dict(zip(labelled["text"], labelled["document_id"], strict=True))
    document |= dict(zip(known["text"], owner["document_id"], strict=True))
    kind = dict(zip(known["text"], known["kind"], strict=True))
    source_type = dict(zip(labelled["text"], labelled["source_type"], strict=True))
    source_type |= dict(zip(known["text"], owner["source_type"], strict=True))
    readings = corpus.labels[corpus.labels["coder"] != ADJUDICATED]
    mean = pd.to_numeric(readings["confidence"]).groupby(readings["passage_id"]).mean()
    sure = dict(zip(labelled["text"], mean.reindex(labelled["passage_id"]), strict=True))
    sure |= dict(zip(known["text"], mean.reindex(known["passage_id"]), strict=True))

    def confidence(texts: Sequence[str], _: Sequence[str]) -> np.ndarray[Any, Any]:
        weights = np.array([sure[text] for text in texts])
        return np.asarray(weights / weights.mean())

    def domain(texts: Sequence[str], labels: Sequence[str]) -> np.ndarray[Any, Any]:
        table = pd.DataFrame({"type": [source_type[text] for text in texts], "label": labels})
        within = table.groupby("type")["label"].transform("size") / table.groupby(["type", "label"])[
            "label"
        ].transform("size")
        overall = table.groupby("label")["label"].transform("size") / len(table)
        return np.asarray(np.clip(np.sqrt(within * overall), 0.5, 2.0))

    lexicon, cues = Lexicon.read(), {name: re.compile(cue, re.IGNORECASE) for name, cue in CUES.items()}

    def with_lexicon(text: str) -> str:
        counts = lexicon.count([text], corpus.codebook.labels)[0]
        return text + "".join(f" lexicon_{k}" * int(min(n, 3)) for k, n in enumerate(counts))

    def with_cues(text: str) -> str:
        return text + "".join(f" cue_{name}" * min(len(cue.findall(text)), 3) for name, cue in cues.items())

    def training(*kinds: str) -> Callable[[], Any]:
        """The default, of the rewordings with those of these kinds alone."""
        return partial(Changed, str, lambda text: kind.get(text) in (None, *kinds))

    return {
        "no rewordings": training(),
        "rewordings in another genre alone": training("genre", "genre-far"),
        "rewordings by example alone": training("example"),
        "rewordings in another register alone": training("register"),
        "two steps": partial(TwoSteps, _neutral(corpus)),
        "weighted by readers' confidence": partial(Weighted, confidence),
        "weighted by source type": partial(Weighted, domain),
        "cue words added": partial(Changed, with_cues),
        "lexicon counts added": partial(Changed, with_lexicon),
        "first sentence twice": partial(Changed, lambda text: f"{(_FIRST.search(text) or [''])[0]} {text}"),
        "last sentence twice": partial(Changed, lambda text: f"{text} {(_LAST.search(text) or [''])[0]}"),
        "NB-weighted features": NBWeightedLogistic,
        "token prior (LSA)": TokenPrior,
        "stacked by documents": partial(Stacked, document),
    }

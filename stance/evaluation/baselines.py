"""What a user would otherwise pick, from guessing to a linear SVM: every evaluation shows these too.

Each is a small estimator over raw texts: ``fit(texts, labels)``, ``predict(texts)``, ``classes_`` and,
where it has probabilities, ``predict_proba(texts)``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from stance.errors import StanceError
from stance.evaluation.lexicon import Lexicon
from stance.evaluation.words import WordCounts, WordTfidf

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Factory = Callable[[], Any]
Floats = NDArray[np.float64]


class Majority:
    """The most frequent label of the training texts, whatever the text says."""

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:  # noqa: ARG002
        self.classes_, counts = np.unique(np.asarray(labels), return_counts=True)
        self.prior_ = counts / counts.sum()
        return self

    def predict(self, texts: Sequence[str]) -> NDArray[Any]:
        return np.full(len(texts), self.classes_[self.prior_.argmax()])


class Prior(Majority):
    """Guessing in the proportions of the training labels.

    The guess depends on the text alone, so that neither a seed nor the order of rows matters.
    """

    def predict(self, texts: Sequence[str]) -> NDArray[Any]:
        order = np.argsort(-self.prior_, kind="stable")
        uniform = np.array([_uniform(text) for text in texts])
        drawn = np.searchsorted(np.cumsum(self.prior_[order])[:-1], uniform, side="right")
        return np.asarray(self.classes_[order[drawn]])

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        return np.tile(self.prior_, (len(texts), 1))


class LexiconCount(Majority):
    """The label with the most seed phrases in the text; the more frequent label where that is a tie.

    Its probabilities are (count + training share) / (all counts + 1).
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        super().fit(texts, labels)
        if not set(self.lexicon.phrases) & {str(x) for x in self.classes_}:
            raise StanceError(
                f"The lexicon must name labels of the table, {[str(x) for x in self.classes_]}; "
                f"got {sorted(self.lexicon.phrases)}."
            )
        return self

    def predict(self, texts: Sequence[str]) -> NDArray[Any]:
        return np.asarray(self.classes_[self.predict_proba(texts).argmax(axis=1)])

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        counts = self.lexicon.count(texts, [str(x) for x in self.classes_])
        return np.asarray((counts + self.prior_) / (counts.sum(axis=1, keepdims=True) + 1))


class NBWeightedLogistic:
    """Logistic regression on word presence weighted by naive Bayes log-count ratios, label against rest.

    References
    ----------
    Wang & Manning 2012, Baselines and bigrams (ACL), with logistic regression in the place of the SVM.
    """

    def __init__(self, C: float = 1.0, alpha: float = 1.0) -> None:
        self.C = C
        self.alpha = alpha

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Self:
        self.words_ = WordCounts().fit(texts)
        x = self._presence(texts)
        y = np.asarray(labels)
        self.classes_ = np.unique(y)
        self.ratios_, self.models_ = [], []
        for label in self.classes_:
            own = y == label
            p = self.alpha + np.asarray(x[own].sum(axis=0)).ravel()
            q = self.alpha + np.asarray(x[~own].sum(axis=0)).ravel()
            ratio = np.log(p / p.sum()) - np.log(q / q.sum())
            self.ratios_.append(ratio)
            self.models_.append(
                LogisticRegression(
                    C=self.C, solver="liblinear", dual=True, max_iter=10_000, random_state=0
                ).fit(x.multiply(ratio).tocsr(), own)
            )
        return self

    def predict(self, texts: Sequence[str]) -> NDArray[Any]:
        return np.asarray(self.classes_[self.predict_proba(texts).argmax(axis=1)])

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        x = self._presence(texts)
        columns = [
            model.predict_proba(x.multiply(ratio).tocsr())[:, 1]
            for ratio, model in zip(self.ratios_, self.models_, strict=True)
        ]
        own = np.stack(columns, axis=1)
        return np.asarray(own / own.sum(axis=1, keepdims=True))

    def _presence(self, texts: Sequence[str]) -> csr_matrix:
        counts = self.words_.transform(texts)
        counts.data[:] = 1.0
        return counts


def _uniform(text: str) -> float:
    """A number in [0, 1) that is the text's own."""
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=6).digest()
    return int.from_bytes(digest) / 2**48


def multinomial_nb() -> Pipeline:
    """Multinomial naive Bayes on counts of words and word pairs."""
    return make_pipeline(WordCounts(), MultinomialNB())


def complement_nb() -> Pipeline:
    """Complement naive Bayes (Rennie et al. 2003) on counts of words and word pairs."""
    return make_pipeline(WordCounts(), ComplementNB())


def linear_svm() -> Pipeline:
    """A linear SVM on TF-IDF of words and word pairs; it has no probabilities."""
    return make_pipeline(WordTfidf(), LinearSVC(random_state=0, max_iter=10_000))


def baselines(lexicon: Lexicon | None = None) -> Mapping[str, Factory]:
    """Every baseline by name, cheapest first; the lexicon only where there is one."""
    made: dict[str, Factory] = {"majority": Majority, "prior": Prior}
    if lexicon is not None:
        made["lexicon"] = partial(LexiconCount, lexicon)
    return made | {
        "multinomial naive Bayes": multinomial_nb,
        "complement naive Bayes": complement_nb,
        "linear SVM": linear_svm,
        "NB-weighted logistic": NBWeightedLogistic,
    }

"""`StanceClassifier`: the model as a scikit-learn estimator of raw texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.model.explanation import Explanation
from stance.model.features import FeatureSettings, NgramFeatures
from stance.model.features.inputs import Inputs
from stance.model.linear import StanceModel
from stance.model.solver import fit_logistic

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


class StanceClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Word and character TF-IDF with logistic regression, on raw texts.

    Parameters
    ----------
    C : float
        Inverse strength of the L2 penalty, as in scikit-learn's ``LogisticRegression``.
    word, character : tuple of int, or None
        Smallest and largest n of the word n-grams and of the character n-grams within words.
    min_df : int
        An n-gram must occur in at least so many training texts.
    max_features : int or None
        At most so many n-grams of each kind, the most frequent ones.
    class_weight : {"balanced", None}
        "balanced" weighs every label alike: the probabilities are then those of a world in which
        all labels are equally frequent, and rare labels are found more often.
    codebook : Codebook or None
        Gives the order of the labels and the scale. None: labels in sorted order and no scale.

    Attributes
    ----------
    classes_ : ndarray of str
        The labels, in the order of every column of probabilities.
    model_ : StanceModel
        The fitted model, which scores without scikit-learn and can be saved.

    Notes
    -----
    Trained to the optimum of scikit-learn's objective, so the probabilities are those of the plain
    ``TfidfVectorizer`` + ``LogisticRegression`` pipeline, whatever the solver.

    Examples
    --------
    >>> texts = ["troops seized drugs", "courts need judges", "troops at the border", "judges and clinics"]
    >>> classifier = StanceClassifier(min_df=1).fit(texts, ["force", "law", "force", "law"])
    >>> classifier.predict(["judges for the courts"]).tolist()
    ['law']
    """

    classes_: NDArray[Any]
    model_: StanceModel

    def __init__(
        self,
        C: float = 1.0,
        word: tuple[int, int] | None = (1, 2),
        character: tuple[int, int] | None = (3, 5),
        min_df: int = 2,
        max_features: int | None = None,
        class_weight: str | None = "balanced",
        codebook: Codebook | None = None,
    ) -> None:
        self.C = C
        self.word = word
        self.character = character
        self.min_df = min_df
        self.max_features = max_features
        self.class_weight = class_weight
        self.codebook = codebook

    def fit(self, X: Sequence[str], y: ArrayLike, sample_weight: ArrayLike | None = None) -> Self:
        """Learn from texts and their labels.

        Raises
        ------
        StanceError
            When texts and labels differ in number, are not text, fewer than two labels occur, or a
            setting is not what it must be.
        """
        texts, targets = self._checked(X, y)
        self.classes_ = self._classes(targets)
        codes = _codes(self.classes_, targets)
        features = self._features()
        matrix = features.fit_transform(texts)
        weights = self._weights(codes, sample_weight)
        ((coefficients, intercept),) = fit_logistic(matrix, codes, len(self.classes_), [self.C], weights)
        codebook = self.codebook or Codebook.from_labels("labels", [str(x) for x in self.classes_])
        self.model_ = StanceModel(codebook, features, coefficients, intercept)
        return self

    def predict_path(
        self, X: Sequence[str], y: ArrayLike, splits: Sequence[tuple[Rows, Rows]], path: Sequence[float]
    ) -> list[list[NDArray[Any]]]:
        """What every C of a path predicts in every split, to choose C by.

        Features are computed once, on all texts, and every fit starts where the one before it ended. The
        vocabulary and the document frequencies thus know the tested texts, the weights do not: good enough to
        choose by, and not to report.

        Parameters
        ----------
        X, y
            Texts and labels.
        splits : sequence of (train, test)
            Row numbers.
        path : sequence of float
            Values of C, weakest first.

        Returns
        -------
        list over splits, of lists over path, of the labels of the test rows
        """
        texts, targets = self._checked(X, y)
        matrix = self._features().fit_transform(texts)
        predicted = []
        for train, test in splits:
            classes = np.unique(targets[train])
            codes = _codes(classes, targets[train])
            weights = self._weights(codes, None)
            fitted = fit_logistic(matrix[train], codes, len(classes), path, weights)
            predicted.append([classes[(matrix[test] @ w + b).argmax(axis=1)] for w, b in fitted])
        return predicted

    def decision_function(self, X: Sequence[str]) -> Floats:
        """The logits, shape (n_texts, n_labels); for two labels the logit of the second, shape (n_texts,)."""
        check_is_fitted(self)
        logits = self.model_.decision_function(X)
        return logits[:, 1] - logits[:, 0] if logits.shape[1] == 2 else logits

    def predict_proba(self, X: Sequence[str]) -> Floats:
        """The probability of every label, shape (n_texts, n_labels)."""
        check_is_fitted(self)
        return self.model_.predict_proba(X)

    def predict(self, X: Sequence[str]) -> NDArray[Any]:
        """The most probable label of every text, shape (n_texts,)."""
        check_is_fitted(self)
        return np.asarray(self.classes_[self.model_.decision_function(X).argmax(axis=1)])

    def position(self, X: Sequence[str]) -> Floats:
        """Where each text stands on the codebook's scale, from -1 to +1, shape (n_texts,)."""
        check_is_fitted(self)
        return self.model_.position(X)

    def explain(self, text: str) -> Explanation:
        """What every n-gram of `text` adds to every label's logit."""
        check_is_fitted(self)
        return self.model_.explain(text)

    def to_sklearn(self) -> Pipeline:
        """A plain fitted scikit-learn Pipeline with the same probabilities."""
        check_is_fitted(self)
        return self.model_.to_sklearn()

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags

    def _features(self) -> NgramFeatures:
        return NgramFeatures(FeatureSettings(self.word, self.character, self.min_df, self.max_features))

    def _checked(self, X: Sequence[str], y: ArrayLike) -> tuple[list[str], NDArray[Any]]:
        if not (isinstance(self.C, int | float) and 0 < self.C < np.inf):
            raise StanceError(f"'C' must be a positive number; got {self.C!r}.")
        texts = Inputs(X).strings()
        check_classification_targets(y)
        targets = np.asarray(y)
        if targets.shape != (len(texts),):
            raise StanceError(
                f"'y' must hold one label for each of the {len(texts)} texts; got the shape {targets.shape}."
            )
        return texts, targets

    def _classes(self, targets: NDArray[Any]) -> NDArray[Any]:
        found = np.unique(targets)
        if self.codebook is not None:
            outside = sorted(set(found.tolist()) - set(self.codebook.labels))
            if outside:
                raise StanceError(
                    f"'y' must hold labels of the codebook, {list(self.codebook.labels)}; got {outside[0]!r}."
                )
            missing = [x for x in self.codebook.labels if x not in found]
            if missing:
                raise StanceError(f"'y' must hold every label of the codebook; got no {missing[0]!r}.")
            return np.array(self.codebook.labels)
        if len(found) < 2:
            raise StanceError(f"'y' must hold at least two labels; got only {found.tolist()}.")
        return found

    def _weights(self, codes: NDArray[np.int64], sample_weight: ArrayLike | None) -> Floats:
        given = np.ones(len(codes)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        if given.shape != codes.shape or not np.isfinite(given).all() or (given < 0).any():
            raise StanceError("'sample_weight' must hold one finite number of at least 0 for each text.")
        if self.class_weight is None:
            return given
        if self.class_weight != "balanced":
            raise StanceError(f"'class_weight' must be 'balanced' or None; got {self.class_weight!r}.")
        totals = np.bincount(codes, weights=given)
        balanced: Floats = given * (given.sum() / (len(totals) * totals))[codes]
        return balanced


def _codes(classes: NDArray[Any], targets: NDArray[Any]) -> NDArray[np.int64]:
    """The place of every target among the classes, which need not be sorted."""
    order = np.argsort(classes)
    return np.asarray(order[np.searchsorted(classes[order], targets)], dtype=np.int64)

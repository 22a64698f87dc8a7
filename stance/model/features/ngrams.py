"""Texts to a TF-IDF matrix: fit, transform, save as arrays, hand over to scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.features.block import Block, Rows, fit_block
from stance.model.features.fast import prepare
from stance.model.features.inputs import Batch, Inputs, in_threads
from stance.model.features.pieces import Places
from stance.model.features.settings import FeatureSettings
from stance.model.features.state import pack, unpack
from stance.model.features.text import Texts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


class NgramFeatures:
    """The features of scikit-learn's ``TfidfVectorizer``, with the same vocabulary and the same matrix.

    Parameters
    ----------
    settings : FeatureSettings
        Which n-grams count.

    Examples
    --------
    >>> features = NgramFeatures(FeatureSettings(word=(1, 2), character=None))
    >>> matrix = features.fit_transform(["More police.", "More police, more courts.", "Courts!"])
    >>> features.word_terms
    ['courts', 'more', 'more police', 'police']
    >>> matrix.toarray().round(3)
    array([[0.   , 0.577, 0.577, 0.577],
           [0.413, 0.699, 0.413, 0.413],
           [1.   , 0.   , 0.   , 0.   ]])
    """

    def __init__(self, settings: FeatureSettings) -> None:
        self.settings = settings
        self._blocks: list[Block] | None = None

    def fit(self, texts: Sequence[str]) -> Self:
        """Choose the n-grams that are features and count the texts that hold them.

        Parameters
        ----------
        texts : n strings, or an Arrow array of strings

        Raises
        ------
        StanceError
            If an item is no string, or if no n-gram stands in `min_df` texts.
        """
        self._fit(Inputs(texts))
        return self

    def fit_transform(self, texts: Sequence[str]) -> csr_matrix:
        """The same as ``fit(texts).transform(texts)``, in less time."""
        rows = self._fit(Inputs(texts))
        return _matrix(self.blocks, rows)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """The tf-idf of texts.

        Returns
        -------
        csr_matrix of shape (n, n_features), float64
            Each block of a row has length 1, or 0 where the text holds none of its features.
        """
        inputs = Inputs(texts)
        prepare(inputs.size * self.settings.effort)
        return _matrix(self.blocks, [in_threads(_found(b, b.rows), inputs.batches()) for b in self.blocks])

    def counts(self, texts: Sequence[str]) -> csr_matrix:
        """How often each feature stands in each text, before any weighing.

        Returns
        -------
        csr_matrix of shape (n, n_features), float64
        """
        inputs = Inputs(texts)
        return _matrix(self.blocks, [in_threads(_found(b, b.counts), inputs.batches()) for b in self.blocks])

    def _fit(self, inputs: Inputs) -> list[Iterable[Rows]]:
        prepare(inputs.size * self.settings.effort)
        batches = inputs.batches()
        fitted = [fit_block(kind, self.settings, batches) for kind in self._kinds()]
        self._blocks = [block for block, _ in fitted]
        return [map(block.rows, places) for block, places in fitted]

    @property
    def blocks(self) -> list[Block]:
        """The fitted blocks, words first."""
        if self._blocks is None:
            raise StanceError("The features must be fitted before they are used; call fit first.")
        return self._blocks

    @property
    def n_features(self) -> int:
        """Number of columns."""
        return sum(len(block.terms) for block in self.blocks)

    @property
    def word_terms(self) -> list[str]:
        """Word n-grams in the order of the columns."""
        return self._terms("word")

    @property
    def character_terms(self) -> list[str]:
        """Character n-grams in the order of the columns, which come after all word n-grams."""
        return self._terms("character")

    @property
    def idf(self) -> NDArray[np.float64]:
        """Inverse document frequency of each column."""
        return np.concatenate([block.idf for block in self.blocks])

    def state(self) -> dict[str, NDArray[Any]]:
        """What was learnt, as arrays that `from_state` reads back."""
        return {name: array for block in self.blocks for name, array in pack(block).items()}

    @classmethod
    def from_state(cls, settings: FeatureSettings, state: Mapping[str, NDArray[Any]]) -> Self:
        """Fitted features from arrays, which may come from anyone.

        Raises
        ------
        StanceError
            If an array is missing, has another type or shape, or says something impossible.
        """
        features = cls(settings)
        features._blocks = [unpack(kind, settings, state) for kind in features._kinds()]
        return features

    def to_sklearn(self) -> Any:
        """The same features as fitted scikit-learn transformers.

        Returns
        -------
        TfidfVectorizer, or FeatureUnion of two of them (``word``, ``character``)
        """
        from stance.model.features.export import to_sklearn

        return to_sklearn(self.settings, self.blocks)

    def _kinds(self) -> list[str]:
        return [kind for kind in ("word", "character") if getattr(self.settings, kind) is not None]

    def _terms(self, kind: str) -> list[str]:
        return next((block.terms for block in self.blocks if block.kind == kind), [])


def _found(block: Block, as_rows: Callable[[Places], Rows]) -> Callable[[Batch], Rows]:
    return lambda batch: as_rows(block.index.places(Texts(batch.encoded())))


def _matrix(blocks: Sequence[Block], found: Sequence[Iterable[Rows]]) -> csr_matrix:
    """The blocks side by side."""
    from scipy.sparse import csr_matrix, hstack

    parts = []
    for block, batches in zip(blocks, found, strict=True):
        columns, values, sizes = zip(_NO_ROWS, *batches, strict=True)
        ends = np.cumsum(np.concatenate([[0], *sizes]))
        arrays = np.concatenate(values), np.concatenate(columns), ends
        parts.append(csr_matrix(arrays, shape=(len(ends) - 1, len(block.terms))))
    return parts[0] if len(parts) == 1 else csr_matrix(hstack(parts, format="csr"))


_NO_ROWS: Rows = np.zeros(0, dtype=np.int32), np.zeros(0), np.zeros(0, dtype=np.int64)

"""Words counted by document, in pieces that merge: one pass over a corpus of any size."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

_TOKEN = re.compile(r"(?u)\b\w\w+\b")


def token_spans(text: str) -> list[tuple[str, int, int]]:
    """The tokens of the model: lower-cased words of two or more characters, and where they stand.

    Examples
    --------
    >>> token_spans("We must not.")
    [('we', 0, 2), ('must', 3, 7), ('not', 8, 11)]
    """
    lowered = text.lower()
    matches = _TOKEN.finditer(lowered)
    if len(lowered) == len(text):
        return [(match[0], *match.span()) for match in matches]
    # A few letters, such as the Turkish capital I with a dot, become two when lower-cased.
    origin = [index for index, letter in enumerate(text) for _ in letter.lower()]
    return [(match[0], origin[match.start()], origin[match.end() - 1] + 1) for match in matches]


def words_of(text: str, bigrams: bool) -> list[str]:
    """The tokens, and if asked for the pairs of neighbours as "a b"."""
    tokens = _TOKEN.findall(text.lower())
    if not bigrams:
        return tokens
    return tokens + [f"{a} {b}" for a, b in pairwise(tokens)]


@dataclass(frozen=True, eq=False)
class WordCounts:
    """How often each word occurs in each document.

    Parameters
    ----------
    words, documents : tuple of str
        Both sorted.
    counts : csr_matrix of int64, shape (n_documents, n_words)
    passages : ndarray of int64, shape (n_documents,)
        How many passages of the document were counted.
    """

    words: tuple[str, ...]
    documents: tuple[str, ...]
    counts: csr_matrix
    passages: NDArray[np.int64]

    def merge(self, other: WordCounts) -> WordCounts:
        """Both together; the order of merging makes no difference.

        Examples
        --------
        >>> one = count_words(["not drugs"], ["a"])
        >>> two = count_words(["drugs drugs"], ["b"])
        >>> one.merge(two).counts.toarray()
        array([[1, 1],
               [2, 0]])
        """
        words = tuple(sorted({*self.words, *other.words}))
        documents = tuple(sorted({*self.documents, *other.documents}))
        parts = [self.onto(documents, words), other.onto(documents, words)]
        passages = np.zeros(len(documents), dtype=np.int64)
        for part in (self, other):
            passages[_places(part.documents, documents)] += part.passages
        return WordCounts(words, documents, parts[0] + parts[1], passages)

    def onto(self, documents: Sequence[str], words: Sequence[str]) -> csr_matrix:
        """The counts with the rows and columns named, which must hold all of this one's."""
        cells = self.counts.tocoo()
        rows = _places(self.documents, documents)[cells.row]
        columns = _places(self.words, words)[cells.col]
        return csr_matrix((cells.data, (rows, columns)), shape=(len(documents), len(words)))


def count_words(texts: Iterable[str], documents: Iterable[object], bigrams: bool = False) -> WordCounts:
    """Count the words of passages by the document that they are part of.

    Parameters
    ----------
    texts, documents : iterables of equal length
        The passages, and the id of each one's document.
    bigrams : bool
        Count pairs of neighbouring words too.
    """
    vocabulary: dict[str, int] = {}
    codes: dict[str, int] = {}
    passages: list[int] = []
    rows, columns = array("q"), array("q")
    for text, document in zip(texts, documents, strict=True):
        row = codes.setdefault(str(document), len(codes))
        if row == len(passages):
            passages.append(0)
        passages[row] += 1
        found = [vocabulary.setdefault(word, len(vocabulary)) for word in words_of(text, bigrams)]
        columns.extend(found)
        rows.extend([row] * len(found))
    cells = np.ones(len(rows), dtype=np.int64), (np.array(rows, np.int64), np.array(columns, np.int64))
    counts = csr_matrix(cells, shape=(len(codes), len(vocabulary)))
    unsorted = WordCounts(tuple(vocabulary), tuple(codes), counts, np.array(passages, dtype=np.int64))
    order = [codes[document] for document in sorted(codes)]
    words = tuple(sorted(vocabulary))
    placed = unsorted.onto(tuple(sorted(codes)), words)
    return WordCounts(words, tuple(sorted(codes)), placed, unsorted.passages[order])


def _places(names: Sequence[str], among: Sequence[str]) -> NDArray[np.int64]:
    index = {name: place for place, name in enumerate(among)}
    return np.array([index[name] for name in names], dtype=np.int64)

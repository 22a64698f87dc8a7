"""Passages that come again, word for word or nearly: MinHash candidates, checked by their shingles."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

if TYPE_CHECKING:
    import pandas as pd

SHINGLE = 3

_PERMUTATIONS = 128
_MISSED = 1e-4
# Within a bucket each text is compared with this many that follow, so that ten thousand copies of one
# form letter take linear time.
_MOST_COMPARED = 50
# What is remembered of candidates, for speed alone; bounded, for memory.
_REMEMBERED_TEXTS = 20_000
_REMEMBERED_PAIRS = 1_000_000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Duplicates:
    """Which texts belong together.

    Parameters
    ----------
    codes : ndarray of int64, shape (n,)
        The cluster of each text, numbered from 0 in order of first appearance. A text without
        duplicates is a cluster of its own, so that the codes can serve as groups of a split.
    first : ndarray of int64, shape (n,)
        The position of the first text of each text's cluster; its own where it is that.
    exact : ndarray of bool, shape (n,)
        Whether an earlier text has the same words.
    threshold : float
        The Jaccard similarity of word shingles from which two texts are near-duplicates.
    """

    codes: NDArray[np.int64]
    first: NDArray[np.int64]
    exact: NDArray[np.bool_]
    threshold: float

    @property
    def repeated(self) -> NDArray[np.bool_]:
        """Whether a text is a duplicate of an earlier one."""
        return np.not_equal(self.first, np.arange(len(self.first)))

    def __str__(self) -> str:
        exact, repeated = int(self.exact.sum()), int(self.repeated.sum())
        return (
            f"{len(self.codes):,} texts: {exact:,} exact and {repeated - exact:,} near duplicates of earlier "
            f"ones (Jaccard of {SHINGLE}-word shingles at least {self.threshold:g})"
        )

    def to_dict(self) -> dict[str, Any]:
        """The counts and the clusters of more than one text."""
        clusters: dict[int, list[int]] = {}
        for i, code in enumerate(self.codes.tolist()):
            clusters.setdefault(code, []).append(i)
        return {
            "n_texts": len(self.codes),
            "n_exact": int(self.exact.sum()),
            "n_near": int(self.repeated.sum() - self.exact.sum()),
            "threshold": self.threshold,
            "clusters": [members for members in clusters.values() if len(members) > 1],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a text: cluster, first, repeated, exact."""
        import pandas as pd

        return pd.DataFrame(
            {"cluster": self.codes, "first": self.first, "repeated": self.repeated, "exact": self.exact}
        )


def find_duplicates(texts: Sequence[str], threshold: float = 0.8) -> Duplicates:
    """Cluster texts that are the same or nearly the same.

    Two texts are near-duplicates when the Jaccard similarity of their sets of three-word shingles
    (case and punctuation aside) is at least `threshold`; clusters are the connected components.
    Candidates come from MinHash signatures in bands, so chosen that a pair at the threshold is missed
    with a probability below 0.0001; every candidate is checked on its shingles, so that none is wrong.

    Parameters
    ----------
    texts : sequence of str, length n
        Passages, or documents.
    threshold : float
        In (0, 1].

    Returns
    -------
    Duplicates
        The same texts in the same order always give the same codes.

    Raises
    ------
    StanceError
        When the threshold is out of range.

    References
    ----------
    Broder (1997), "On the resemblance and containment of documents"; Leskovec, Rajaraman and Ullman,
    "Mining of Massive Datasets", section 3.4.

    Examples
    --------
    >>> law = "No person shall be held to answer for a crime unless on an indictment of a grand jury"
    >>> found = find_duplicates([law, "Something else.", law + " today", law.upper()])
    >>> found.codes.tolist(), found.first.tolist(), found.exact.tolist()
    ([0, 1, 0, 0], [0, 1, 0, 0], [False, False, False, True])
    """
    if not 0 < threshold <= 1:
        raise StanceError(f"'threshold' must be above 0 and at most 1; got {threshold}.")
    originals: dict[str, int] = {}
    same = [originals.setdefault(_normal(text), i) for i, text in enumerate(texts)]
    distinct = list(originals.values())
    parents = list(range(len(texts)))
    if threshold < 1:
        normal = list(originals)
        shingles = lru_cache(_REMEMBERED_TEXTS)(lambda i: _shingles(normal[i]))
        rejected: set[tuple[int, int]] = set()
        for i, j in _candidates(normal, threshold):
            a, b = _root(parents, distinct[i]), _root(parents, distinct[j])
            # Most pairs come in several bands.
            if a == b or (i, j) in rejected:
                continue
            if _jaccard(shingles(i), shingles(j)) >= threshold:
                parents[max(a, b)] = min(a, b)
            else:
                if len(rejected) == _REMEMBERED_PAIRS:
                    rejected.clear()
                rejected.add((i, j))
    first = np.array([_root(parents, i) for i in same], dtype=np.int64)
    numbers: dict[int, int] = {}
    codes = np.array([numbers.setdefault(i, len(numbers)) for i in first.tolist()], dtype=np.int64)
    exact = np.array(same, dtype=np.int64) != np.arange(len(texts))
    return Duplicates(codes, first, exact, threshold)


def _normal(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold())) or text


def _shingles(normal: str) -> set[str]:
    words = normal.split()
    return {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def _jaccard(first: set[str], second: set[str]) -> float:
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)


def _root(parents: list[int], i: int) -> int:
    while parents[i] != i:
        parents[i] = parents[parents[i]]
        i = parents[i]
    return i


def _candidates(texts: Sequence[str], threshold: float) -> Iterator[tuple[int, int]]:
    """Pairs whose signatures agree in all rows of at least one band."""
    from datasketch import MinHash

    rows = _rows(threshold)
    signatures = np.empty((len(texts), _PERMUTATIONS), dtype=np.uint32)
    shingles = ([shingle.encode() for shingle in _shingles(text)] for text in texts)
    for i, minhash in enumerate(MinHash.generator(shingles, num_perm=_PERMUTATIONS, hashfunc=zlib.crc32)):
        signatures[i] = minhash.hashvalues
    for start in range(0, _PERMUTATIONS - rows + 1, rows):
        band = np.ascontiguousarray(signatures[:, start : start + rows])
        keys = band.view(np.dtype((np.void, band.dtype.itemsize * rows))).ravel()
        order = np.argsort(keys, kind="stable")
        edges = np.flatnonzero(np.concatenate([[True], keys[order][1:] != keys[order][:-1], [True]]))
        shared = np.flatnonzero(np.diff(edges) > 1)
        for start_of, end_of in zip(edges[shared].tolist(), edges[shared + 1].tolist(), strict=True):
            members = order[start_of:end_of].tolist()
            for k, i in enumerate(members):
                for j in members[k + 1 : k + 1 + _MOST_COMPARED]:
                    yield i, j


def _rows(threshold: float) -> int:
    """The most rows a band can have for a pair at the threshold to share one almost surely.

    A pair of similarity s shares a band of r rows with probability s^r, and none of the b bands with
    (1 - s^r)^b.
    """
    for rows in range(_PERMUTATIONS, 1, -1):
        bands = _PERMUTATIONS // rows
        if math.pow(1 - math.pow(threshold, rows), bands) < _MISSED:
            return rows
    return 1

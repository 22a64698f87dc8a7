"""Why the model said so: exact contributions of every n-gram, and of every word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Explanation:
    """What each n-gram of a text adds to each label's logit.

    The model is linear, so this is arithmetic and not an approximation: ``intercept`` and all
    ``contributions`` sum to ``logits`` (to 1e-9).

    Parameters
    ----------
    text : str
    labels : tuple of str
    intercept : ndarray, shape (n_labels,)
    terms : tuple of str, length n
        The n-gram of every occurrence, as the vocabulary spells it.
    spans : ndarray of int64, shape (n, 2)
        Where in `text` the occurrence begins and ends.
    contributions : ndarray, shape (n, n_labels)
        What the occurrence adds to each label's logit; an n-gram that occurs k times shares its
        weight among its k places.
    """

    text: str
    labels: tuple[str, ...]
    intercept: Floats
    terms: tuple[str, ...]
    spans: NDArray[np.int64]
    contributions: Floats

    @property
    def logits(self) -> Floats:
        """The logit of every label, shape (n_labels,)."""
        total: Floats = self.intercept + self.contributions.sum(axis=0)
        return total

    @property
    def probabilities(self) -> Floats:
        """The probability of every label, shape (n_labels,)."""
        shifted = np.exp(self.logits - self.logits.max())
        total: Floats = shifted / shifted.sum()
        return total

    def words(self) -> list[tuple[int, int, Floats]]:
        """The contributions gathered by word: (start, end, contributions of shape (n_labels,)).

        An n-gram is shared evenly among the words that it touches, so that the sum stays exact.
        """
        words = [match.span() for match in _WORD.finditer(self.text)]
        if not words:
            words = [(0, len(self.text))]
        starts = np.array([start for start, _ in words])
        ends = np.array([end for _, end in words])
        # The words that a span touches are neighbours: from the first that ends after its start to the last
        # that starts before its end. A span between words goes to the word whose start is nearest.
        first = np.searchsorted(ends, self.spans[:, 0], side="right")
        last = np.searchsorted(starts, self.spans[:, 1], side="left") - 1
        between = first > last
        nearest = np.abs(starts[None, :] - self.spans[between, :1]).argmin(axis=1)
        first[between] = last[between] = nearest
        touched = last - first + 1
        spread = np.repeat(self.contributions / touched[:, None], touched, axis=0)
        offset = np.arange(touched.sum()) - np.repeat(np.cumsum(touched) - touched, touched)
        totals = np.zeros((len(words), len(self.labels)))
        np.add.at(totals, np.repeat(first, touched) + offset, spread)
        return [(start, end, total) for (start, end), total in zip(words, totals, strict=True)]

    def __str__(self) -> str:
        lines = [f"{'label':<24}{'probability':>12}{'logit':>9}  strongest words"]
        words = self.words()
        for code in np.argsort(-self.logits, kind="stable"):
            ranked = sorted(words, key=lambda word: -word[2][code])[:4]
            said = ", ".join(f"{self.text[a:b]} {w[code]:+.2f}" for a, b, w in ranked if w[code] > 0)
            lines.append(
                f"{self.labels[code]:<24}{self.probabilities[code]:>12.3f}{self.logits[code]:>+9.3f}  {said}"
            )
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """One row an occurrence: term, start, end, and a column of contributions per label."""
        import pandas as pd

        columns: dict[str, Any] = {"term": self.terms, "start": self.spans[:, 0], "end": self.spans[:, 1]}
        columns |= {label: self.contributions[:, code] for code, label in enumerate(self.labels)}
        return pd.DataFrame(columns)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        occurrences = zip(self.terms, self.spans.tolist(), self.contributions.tolist(), strict=True)
        return {
            "text": self.text,
            "labels": list(self.labels),
            "intercept": self.intercept.tolist(),
            "logits": self.logits.tolist(),
            "probabilities": self.probabilities.tolist(),
            "contributions": [
                {"term": term, "start": start, "end": end, "values": values}
                for term, (start, end), values in occurrences
            ],
        }

"""What a change was made of: it prints itself and turns into a table."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stance.evaluation.intervals import FEWEST_DOCUMENTS

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

POSITION = "position"
_SHOWN = 12


@dataclass(frozen=True)
class Change:
    """The change of a mean between two periods, and each word's part in it.

    Positive contributions moved the target up from before to after. ``contributions.sum() + rarer``
    is the change.

    Parameters
    ----------
    target : str
        "position" (from -1 to +1), or the label whose share it is.
    before, after : str
        The periods.
    means : (float, float)
        The target's mean over passages before and after, uncorrected.
    change : float
        After less before.
    p_change : float or None
        From shuffled documents; None where not claimed.
    words : tuple of str, length n
        Those in at least 3 documents, from the one that moved the target up most.
    contributions : ndarray, shape (n,)
        In the unit of the target.
    rarer : float
        The contribution of all other words together.
    p, p_adjusted : ndarray, shape (n,)
        From shuffled documents, for the word alone and for all words at once; NaN where not claimed.
    rates : ndarray, shape (n, 2)
        How often the word occurs among 1,000 words, before and after.
    documents : ndarray of int, shape (n, 2)
        In how many documents it occurs, before and after.
    n_documents, n_passages : (int, int)
        What the periods hold.
    permutations : int
        How many shuffles.
    """

    target: str
    before: str
    after: str
    means: tuple[float, float]
    change: float
    p_change: float | None
    words: tuple[str, ...]
    contributions: Floats
    rarer: float
    p: Floats
    p_adjusted: Floats
    rates: Floats
    documents: NDArray[np.int64]
    n_documents: tuple[int, int]
    n_passages: tuple[int, int]
    permutations: int

    @property
    def method(self) -> str:
        """How the numbers were made, in a sentence."""
        return "tf-idf times coefficient, carried over to probabilities without a remainder (Aumann-Shapley)"

    @property
    def assumption(self) -> str:
        """What the numbers rest on."""
        read = "what moved the model's reading, uncorrected for its errors"
        if self.p_change is None:
            return f"{read}; no significance is claimed below {FEWEST_DOCUMENTS} documents"
        return f"{read}; p: documents could as well be of the other period ({self.permutations:,} shuffles)"

    def __str__(self) -> str:
        name = self.target if self.target == POSITION else f"share of {self.target}"
        claim = "" if self.p_change is None else f" (p = {self.p_change:.4f})"
        lines = [
            f"mean {name}: {self.means[0]:+.3f} in {self.before} ({self.n_passages[0]:,} passages, "
            f"{self.n_documents[0]:,} documents), {self.means[1]:+.3f} in {self.after} "
            f"({self.n_passages[1]:,} passages, {self.n_documents[1]:,} documents)",
            f"change: {self.change:+.3f}{claim}",
            fill(f"{self.method}; {self.assumption}.", width=100),
            f"{'word':<22}{'moved by':>10}{'p':>8}{'adjusted':>10}{'per 1,000 words':>20}{'documents':>13}",
        ]
        up = [row for row in range(len(self.words)) if self.contributions[row] > 0][:_SHOWN]
        down = [row for row in range(len(self.words)) if self.contributions[row] < 0][-_SHOWN:]
        lines += [self._line(row) for row in (*up, *down)]
        rest = self.change - float(self.contributions[[*up, *down]].sum())
        return "\n".join([*lines, f"{'all other words':<22}{rest:>+10.4f}"])

    def _line(self, row: int) -> str:
        rates = f"{self.rates[row, 0]:.2f} -> {self.rates[row, 1]:.2f}"
        documents = f"{self.documents[row, 0]:,} -> {self.documents[row, 1]:,}"
        return (
            f"{self.words[row]:<22}{self.contributions[row]:>+10.4f}{self.p[row]:>8.4f}"
            f"{self.p_adjusted[row]:>10.4f}{rates:>20}{documents:>13}"
        )

    def to_frame(self) -> pd.DataFrame:
        """One row a word, from the one that moved the target up most to the one that moved it down most."""
        import pandas as pd

        return pd.DataFrame(
            {
                "word": self.words,
                "contribution": self.contributions,
                "p": self.p,
                "p_adjusted": self.p_adjusted,
                "rate_before": self.rates[:, 0],
                "rate_after": self.rates[:, 1],
                "documents_before": self.documents[:, 0],
                "documents_after": self.documents[:, 1],
            }
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON; a p-value that is not claimed is None."""
        rows = self.to_frame().astype(object)
        return {
            "target": self.target,
            "before": self.before,
            "after": self.after,
            "means": list(self.means),
            "change": self.change,
            "p_change": self.p_change,
            "rarer": self.rarer,
            "method": self.method,
            "assumption": self.assumption,
            "n_documents": list(self.n_documents),
            "n_passages": list(self.n_passages),
            "words": rows.where(rows.notna(), None).to_dict(orient="records"),
        }

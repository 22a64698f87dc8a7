"""What a comparison of words found: it prints itself and turns into a table."""

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

_SHOWN = 12


@dataclass(frozen=True)
class FightingWords:
    """Words between side a and side b, from the most typical of a to the most typical of b.

    Positive `delta` and `z` mean that side a favours the word, in every table and figure.

    Parameters
    ----------
    a, b : str
        What the sides are called.
    words : tuple of str, length n
        Those that occur in at least 3 documents of the two sides.
    delta, variance, z : ndarray, shape (n,)
        As `stance.framing.words_core.log_odds` gives them.
    p, p_adjusted : ndarray, shape (n,)
        From shuffled documents, for the word alone and for all words at once; NaN where not claimed.
    counts, documents : ndarray of int, shape (n, 2)
        How often the word occurs, and in how many documents, on side a and side b.
    n_tokens, n_documents, n_passages : (int, int)
        What the sides hold.
    prior, n_background : float, int
        How many words the prior is worth, and how many words it is drawn from.
    null_z : float or None
        The \\|z\\| that the largest of all words exceeds in 5 % of shuffles.
    permutations : int
        How many shuffles.
    """

    a: str
    b: str
    words: tuple[str, ...]
    delta: Floats
    variance: Floats
    z: Floats
    p: Floats
    p_adjusted: Floats
    counts: NDArray[np.int64]
    documents: NDArray[np.int64]
    n_tokens: tuple[int, int]
    n_documents: tuple[int, int]
    n_passages: tuple[int, int]
    prior: float
    n_background: int
    null_z: float | None
    permutations: int

    @property
    def method(self) -> str:
        """How the numbers were made, in a sentence."""
        return (
            f"log odds with an informative Dirichlet prior worth {self.prior:,.0f} words, shared out as in "
            f"all {self.n_background:,} words of the table (Monroe, Colaresi and Quinn 2008)"
        )

    @property
    def assumption(self) -> str:
        """What the p-values rest on."""
        if self.null_z is None:
            return f"no significance is claimed below {FEWEST_DOCUMENTS} documents"
        return (
            f"documents could as well stand on the other side ({self.permutations:,} shuffles of documents; "
            f"the largest |z| of all words exceeds {self.null_z:.2f} in 5 % of them)"
        )

    def __str__(self) -> str:
        (n_a, n_b), (d_a, d_b), (p_a, p_b) = self.n_tokens, self.n_documents, self.n_passages
        shown = _both_ends(self.z)
        width = max([22, *(len(self.words[row]) for row in shown)])
        lines = [
            f"z > 0: typical of a = {self.a} ({n_a:,} words, {p_a:,} passages, {d_a:,} documents)",
            f"z < 0: typical of b = {self.b} ({n_b:,} words, {p_b:,} passages, {d_b:,} documents)",
            fill(f"{self.method}; {self.assumption}.", width=100),
            f"{'word':<{width}}{'z':>8}{'log odds':>10}{'p':>8}{'adjusted':>10}"
            f"{'count':>15}{'documents':>13}",
        ]
        for row, before in zip(shown, [None, *shown], strict=False):
            lines += ["..."] if before is not None and row > before + 1 else []
            (y_a, y_b), (k_a, k_b) = self.counts[row], self.documents[row]
            lines.append(
                f"{self.words[row]:<{width}}{self.z[row]:>+8.2f}{self.delta[row]:>+10.2f}{self.p[row]:>8.4f}"
                f"{self.p_adjusted[row]:>10.4f}{f'{y_a:,} : {y_b:,}':>15}{f'{k_a:,} : {k_b:,}':>13}"
            )
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """One row a word, from the most typical of side a to the most typical of side b."""
        import pandas as pd

        return pd.DataFrame(
            {
                "word": self.words,
                "typical_of": [self.a if z > 0 else self.b if z < 0 else "" for z in self.z],
                "z": self.z,
                "log_odds": self.delta,
                "standard_error": np.sqrt(self.variance),
                "p": self.p,
                "p_adjusted": self.p_adjusted,
                "count_a": self.counts[:, 0],
                "count_b": self.counts[:, 1],
                "documents_a": self.documents[:, 0],
                "documents_b": self.documents[:, 1],
            }
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON; a p-value that is not claimed is None."""
        rows = self.to_frame().astype(object)
        return {
            "a": self.a,
            "b": self.b,
            "sign": "z > 0: typical of a; z < 0: typical of b",
            "method": self.method,
            "assumption": self.assumption,
            "n_tokens": list(self.n_tokens),
            "n_documents": list(self.n_documents),
            "n_passages": list(self.n_passages),
            "words": rows.where(rows.notna(), None).to_dict(orient="records"),
        }


def _both_ends(z: Floats) -> list[int]:
    rows = range(len(z))
    return [*(row for row in rows[:_SHOWN] if z[row] > 0), *(row for row in rows[-_SHOWN:] if z[row] < 0)]

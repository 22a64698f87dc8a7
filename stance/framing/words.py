"""Fighting words: which words set two labels, sources or periods apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import vstack

from stance.corpus import Structure, require_columns
from stance.errors import StanceError
from stance.evaluation.intervals import FEWEST_DOCUMENTS
from stance.framing.words_core import informative_prior, log_odds
from stance.framing.words_counts import WordCounts, count_words
from stance.framing.words_null import FEWEST_WORD_DOCUMENTS, Bools, Permuted, permutation_test
from stance.framing.words_result import FightingWords
from stance.framing.words_sides import document_ids, require_text, rows_where, side_name

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


def fighting_words(
    table: pd.DataFrame,
    column: str,
    a: object,
    b: object,
    *,
    within: Mapping[str, object] | None = None,
    structure: Structure | None = None,
    bigrams: bool = False,
    prior: float = 500.0,
    permutations: int = 2000,
    seed: int = 0,
) -> FightingWords:
    """The words that set two values of a column apart: labels, sources or periods.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a passage, with its text and the columns that `structure` declares. Its words, all
        rows together, are the background of the prior.
    column : str
        Which column tells the sides apart, for example "predicted", "source" or "year".
    a, b : value or collection of values
        The sides; ``range(2010, 2016)`` is a period.
    within : mapping of column to value or collection of values, optional
        Only passages that have these, for example ``{"source": "The Gazette"}``.
    structure : Structure, optional
        Which columns hold what.
    bigrams : bool
        Pairs of neighbouring words too.
    prior : float
        How many words of text the prior is worth.
    permutations, seed : int
        How many shuffles of documents, from which seed.

    Returns
    -------
    FightingWords

    Raises
    ------
    StanceError
        When a column is absent, a side holds no passage, or a passage stands on both sides.

    Notes
    -----
    No stop list is applied. Those in use hold the words that this is about: scikit-learn's English one
    removes *not, no, against, must, should, cannot, we, they*. A word that both sides use alike gets a z
    near 0 unaided.

    Examples
    --------
    >>> import pandas as pd
    >>> said = ["we must seize drugs", "we must build courts"] * 20
    >>> table = pd.DataFrame({"text": said, "source": ["A", "B"] * 20, "document_id": range(40)})
    >>> result = fighting_words(table, "source", "A", "B", prior=10, permutations=200)
    >>> result.words[0], result.words[-1], result.z.round(1).tolist()
    ('drugs', 'courts', [3.4, 3.4, 0.0, 0.0, -3.4, -3.4])
    """
    structure = structure or Structure()
    require_columns(table, [column, *(within or {})], "table")
    require_text(table, structure.text)
    documents = np.array(document_ids(table, structure), dtype=object)
    inside = rows_where(table, within or {})
    on_a, on_b = inside & rows_where(table, {column: a}), inside & rows_where(table, {column: b})
    if (on_a & on_b).any():
        raise StanceError(f"The sides must not overlap; {a!r} and {b!r} of {column!r} share passages.")
    for name, value, side in (("a", a, on_a), ("b", b, on_b)):
        if not side.any():
            raise StanceError(
                f"Side {name!r} must hold a passage; got none with {column} {side_name(value)!r}."
            )
    texts = table[structure.text].to_numpy()
    parts = [count_words(texts[x], documents[x], bigrams) for x in (on_a, on_b, ~(on_a | on_b))]
    names = side_name(a), side_name(b)
    return compare_counts(
        parts[0],
        parts[1],
        background=parts[0].merge(parts[1]).merge(parts[2]),
        names=names,
        prior=prior,
        permutations=permutations,
        seed=seed,
    )


def compare_counts(
    a: WordCounts,
    b: WordCounts,
    *,
    background: WordCounts,
    names: tuple[str, str] = ("a", "b"),
    prior: float = 500.0,
    permutations: int = 2000,
    seed: int = 0,
) -> FightingWords:
    """`fighting_words` of words that were counted before, for corpora that are counted in pieces.

    Parameters
    ----------
    a, b : WordCounts
        The two sides. A document may stand on both with different passages.
    background : WordCounts
        Everything that the prior is drawn from, the two sides included.
    names : (str, str)
        What the sides are called.
    """
    together = a.merge(b)
    words = np.array(together.words, dtype=object)
    blocks = [side.onto(side.documents, together.words) for side in (a, b)]
    counts = vstack(blocks, format="csr")
    first = np.arange(counts.shape[0]) < blocks[0].shape[0]
    place = {document: row for row, document in enumerate(together.documents)}
    documents = np.array([place[document] for document in (*a.documents, *b.documents)], dtype=np.int64)
    tested = np.flatnonzero((together.counts > 0).sum(axis=0).A1 >= FEWEST_WORD_DOCUMENTS)
    if not len(tested):
        raise StanceError(
            f"A word must occur in at least {FEWEST_WORD_DOCUMENTS} documents; got none that does."
        )
    alpha = _prior_of(words[tested], background, prior)
    totals = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel()
    some = counts[:, tested].astype(np.float64).T.tocsr()
    everything = np.asarray(some.sum(axis=1)).ravel()

    def z_of(sides: Bools) -> Floats:
        weights = sides.astype(np.float64)
        on_a, n_a = (some @ weights.T).T, weights @ totals
        return log_odds(on_a, everything - on_a, alpha, totals=(n_a, totals.sum() - n_a, prior)).z

    on_a = np.asarray(some[:, first].sum(axis=1)).ravel()
    n_a = totals[first].sum()
    odds = log_odds(on_a, everything - on_a, alpha, totals=(n_a, totals.sum() - n_a, prior))
    enough = len(together.documents) >= FEWEST_DOCUMENTS
    null = permutation_test(z_of, first, documents, len(tested), permutations, seed) if enough else None
    nothing = np.full(len(tested), np.nan)
    shuffled = null or Permuted(nothing, nothing, nothing)
    order = np.argsort(-odds.z, kind="stable")
    return FightingWords(
        a=names[0],
        b=names[1],
        words=tuple(words[tested][order]),
        delta=odds.delta[order],
        variance=odds.variance[order],
        z=odds.z[order],
        p=shuffled.p[order],
        p_adjusted=shuffled.p_adjusted[order],
        counts=np.column_stack([x[:, tested].sum(axis=0).A1 for x in blocks])[order],
        documents=np.column_stack([(x[:, tested] > 0).sum(axis=0).A1 for x in blocks])[order],
        n_tokens=(int(blocks[0].sum()), int(blocks[1].sum())),
        n_documents=(len(a.documents), len(b.documents)),
        n_passages=(int(a.passages.sum()), int(b.passages.sum())),
        prior=prior,
        n_background=int(background.counts.sum()),
        null_z=None if null is None else float(np.quantile(null.largest, 0.95)),
        permutations=permutations,
    )


def _prior_of(words: NDArray[np.object_], background: WordCounts, strength: float) -> Floats:
    everywhere = np.asarray(background.counts.sum(axis=0)).ravel()
    alpha = dict(zip(background.words, informative_prior(everywhere, strength), strict=True))
    missing = [word for word in words if word not in alpha]
    if missing:
        raise StanceError(f"'background' must hold the words of both sides; got no {missing[0]!r}.")
    return np.array([alpha[word] for word in words])

"""Which words moved a source: the change between two periods, split among the words that made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from stance.corpus import Structure, require_columns
from stance.errors import StanceError
from stance.evaluation.intervals import FEWEST_DOCUMENTS
from stance.framing.change_core import path_slopes
from stance.framing.change_result import POSITION, Change
from stance.framing.words_null import FEWEST_WORD_DOCUMENTS, Bools, permutation_test
from stance.framing.words_sides import document_ids, require_text, rows_where, side_name

if TYPE_CHECKING:
    import pandas as pd

    from stance.model.linear import StanceModel

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Words:
    """What each word adds to the target, and how often it occurs, by block: a document on one side."""

    words: NDArray[np.object_]
    moved: csr_matrix
    counts: csr_matrix
    passages: Floats
    targets: Floats


def explain_change(
    table: pd.DataFrame,
    model: StanceModel,
    before: object,
    after: object,
    *,
    target: str = POSITION,
    within: Mapping[str, object] | None = None,
    structure: Structure | None = None,
    permutations: int = 2000,
    seed: int = 0,
) -> Change:
    """Split the change of a mean position, or of a label's share, among the words behind it.

    Every passage's value is the model's; the mean over passages changes by ``after - before``, and each
    word's contribution is what it adds to a passage after, on average, less what it added before.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a passage, with its text and the columns that `structure` declares.
    model : StanceModel
        The model whose position or share is to be explained.
    before, after : value or collection of values
        The periods, in the column that `structure` names as time; ``range(2010, 2016)`` is six years.
    target : str
        "position", or a label whose share (mean probability) is to be explained.
    within : mapping of column to value or collection of values, optional
        Which source, for example ``{"source": "The Gazette"}``.
    structure : Structure, optional
        Which columns hold what.
    permutations, seed : int
        How many shuffles of documents between the periods, from which seed.

    Returns
    -------
    Change

    Raises
    ------
    StanceError
        When a column is absent, a period holds no passage, the periods overlap, or the model has no such
        label or no scale.

    Notes
    -----
    The model is linear in the logit: a word adds its tf-idf times its coefficient there. `path_slopes`
    carries that over to probabilities without a remainder, so the contributions of all words sum to the
    change. They tell what moved the model's reading, which is uncorrected for the model's errors.
    """
    structure = structure or Structure()
    if structure.time is None:
        raise StanceError("A change needs a time column; the structure declares none.")
    values = _values(model, target)
    require_columns(table, [structure.time, *(within or {})], "table")
    require_text(table, structure.text)
    inside = rows_where(table, within or {})
    sides = [inside & rows_where(table, {structure.time: period}) for period in (before, after)]
    if (sides[0] & sides[1]).any():
        raise StanceError(f"The periods must not overlap; {before!r} and {after!r} share passages.")
    for name, period, side in zip(("before", "after"), (before, after), sides, strict=True):
        if not side.any():
            raise StanceError(f"{name!r} must hold a passage; got none in {side_name(period)}.")
    rows = np.flatnonzero(sides[0] | sides[1])
    documents = np.unique(np.array(document_ids(table, structure))[rows], return_inverse=True)[1]
    blocks, block = np.unique(
        np.column_stack([documents, sides[1][rows]]).astype(np.int64), axis=0, return_inverse=True
    )
    said = _explained(list(table[structure.text].to_numpy()[rows]), block, len(blocks), model, values)
    return _compare(
        said,
        blocks[:, 0],
        blocks[:, 1] == 1,
        target,
        (side_name(before), side_name(after)),
        permutations,
        seed,
    )


def _values(model: StanceModel, target: str) -> Floats:
    labels = list(model.labels)
    if target in labels:
        return np.array([float(label == target) for label in labels])
    if target != POSITION:
        raise StanceError(f"'target' must be {POSITION!r} or one of {labels}; got {target!r}.")
    if model.codebook.scale is None:
        raise StanceError(f"A position needs a scale; the codebook {model.codebook.name!r} declares none.")
    return np.array(model.codebook.scale.values(labels))


def _explained(
    texts: Sequence[str], block: NDArray[np.int64], n_blocks: int, model: StanceModel, values: Floats
) -> _Words:
    vocabulary: dict[str, int] = {}
    codes, owners, adds, logits = [], [], [], []
    for row, text in enumerate(texts):
        explanation = model.explain(text)
        logits.append(explanation.logits)
        for start, end, contributions in explanation.words():
            codes.append(vocabulary.setdefault(text[start:end].lower(), len(vocabulary)))
            owners.append(row)
            adds.append(contributions)
    scores = np.array(logits)
    slopes = path_slopes(model.intercept, scores, values)
    moved = (np.array(adds) * slopes[owners]).sum(axis=1)
    place = block[owners], np.array(codes)
    shape = n_blocks, len(vocabulary)
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    targets: Floats = p @ values / p.sum(axis=1)
    return _Words(
        words=np.array(list(vocabulary), dtype=object),
        moved=csr_matrix((moved, place), shape=shape),
        counts=csr_matrix((np.ones(len(codes)), place), shape=shape),
        passages=np.bincount(block, minlength=n_blocks).astype(np.float64),
        targets=np.bincount(block, weights=targets, minlength=n_blocks).astype(np.float64),
    )


def _compare(
    said: _Words,
    documents: NDArray[np.int64],
    later: Bools,
    target: str,
    names: tuple[str, str],
    permutations: int,
    seed: int,
) -> Change:
    tested = np.flatnonzero(np.asarray((said.counts > 0).sum(axis=0)).ravel() >= FEWEST_WORD_DOCUMENTS)
    rare = np.setdiff1d(np.arange(len(said.words)), tested)
    # The words that are tested, the rarer ones together, and the target itself, all as sums over blocks.
    sums = hstack([said.moved[:, tested], said.moved[:, rare].sum(axis=1), said.targets[:, None]]).T.tocsr()

    def mean(sides: Bools) -> Floats:
        on = sides.astype(np.float64)
        means: Floats = (sums @ on.T).T / (on @ said.passages)[:, None]
        return means

    def difference(sides: Bools) -> Floats:
        return mean(sides) - mean(~sides)

    moved = difference(later[None, :])[0]
    enough = len(np.unique(documents)) >= FEWEST_DOCUMENTS
    nothing = np.full(len(tested), np.nan)
    p, p_adjusted, p_change = nothing, nothing, None
    if enough:
        words = permutation_test(
            lambda sides: difference(sides)[:, :-2], later, documents, len(tested), permutations, seed
        )
        whole = permutation_test(
            lambda sides: difference(sides)[:, -1:], later, documents, 1, permutations, seed
        )
        p, p_adjusted, p_change = words.p, words.p_adjusted, float(whole.p[0])
    order = np.argsort(-moved[:-2], kind="stable")
    old, new = ~later, later
    rates = [said.counts[part].sum(axis=0).A1 / said.counts[part].sum() * 1000 for part in (old, new)]
    used = [(said.counts[part] > 0).sum(axis=0).A1 for part in (old, new)]
    return Change(
        target=target,
        before=names[0],
        after=names[1],
        means=(float(mean(old[None])[0, -1]), float(mean(new[None])[0, -1])),
        change=float(moved[-1]),
        p_change=p_change,
        words=tuple(said.words[tested][order]),
        contributions=moved[:-2][order],
        rarer=float(moved[-2]),
        p=p[order],
        p_adjusted=p_adjusted[order],
        rates=np.column_stack([rate[tested] for rate in rates])[order],
        documents=np.column_stack([n[tested] for n in used])[order],
        n_documents=(int(old.sum()), int(new.sum())),
        n_passages=(int(said.passages[old].sum()), int(said.passages[new].sum())),
        permutations=permutations,
    )

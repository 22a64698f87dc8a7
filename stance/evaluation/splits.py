"""Which passages train and which test: by document, source or time, and the optimistic foil."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.evaluation.dealing import deal
from stance.evaluation.groups import Codes, joined

# With more sources than this, whole sources share a fold: hundreds of folds tell no more.
MOST_FOLDS = 20


class Fold(NamedTuple):
    """Row numbers that train and that test, and what the test rows have in common."""

    train: Codes
    test: Codes
    held_out: str


@dataclass(frozen=True)
class Split:
    """Explicit folds, and what they keep apart.

    `leaks_prevented` counts the test passages that would have met a near-duplicate of themselves in
    training, had near-duplicates not been kept on one side.
    """

    name: str
    description: str
    folds: tuple[Fold, ...]
    leaks_prevented: int = 0
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Fold]:
        return iter(self.folds)

    def __str__(self) -> str:
        lines = [f"{self.name}: {self.description}, {len(self.folds)} folds"]
        lines += [f"  {len(f.train):>7,} train {len(f.test):>7,} test   {f.held_out}" for f in self.folds]
        if self.leaks_prevented:
            lines.append(f"  {self.leaks_prevented:,} leaks of near-duplicates prevented")
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])

    def to_dict(self) -> dict[str, Any]:
        """The split without its row numbers."""
        return {
            "name": self.name,
            "description": self.description,
            "folds": [{"held_out": f.held_out, "train": len(f.train), "test": len(f.test)} for f in self],
            "leaks_prevented": self.leaks_prevented,
            "notes": list(self.notes),
        }


def by_document(
    labels: Codes, documents: Codes, *, folds: int = 5, seed: int = 0, duplicates: Codes | None = None
) -> Split:
    """Whole documents in each fold, with about the same share of each label.

    Parameters
    ----------
    labels, documents : int array, shape (n,)
        Label and document codes.
    folds : int
        At least 2, at most the number of documents.
    seed : int
        Orders documents of one size.
    duplicates : int array, shape (n,), optional
        Near-duplicate clusters, -1 for none: documents that share one stay together.

    Examples
    --------
    >>> split = by_document(np.array([0, 1] * 4), np.arange(8) // 2, folds=2)
    >>> [fold.test.tolist() for fold in split]
    [[2, 3, 4, 5], [0, 1, 6, 7]]
    """
    group = joined(documents, duplicates)
    _check_folds(folds, int(group.max(initial=-1)) + 1, "documents")
    fold = deal(labels, group, folds, seed)
    made = tuple(
        Fold(np.flatnonzero(fold != k), np.flatnonzero(fold == k), f"documents, part {k + 1}")
        for k in range(folds)
    )
    leaks = 0
    if duplicates is not None:
        leaks = _leaks(deal(labels, joined(documents, None), folds, seed), duplicates)
    return Split("document", "no document on both sides", made, leaks)


def leave_one_source_out(
    labels: Codes,
    documents: Codes,
    sources: NDArray[Any],
    *,
    folds: int = 5,
    seed: int = 0,
    duplicates: Codes | None = None,
    noun: str = "source",
) -> Split:
    """Test on sources that training never saw: one by one, or in parts when there are more than 20.

    Passages of unknown source neither train nor test. A training passage leaves a fold when its document
    or a near-duplicate of it is tested there.

    Parameters
    ----------
    sources : array of str, shape (n,)
        Who published it; missing where unknown.
    noun : str
        What `sources` holds: "source", "source type".
    """
    known, names = _known(sources)
    _check_folds(2, len(names), f"{noun}s")
    code = np.searchsorted(names, known.values)
    if len(names) <= MOST_FOLDS:
        part = code
        titles = [str(name) for name in names]
        description = f"each {noun} tested by a model that never saw it"
    else:
        _check_folds(folds, len(names), f"{noun}s")
        part = deal(labels[known.rows], code, folds, seed)
        titles = [f"{noun}s, part {k + 1}" for k in range(folds)]
        description = f"no {noun} on both sides"
    return _purged(
        noun.replace(" ", "_"),
        description,
        [(known.rows[part != k], known.rows[part == k], title) for k, title in enumerate(titles)],
        documents,
        duplicates,
        _left_out(len(sources) - len(known.rows), f"{noun} unknown"),
    )


def forward_in_time(
    documents: Codes, times: NDArray[Any], *, folds: int = 5, duplicates: Codes | None = None
) -> Split:
    """Train on the past, test on the next stretch of time; the first stretch only trains.

    Time is cut into `folds` stretches of about as many passages each, never within one time. Passages of
    unknown time neither train nor test.

    Parameters
    ----------
    times : array, shape (n,)
        Years, or anything that sorts; missing where unknown.
    """
    known, moments = _known(times)
    _check_folds(2, len(moments), "times")
    code = np.searchsorted(moments, known.values)
    past = np.cumsum(np.bincount(code, minlength=len(moments)))
    middle = (np.r_[0, past[:-1]] + past) / 2 / past[-1]
    _, stretch = np.unique(np.minimum((middle * folds).astype(np.int64), folds - 1), return_inverse=True)
    part = stretch[code]
    _check_folds(2, int(stretch.max()) + 1, "stretches of time")
    made = []
    for k in range(1, int(stretch.max()) + 1):
        first, last = (_said(x) for x in moments[stretch == k][[0, -1]])
        title = first if first == last else f"{first} to {last}"
        made.append((known.rows[part < k], known.rows[part == k], title))
    notes = _left_out(len(times) - len(known.rows), "time unknown")
    return _purged(
        "time", "trained on the past, tested on what came next", made, documents, duplicates, notes
    )


def optimistic_random(labels: Codes, *, folds: int = 5, seed: int = 0) -> Split:
    """The foil: passages at random, so that a document stands on both sides. Optimistic."""
    _check_folds(folds, len(labels), "passages")
    fold = deal(labels, np.arange(len(labels)), folds, seed)
    made = tuple(
        Fold(np.flatnonzero(fold != k), np.flatnonzero(fold == k), f"optimistic, part {k + 1}")
        for k in range(folds)
    )
    return Split("optimistic_random", "optimistic: passages of one document on both sides", made)


class _Known(NamedTuple):
    rows: Codes
    values: NDArray[Any]


def _known(values: NDArray[Any]) -> tuple[_Known, NDArray[Any]]:
    import pandas as pd

    column = pd.Series(values)
    rows = np.flatnonzero(column.notna().to_numpy())
    kept = column.to_numpy(dtype=object)[rows]
    if len({type(x) for x in kept}) > 1 and not all(isinstance(x, int | float | np.number) for x in kept):
        kept = np.array([str(x) for x in kept], dtype=object)
    return _Known(rows, kept), np.unique(kept)


def _leaks(fold: Codes, duplicates: Codes) -> int:
    """Passages whose near-duplicate is in another fold."""
    marked = duplicates >= 0
    pairs = np.unique(np.stack([duplicates[marked], fold[marked]], axis=1), axis=0)
    spread = np.bincount(pairs[:, 0], minlength=int(duplicates.max(initial=-1)) + 1)
    return int((spread[duplicates[marked]] > 1).sum())


def _purged(
    name: str,
    description: str,
    parts: list[tuple[Codes, Codes, str]],
    documents: Codes,
    duplicates: Codes | None,
    notes: tuple[str, ...],
) -> Split:
    group = joined(documents, duplicates)
    leaks, made = 0, []
    for train, test, title in parts:
        if duplicates is not None:
            in_training = duplicates[train][duplicates[train] >= 0]
            leaks += int(np.isin(duplicates[test], in_training).sum())
        made.append(Fold(train[~np.isin(group[train], group[test])], test, title))
    return Split(name, description, tuple(made), leaks, notes)


def _said(moment: Any) -> str:
    """A time as people write it: 2009, not 2009.0."""
    return str(int(moment)) if isinstance(moment, float) and moment.is_integer() else str(moment)


def _left_out(count: int, reason: str) -> tuple[str, ...]:
    return (f"{count:,} passages left out: {reason}.",) if count else ()


def _check_folds(folds: int, available: int, noun: str) -> None:
    if not 2 <= folds <= available:
        raise StanceError(f"'folds' must be between 2 and the number of {noun} ({available}); got {folds}.")

"""How far coders agree: alpha, AC1, raw and by label, overall and by pair, with intervals over documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.codebook import Codebook
from stance.corpus import Structure
from stance.labels.coefficient import AC1, ALPHA, BY_LABEL, MEASURES, RAW, Coefficient, coefficient, on_label
from stance.labels.intervals import METHOD, check_level
from stance.labels.ratings import DERIVED, Ratings, ratings

if TYPE_CHECKING:
    import pandas as pd

_NESTED = "Documents are independent of each other; the coders are these."
_FLAT = "No documents were given: every passage counts as one, which can make intervals too narrow."


@dataclass(frozen=True)
class Agreement:
    """Agreement of coders: `overall`, `by_label`, and `by_pair` where there are three or more.

    A pair that labelled no passage both is left out.

    `shares` is how often each label was used; no coefficient can be read without it.
    """

    coders: tuple[str, ...]
    shares: dict[str, float]
    overall: tuple[Coefficient, ...]
    by_label: tuple[Coefficient, ...]
    by_pair: tuple[Coefficient, ...]
    n_passages: int
    n_documents: int
    level: float
    assumption: str
    notes: tuple[str, ...] = ()
    method: str = METHOD

    def __getitem__(self, measure: str) -> Coefficient:
        """An overall figure by its name, as in ``result["Gwet's AC1"]``."""
        return {x.measure: x for x in self.overall}[measure]

    def __str__(self) -> str:
        used = ", ".join(f"{label} {share:.0%}" for label, share in self.shares.items())
        lines = [
            f"Coders: {', '.join(self.coders)}",
            f"Labels: {used}",
            f"{'':<32} {'estimate':>8} {'low':>8} {'high':>8}{'passages':>10} {'documents':>10}",
            *map(str, self.overall),
            BY_LABEL,
            *map(str, self.by_label),
        ]
        for measure in dict.fromkeys(x.measure for x in self.by_pair):
            lines += [measure, *(str(x) for x in self.by_pair if x.measure == measure)]
        lines += [f"{self.level:.0%} intervals: {self.method}. {self.assumption}", *self.notes]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Everything, as plain values."""
        return asdict(self)

    def to_frame(self) -> pd.DataFrame:
        """One row a figure."""
        import pandas as pd

        rows = [*self.overall, *self.by_label, *self.by_pair]
        return pd.DataFrame([asdict(x) for x in rows]).assign(level=self.level)


def agreement(
    labels: pd.DataFrame,
    passages: pd.DataFrame | None = None,
    *,
    codebook: Codebook | None = None,
    exclude: Sequence[str] = DERIVED,
    level: float = 0.95,
    structure: Structure | None = None,
) -> Agreement:
    """Agreement between any number of coders, who need not all have labelled everything.

    Parameters
    ----------
    labels : pandas.DataFrame
        Columns passage_id, coder, label; one row for what one coder said of one passage.
    passages : pandas.DataFrame, optional
        Columns passage_id and the document's. Without it every passage counts as a document.
    codebook : Codebook, optional
        Gives the possible labels, also those that nobody used (AC1 counts them).
    exclude : sequence of str
        Names under `coder` that are no coders; by default the adjudicated and the revised labels.
    level : float
        Level of the intervals.
    structure : Structure, optional
        Names the document column.

    Returns
    -------
    Agreement
        With two coders, agreement on a label is the F1 of one coder against the other, and its mean over
        labels the macro-F1: what a model's figures are to be held against. Below 10 documents no interval
        is given.

    Raises
    ------
    StanceError
        When a column is absent, a coder labelled a passage twice, fewer than two coders remain, a label is
        outside the codebook, or a passage is unknown.

    Examples
    --------
    Krippendorff (2011, Computing Krippendorff's alpha-reliability, section C) finds alpha = .743 for these
    four observers; Gwet's package irrCAC, in which they are `cac.raw4raters`, AC1 = .775.

    >>> import pandas as pd
    >>> read = {"A": "123321412---", "B": "1233224125-3", "C": "-3332342251-", "D": "12332441251-"}
    >>> rows = [(u, coder, x) for coder, xs in read.items() for u, x in enumerate(xs) if x != "-"]
    >>> result = agreement(pd.DataFrame(rows, columns=["passage_id", "coder", "label"]))
    >>> for figure in result.overall:
    ...     print(figure)
    Krippendorff's alpha                0.743    0.272    0.927        11         11
    Gwet's AC1                          0.775    0.364    0.934        11         11
    raw agreement                       0.818    0.524    0.948        11         11
    mean over labels                    0.841    0.327    0.983        11         11
    """
    level = check_level(level)
    data = ratings(labels, passages, codebook=codebook, exclude=exclude, structure=structure)
    counts = data.counts
    paired = counts.sum(axis=1) > 1
    shares = (counts / counts.sum(axis=1, keepdims=True)).mean(axis=0)
    return Agreement(
        coders=data.coders,
        shares=dict(zip(data.labels, shares.tolist(), strict=True)),
        overall=tuple(coefficient(data, measure, level) for measure in MEASURES),
        by_label=tuple(on_label(data, label, level) for label in data.labels),
        by_pair=_by_pair(data, level),
        n_passages=int(paired.sum()),
        n_documents=len(np.unique(data.documents[paired])),
        level=level,
        assumption=_NESTED if data.nested else _FLAT,
        notes=_selected(data),
    )


def disagreements(
    labels: pd.DataFrame,
    passages: pd.DataFrame | None = None,
    *,
    exclude: Sequence[str] = DERIVED,
) -> pd.DataFrame:
    """The passages that coders labelled differently, in the order of the labels.

    Returns
    -------
    pandas.DataFrame
        The passage's own columns, or passage_id alone, then `labels` (how many different ones) and one
        column a coder with what they said.
    """
    import pandas as pd

    data = ratings(labels, exclude=exclude)
    different = (data.counts > 0).sum(axis=1)
    rows = np.flatnonzero(different > 1)
    said = np.array([*data.labels, None], dtype=object)[data.codes[rows]]
    ids = [data.passage_ids[i] for i in rows]
    frame = pd.DataFrame({"passage_id": ids, "labels": different[rows]})
    frame[list(data.coders)] = pd.DataFrame(said, columns=list(data.coders), dtype=object)
    if passages is None:
        return frame
    own = passages.assign(passage_id=passages["passage_id"].astype(str))
    return own.merge(frame, on="passage_id", how="right", sort=False)


def _by_pair(data: Ratings, level: float) -> tuple[Coefficient, ...]:
    pairs = list(combinations(range(len(data.coders)), 2))
    if len(pairs) == 1:
        return ()
    return tuple(
        coefficient(data.of_coders(pair), measure, level, ", ".join(data.coders[i] for i in pair))
        for measure in (ALPHA, AC1, RAW)
        for pair in pairs
        if (data.codes[:, pair] >= 0).all(axis=1).any()
    )


def _selected(data: Ratings) -> tuple[str, ...]:
    """Name each coder whose passages are ones on which the others agree more or less than elsewhere."""
    notes = []
    for column, coder in enumerate(data.coders):
        others = data.of_coders([i for i in range(len(data.coders)) if i != column])
        coded = data.codes[:, column] >= 0
        here, elsewhere = (
            coefficient(others.of_passages(np.flatnonzero(rows)), RAW, 0.95) for rows in (coded, ~coded)
        )
        if here.high is None or here.low is None or elsewhere.low is None or elsewhere.high is None:
            continue
        if here.high < elsewhere.low or elsewhere.high < here.low:
            notes.append(
                f"{coder} labelled {here.n_passages:,} passages on which the others agree "
                f"{here.estimate:.0%}, against {elsewhere.estimate:.0%} elsewhere: not a random part, "
                f"so look at the pairs or exclude {coder}."
            )
    return tuple(notes)

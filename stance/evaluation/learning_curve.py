"""The learning curve: how good a model gets with more labels, and how many a target would take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.corpus import Structure
from stance.errors import StanceError
from stance.evaluation.data import (
    documents_of,
    duplicates_of,
    make_split,
    passages_of,
    read,
    rewordings_of,
)
from stance.evaluation.groups import Codes
from stance.evaluation.intervals import Estimate
from stance.evaluation.out_of_fold import Factory, out_of_fold
from stance.evaluation.scores import score
from stance.evaluation.splits import Fold, Split
from stance.labelled import LabelledTable

if TYPE_CHECKING:
    import pandas as pd

SHARES = (0.1, 0.2, 0.35, 0.5, 0.7, 1.0)
# Extrapolation past so many times the labels at hand is a guess, and is not made.
_REACH = 4


@dataclass(frozen=True)
class LearningCurve:
    """macro-F1 by the number of labelled passages that trained.

    Parameters
    ----------
    points : tuple of (int, Estimate)
        Mean number of training passages of a fold, and the macro-F1 reached.
    target : float
    budget : int or None
        Training passages that reach the target, by the fitted power law; None where it is out of reach.
    law : tuple of float, or None
        ceiling, scale and exponent of macro-F1 = ceiling - scale * n ** -exponent.
    """

    points: tuple[tuple[int, Estimate], ...]
    target: float
    budget: int | None
    law: tuple[float, float, float] | None

    def __str__(self) -> str:
        lines = [f"{'labels':>8}  macro-F1", *(f"{n:>8,}  {estimate}" for n, estimate in self.points)]
        lines.append(f"target {self.target:.3f}: {self._verdict()}")
        return "\n".join(lines)

    def _verdict(self) -> str:
        if self.budget is not None:
            known = self.budget <= self.points[-1][0]
            return f"about {self.budget:,} labelled passages" + ("" if known else ", extrapolated")
        return f"not within {_REACH} times the labels at hand"

    def labels_for(self, target: float) -> int | None:
        """Training passages that reach a macro-F1 by the law; None where that is out of reach."""
        if self.law is None or self.law[0] <= target:
            return None
        ceiling, scale, exponent = self.law
        n = (scale / (ceiling - target)) ** (1 / exponent)
        return round(n) if n <= _REACH * self.points[-1][0] else None

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "points": [{"labels": n, "macro_f1": x.to_dict()} for n, x in self.points],
            "target": self.target,
            "budget": self.budget,
            "law": None if self.law is None else list(self.law),
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a point."""
        import pandas as pd

        return pd.DataFrame([{"labels": n, **x.to_dict()} for n, x in self.points])


def learning_curve(
    data: str | Path | pd.DataFrame | LabelledTable,
    model: Factory,
    structure: Structure | None = None,
    *,
    target: float = 0.8,
    shares: Sequence[float] = SHARES,
    labels: Sequence[str] | None = None,
    folds: int = 5,
    grid: Mapping[str, Sequence[Any]] | None = None,
    rewordings: pd.DataFrame | None = None,
    duplicates: Codes | None = None,
    seed: int = 0,
    jobs: int = 1,
) -> LearningCurve:
    """Train on growing parts of the training documents, and test on the same passages each time.

    Parameters
    ----------
    target : float
        The macro-F1 to plan for.
    shares : sequence of float
        Of the training documents, above 0 and up to 1; smaller parts are inside larger ones.
    data, model, structure, labels, folds, grid, rewordings, duplicates, seed, jobs
        As in `evaluate`. A rewording counts for no label: it trains where its passage does.

    Notes
    -----
    The law is an inverse power law (Figueroa et al. 2012, BMC Medical Informatics 12:8), by least squares.
    """
    if not 0 < target < 1:
        raise StanceError(f"'target' must be between 0 and 1; got {target}.")
    if not shares or not all(0 < share <= 1 for share in shares):
        raise StanceError(f"'shares' must be above 0 and at most 1; got {list(shares)}.")
    table = read(data, structure, labels)
    clusters = duplicates_of(table) if duplicates is None else duplicates
    passages, documents = passages_of(table, clusters), documents_of(table)
    split = make_split(table, "document", folds=folds, seed=seed, duplicates=clusters)
    further, points = rewordings_of(rewordings, table), []
    for share in sorted(shares):
        part = _part(split, passages.groups, passages.truth, share, seed)
        made = out_of_fold(model, passages, part, grid=grid, rewordings=further, seed=seed, jobs=jobs)
        scores = score(
            passages.truth[made.tested], made.predicted, None, documents[made.tested], table.labels, seed=seed
        )
        n = round(float(np.mean([len(fold.train) for fold in part])))
        points.append((n, scores.overall["macro_f1"]))
    law = power_law([n for n, _ in points], [x.estimate for _, x in points])
    curve = LearningCurve(tuple(points), target, None, law)
    return replace(curve, budget=curve.labels_for(target))


def power_law(sizes: Sequence[int], scores: Sequence[float]) -> tuple[float, float, float] | None:
    """Ceiling, scale and exponent of score = ceiling - scale * size ** -exponent.

    None with fewer than four points, or where scores do not rise with size.

    Examples
    --------
    >>> sizes = [100, 200, 400, 800]
    >>> ceiling, scale, exponent = power_law(sizes, [0.9 - 2 * n ** -0.5 for n in sizes])
    >>> round(ceiling, 3), round(scale, 2), round(exponent, 3)
    (0.9, 2.0, 0.5)
    """
    from scipy.optimize import minimize_scalar

    if len(sizes) < 4:
        return None
    n, y = np.asarray(sizes, dtype=np.float64), np.asarray(scores, dtype=np.float64)

    def fit(exponent: float) -> tuple[float, float, float]:
        """Squared error, ceiling and scale at sizes relative to the first."""
        x = (n / n[0]) ** -exponent
        slope, ceiling = np.polyfit(x, y, 1)
        if ceiling > 1:
            ceiling, slope = 1.0, -(x * (1 - y)).sum() / (x**2).sum()
        return float(((ceiling + slope * x - y) ** 2).sum()), float(ceiling), -float(slope)

    exponent = float(minimize_scalar(lambda e: fit(e)[0], bounds=(0.05, 2.0), method="bounded").x)
    _, ceiling, scale = fit(exponent)
    return (ceiling, scale * float(n[0]) ** exponent, exponent) if scale > 0 else None


def _part(split: Split, groups: Codes, truth: Codes, share: float, seed: int) -> Split:
    """The split with a share of each training part's groups; at least two labels stay."""
    order = np.random.default_rng(np.random.SeedSequence(seed)).permutation(int(groups.max()) + 1)
    folds = []
    for fold in split:
        rank = order[groups[fold.train]]
        kept = np.sort(np.unique(rank))[: max(1, round(share * len(np.unique(rank))))]
        train = fold.train[np.isin(rank, kept)]
        if len(np.unique(truth[train])) < 2:
            raise StanceError(
                f"'shares' must leave at least two labels to train on; got only one at {share} "
                f"({fold.held_out} held out)."
            )
        folds.append(Fold(train, fold.test, fold.held_out))
    return replace(split, folds=tuple(folds))

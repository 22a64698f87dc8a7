"""Where each cell stands on the codebook's scale, and how much of it takes a side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stance.codebook import Scale
from stance.errors import StanceError
from stance.framing.resampling import percentile_interval
from stance.framing.results import Prevalence, interval, plain_rows

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Positions:
    """Position, mean score and importance of each cell, with intervals by the prevalence's own bootstrap.

    Positive numbers are on the side of ``scale.positive``.

    Parameters
    ----------
    prevalence : Prevalence
        What they were computed from; its method, assumption and reason hold here too.
    scale : Scale
    position, score, importance : ndarray, shape (cells, 3)
        Estimate, low and high.
    """

    prevalence: Prevalence
    scale: Scale
    position: NDArray[np.float64]
    score: NDArray[np.float64]
    importance: NDArray[np.float64]

    def __str__(self) -> str:
        lines = [f"Position: above 0 is {self.scale.positive}, below 0 is {self.scale.negative}"]
        for c, name in enumerate(self.prevalence.names):
            lines.append(
                f"{name}: {interval(*self.position[c])}, mean score {interval(*self.score[c])}, "
                f"takes a side {interval(*self.importance[c])}"
            )
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """One row a cell."""
        of = self.prevalence
        values: dict[str, NDArray[np.float64]] = {}
        for name in ("position", "score", "importance"):
            numbers = getattr(self, name)
            values |= {name: numbers[:, 0], f"{name}_low": numbers[:, 1], f"{name}_high": numbers[:, 2]}
        return of.cells.assign(
            **values,
            level=of.level,
            method=list(of.method),
            assumption=list(of.assumption),
            n_documents=of.n_documents,
            n_passages=of.n_passages,
            grey=[bool(x) for x in of.reason],
            reason=list(of.reason),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, None where there is no number."""
        rows = plain_rows(self.to_frame())
        return {"level": self.prevalence.level, "scale": self.scale.to_dict(), "rows": rows}


def log_ratio(positive: Any, negative: Any) -> Any:
    """How far the text leans to one side: log((positive + .5) / (negative + .5)).

    Parameters
    ----------
    positive, negative : float or ndarray
        Counts of passages on each side; corrected counts need not be whole.

    Notes
    -----
    Lowe, Benoit, Mikhaylov and Laver 2011, Legislative Studies Quarterly 36:123. Equal counts are 0, the
    same ratio of counts is the same step, and swapping the sides changes the sign only.

    Examples
    --------
    >>> round(float(log_ratio(9.5, 4.5)), 4), round(float(log_ratio(4.5, 9.5)), 4)
    (0.6931, -0.6931)
    """
    return np.log((np.asarray(positive) + 0.5) / (np.asarray(negative) + 0.5))


def position(prevalence: Prevalence, scale: Scale) -> Positions:
    """Place each cell on the scale.

    Position is `log_ratio` of the (corrected) counts, mean score the share of the positive label less that
    of the negative one, in [-1, 1], and importance the share of passages that take a side.

    Parameters
    ----------
    prevalence : Prevalence
    scale : Scale
        Its ends must be among the labels.

    Raises
    ------
    StanceError
        When an end of the scale is no label.
    """
    for role, label in (("positive", scale.positive), ("negative", scale.negative)):
        if label not in prevalence.labels:
            raise StanceError(
                f"The scale's {role} label must be one of {list(prevalence.labels)}; got {label!r}."
            )
    estimates = _measures(prevalence.estimate, prevalence.labels, scale, prevalence.n_passages)
    low, high = np.full(estimates.shape, np.nan), np.full(estimates.shape, np.nan)
    for place, c in enumerate(prevalence.drawn):
        if not np.isnan(prevalence.low[c]).any():
            drawn = _measures(prevalence.draws[:, place], prevalence.labels, scale, prevalence.n_passages[c])
            low[c], high[c] = percentile_interval(drawn, prevalence.degrees[c], prevalence.level)
    table = np.stack([estimates, low, high], axis=-1)
    return Positions(prevalence, scale, table[:, 0], table[:, 1], table[:, 2])


def position_of(
    shares: NDArray[np.float64], labels: tuple[str, ...], scale: Scale, n_passages: Any
) -> NDArray[np.float64]:
    """The position alone, of shares with labels along the last axis."""
    return _measures(shares, labels, scale, n_passages)[..., 0]


def _measures(
    shares: NDArray[np.float64], labels: tuple[str, ...], scale: Scale, n_passages: Any
) -> NDArray[np.float64]:
    positive, negative = shares[..., labels.index(scale.positive)], shares[..., labels.index(scale.negative)]
    ratio = log_ratio(positive * n_passages, negative * n_passages)
    return np.stack([ratio, positive - negative, positive + negative], axis=-1)

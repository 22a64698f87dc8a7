"""Differences between cells, with the resamples that they share and Holm's correction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.codebook import Scale
from stance.errors import StanceError
from stance.evaluation.paired import holm
from stance.framing.position import position_of
from stance.framing.results import Prevalence, plain_rows

if TYPE_CHECKING:
    import pandas as pd

POSITION = "position"


@dataclass(frozen=True, eq=False)
class Contrasts:
    """Differences of shares (and positions) between two cells, the second less the first.

    Parameters
    ----------
    along : str
        The column whose values are compared.
    level : float
        Of the intervals, each for itself.
    rows : tuple of dict
        Per pair and label: the other columns of `by`, first, second, label, difference, low, high, p and
        p_holm, which holds for all rows together.
    left_out : tuple of str
        Cells that no difference is claimed for, with the reason.
    """

    along: str
    level: float
    rows: tuple[dict[str, Any], ...]
    left_out: tuple[str, ...]

    def __str__(self) -> str:
        lines = [
            f"Differences along {self.along}, {self.level:.0%} intervals, p by Holm over {len(self.rows)}"
        ]
        fixed = ("first", "second", "label", "difference", "low", "high", "p", "p_holm")
        for row in self.rows:
            name = ", ".join(str(x) for key, x in row.items() if key not in fixed)
            lines.append(
                f"  {name + ': ' if name else ''}{row['first']} to {row['second']}, {row['label']}: "
                f"{row['difference']:+.3f} [{row['low']:+.3f}, {row['high']:+.3f}], p = {row['p_holm']:.3f}"
            )
        lines += [f"  left out: {x}" for x in self.left_out]
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """One row per pair of cells and label."""
        import pandas as pd

        return pd.DataFrame(list(self.rows))

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        rows = plain_rows(self.to_frame()) if self.rows else []
        return {"along": self.along, "level": self.level, "rows": rows, "left_out": list(self.left_out)}


def contrasts(
    cells: Prevalence, along: str, *, pairs: str = "successive", scale: Scale | None = None
) -> Contrasts:
    """Compare cells that differ in one column, as the years of a source do.

    Grey cells take no part: a difference between shares that are biased is not a difference.

    Parameters
    ----------
    cells : Prevalence
    along : str
        One of the columns of `by`; the others are held fixed.
    pairs : {"successive", "all"}
        Each value with the next, or with every other.
    scale : Scale, optional
        Compare positions too.

    Returns
    -------
    Contrasts

    Raises
    ------
    StanceError
        When the column is none of `by`, or `pairs` is neither.

    Notes
    -----
    The variance is that of the difference over resamples, in which cells share their calibration documents,
    and documents that are in both; t with the lesser degrees of freedom. Holm 1979, Scandinavian Journal of
    Statistics 6:65. With two labels one difference is the other's negative and both count as one test.
    """
    if along not in cells.by:
        raise StanceError(f"'along' must be one of {list(cells.by)}; got {along!r}.")
    if pairs not in ("successive", "all"):
        raise StanceError(f"'pairs' must be 'successive' or 'all'; got {pairs!r}.")
    rows = [
        row
        for first, second in _pairs(cells, along, pairs)
        for row in _rows(cells, along, first, second, scale)
    ]
    # The first of two labels repeats the second.
    tested = [row for row in rows if len(cells.labels) > 2 or row["label"] != cells.labels[0]]
    for row, p in zip(tested, holm(np.array([x["p"] for x in tested])), strict=True):
        row["p_holm"] = float(p)
    for k, row in enumerate(rows):
        row.setdefault("p_holm", rows[min(k + 1, len(rows) - 1)].get("p_holm"))
    left_out = tuple(
        f"{', '.join(map(str, cells.cells.iloc[c]))} ({reason})"
        for c, reason in enumerate(cells.reason)
        if reason
    )
    return Contrasts(along, cells.level, tuple(rows), left_out)


def _pairs(cells: Prevalence, along: str, pairs: str) -> Iterator[tuple[int, int]]:
    others = [x for x in cells.by if x != along]
    known = cells.cells[along].notna().to_numpy(dtype=bool)
    for_claims = np.isfinite(cells.low).all(axis=1) & np.array([not x for x in cells.reason]) & known
    groups: dict[tuple[str, ...], list[int]] = {}
    for c in np.flatnonzero(for_claims):
        groups.setdefault(tuple(str(x) for x in cells.cells[others].iloc[c]), []).append(int(c))
    for members in groups.values():
        yield from pairwise(members) if pairs == "successive" else combinations(members, 2)


def _rows(
    cells: Prevalence, along: str, first: int, second: int, scale: Scale | None
) -> Iterator[dict[str, Any]]:
    from scipy.special import stdtr, stdtrit

    degrees = min(cells.degrees[first], cells.degrees[second])
    quantile = float(stdtrit(degrees, 0.5 + cells.level / 2))
    place = {int(c): k for k, c in enumerate(cells.drawn)}
    points = cells.estimate[second] - cells.estimate[first]
    draws = cells.draws[:, place[second]] - cells.draws[:, place[first]]
    names = list(cells.labels)
    if scale is not None:
        n = cells.n_passages
        of = [
            (
                position_of(x[c], cells.labels, scale, n[c]),
                position_of(cells.draws[:, place[c]], cells.labels, scale, n[c]),
            )
            for x, c in ((cells.estimate, first), (cells.estimate, second))
        ]
        points = np.append(points, of[1][0] - of[0][0])
        draws = np.column_stack([draws, of[1][1] - of[0][1]])
        names.append(POSITION)
    fixed = {x: cells.cells[x].iloc[first] for x in cells.by if x != along}
    values = cells.cells[along]
    for k, name in enumerate(names):
        error = float(np.nanstd(draws[:, k]))
        ratio = abs(points[k]) / error if error > 0 else (np.inf if points[k] else 0.0)
        yield {
            **fixed,
            "first": values.iloc[first],
            "second": values.iloc[second],
            "label": name,
            "difference": float(points[k]),
            "low": float(points[k] - quantile * error),
            "high": float(points[k] + quantile * error),
            "p": float(2 * stdtr(degrees, -ratio)),
        }

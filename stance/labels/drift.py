"""Whether coders drift apart: agreement over the order of coding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.corpus import Structure
from stance.errors import StanceError
from stance.labels.coefficient import ALPHA, RAW, Coefficient, coefficient
from stance.labels.intervals import METHOD, check_level
from stance.labels.ratings import DERIVED, ratings

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Drift:
    """Agreement in windows of the order of coding, and raw agreement in the last minus the first.

    `low` and `high` bound the change; both are None where either window has no interval.
    """

    windows: tuple[Coefficient, ...]
    change: float
    low: float | None
    high: float | None
    level: float
    assumption: str
    method: str = f"{METHOD}; their difference as Newcombe (1998)"

    def __str__(self) -> str:
        bounds = "no interval"
        if self.low is not None and self.high is not None:
            bounds = f"{self.low:+.3f} to {self.high:+.3f}"
        head = f"{'':<32} {'estimate':>8} {'low':>8} {'high':>8}{'passages':>10} {'documents':>10}"
        lines = [head]
        for measure in dict.fromkeys(x.measure for x in self.windows):
            lines += [measure, *(str(x) for x in self.windows if x.measure == measure)]
        lines += [f"Change of {RAW}, last against first: {self.change:+.3f} ({bounds})"]
        return "\n".join([*lines, f"{self.level:.0%} intervals: {self.method}. {self.assumption}"])

    def to_dict(self) -> dict[str, Any]:
        """Everything, as plain values."""
        return asdict(self)

    def to_frame(self) -> pd.DataFrame:
        """One row a window and measure."""
        import pandas as pd

        return pd.DataFrame([asdict(x) for x in self.windows]).assign(level=self.level)


def drift(
    labels: pd.DataFrame,
    passages: pd.DataFrame | None = None,
    *,
    windows: int = 5,
    exclude: Sequence[str] = DERIVED,
    level: float = 0.95,
    structure: Structure | None = None,
) -> Drift:
    """Agreement by position in the order of coding.

    The order is that in which passages first appear in the labels; the passages that two or more coders
    labelled are cut into windows of the same size, give or take one.

    Parameters
    ----------
    labels, passages, exclude, level, structure
        As for `stance.labels.agreement.agreement`; the order of the rows of `labels` matters.
    windows : int
        How many.

    Raises
    ------
    StanceError
        When there are fewer than two windows or fewer than two passages a window.

    Examples
    --------
    Two coders who agree on 40 passages and then on every other one of 40.

    >>> import pandas as pd
    >>> second = ["yes", "no"] * 20 + ["yes"] * 40
    >>> both = zip(["yes", "no"] * 40, second)
    >>> rows = [(u, coder, x) for u, pair in enumerate(both) for coder, x in zip("AB", pair)]
    >>> result = drift(pd.DataFrame(rows, columns=["passage_id", "coder", "label"]), windows=2)
    >>> round(result.change, 3), round(result.low, 3), round(result.high, 3)
    (-0.5, -0.654, -0.32)
    """
    level = check_level(level)
    data = ratings(labels, passages, exclude=exclude, structure=structure)
    paired = np.flatnonzero((data.codes >= 0).sum(axis=1) > 1)
    if windows < 2 or len(paired) < 2 * windows:
        raise StanceError(
            f"'windows' must be at least 2 and at most half of the {len(paired)} passages that two coders "
            f"labelled; got {windows}."
        )
    ends = np.linspace(0, len(paired), windows + 1).round().astype(int)
    parts = [
        (f"{a + 1:,} to {b:,}", data.of_passages(paired[a:b]))
        for a, b in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
    ]
    figures = [coefficient(part, m, level, name) for m in (RAW, ALPHA) for name, part in parts]
    change, low, high = _difference(figures[0], figures[windows - 1])
    assumption = "The rows of the labels are in the order of coding."
    return Drift(tuple(figures), change, low, high, level, assumption)


def _difference(first: Coefficient, last: Coefficient) -> tuple[float, float | None, float | None]:
    """Last minus first, with the hybrid score interval.

    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10, with these intervals in the place of
    Wilson's. A document that lies in both windows makes their difference surer than this says, never less
    sure.
    """
    # A window holds only passages that two coders labelled, where raw agreement is always defined.
    a, b = first.estimate or 0.0, last.estimate or 0.0
    change = b - a
    if first.low is None or first.high is None or last.low is None or last.high is None:
        return change, None, None
    low = change - np.hypot(b - last.low, first.high - a)
    high = change + np.hypot(last.high - b, a - first.low)
    return change, float(low), float(high)

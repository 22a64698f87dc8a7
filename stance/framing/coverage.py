"""How often an interval holds the truth, by simulation."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.corpus import Structure
from stance.errors import StanceError
from stance.framing.prevalence import prevalence
from stance.framing.simulate import Design, simulate

_BATCH = 50


@dataclass(frozen=True)
class Coverage:
    """What a method did over many simulated worlds, for the last label's share.

    Parameters
    ----------
    method : str
    replicates : int
    coverage, low, high : float
        The share of intervals that hold the truth, and Wilson's 95 % interval of it over replicates.
    bias, width : float
        Mean error of the estimate, and mean width of the interval.
    grey : float
        The share of replicates in which the cell was grey.
    """

    method: str
    replicates: int
    coverage: float
    low: float
    high: float
    bias: float
    width: float
    grey: float

    def __str__(self) -> str:
        return (
            f"{self.method:<5} coverage {self.coverage:.3f} [{self.low:.3f}, {self.high:.3f}], "
            f"bias {self.bias:+.3f}, width {self.width:.3f}, grey {self.grey:.1%} of {self.replicates}"
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def coverage(
    design: Design,
    method: str,
    *,
    clustered: bool = True,
    replicates: int = 200,
    level: float = 0.95,
    resamples: int = 500,
    seed: int = 0,
    jobs: int = 1,
) -> Coverage:
    """Simulate worlds, estimate the cell in each, and count how often the interval holds the truth.

    Parameters
    ----------
    design : Design
    method : str
        As in `prevalence`; gold labels are given to "ppi" and "dsl" alone, calibration documents to the rest.
    clustered : bool
        False resamples passages as if each were a document of its own: what not to do.
    replicates : int
        How many worlds.
    level, resamples : float, int
        Of each interval.
    seed : int
    jobs : int
        How many processes simulate; the numbers are the same for any.

    Returns
    -------
    Coverage

    Examples
    --------
    >>> print(coverage(Design(calibration_documents=30), "pcc", replicates=3, resamples=100))
    pcc   coverage 0.000 [0.000, 0.561], bias -0.130, width 0.073, grey 100.0% of 3
    """
    from joblib import Parallel, delayed

    if replicates < 1:
        raise StanceError(f"'replicates' must be at least 1; got {replicates}.")
    seeds = np.random.SeedSequence(seed).generate_state(replicates)
    options: dict[str, Any] = {"method": method, "level": level, "resamples": resamples}
    if not clustered:
        options["structure"] = Structure(document=None)
    batches = [seeds[i : i + _BATCH] for i in range(0, replicates, _BATCH)]
    done = Parallel(n_jobs=jobs)(delayed(_batch)(design, batch, options) for batch in batches)
    hits, bias, width, grey = np.concatenate(done).mean(axis=0)
    low, high = _wilson(float(hits), replicates)
    return Coverage(method, replicates, float(hits), low, high, float(bias), float(width), float(grey))


def _wilson(share: float, n: int) -> tuple[float, float]:
    z = 1.959963984540054
    middle, half = share + z**2 / (2 * n), z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    # Rounding must not keep 0 and 1 out.
    return min(share, float((middle - half) / scale)), max(share, float((middle + half) / scale))


def _batch(design: Design, seeds: NDArray[Any], options: dict[str, Any]) -> NDArray[np.float64]:
    # A source of its own per world: its calibration documents are then its own too.
    import pandas as pd

    worlds = [simulate(design, int(seed), source=f"{i:03d}") for i, seed in enumerate(seeds)]
    designed = options["method"] in ("ppi", "dsl")
    cells = prevalence(
        pd.concat([x.predictions for x in worlds], ignore_index=True),
        ["source"],
        calibration=None if designed else pd.concat([x.calibration for x in worlds], ignore_index=True),
        gold=pd.concat([x.gold for x in worlds], ignore_index=True) if designed else None,
        seed=int(seeds[0]),
        **options,
    )
    truth = design.share[-1]
    low, high = cells.low[:, -1], cells.high[:, -1]
    grey = np.array([bool(x) for x in cells.reason])
    return np.column_stack(
        [(low <= truth) & (truth <= high), cells.estimate[:, -1] - truth, high - low, grey]
    )

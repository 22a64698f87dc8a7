"""Small tables of predictions, and one simulated world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from stance.framing.simulate import Design, Simulation, simulate

Table = Callable[..., pd.DataFrame]


@pytest.fixture(scope="session")
def table() -> Table:
    """Makes predictions of labels "a" and "b" from rows of document, source, year and probability of "b"."""

    def made(rows: list[tuple[str, str | None, int | None, float]], **columns: Any) -> pd.DataFrame:
        documents, sources, years, p = zip(*rows, strict=True)
        frame = pd.DataFrame({"document_id": documents, "source": sources, "year": years})
        frame["passage_id"] = [f"p{i}" for i in range(len(rows))]
        frame["p_a"], frame["p_b"] = 1 - np.array(p), np.array(p)
        return frame.assign(**columns)

    return made


@pytest.fixture(scope="session")
def world() -> Simulation:
    """Sixty documents under prior shift, with gold labels of fifteen and calibration documents."""
    return simulate(Design(), seed=3)

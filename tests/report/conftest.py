"""Invented results to draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from stance.codebook import Codebook, Scale

CellMaker = Callable[..., pd.DataFrame]


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    """Three labels on a scale."""
    return Codebook.from_labels("weather", ["storm", "calm", "mixed"], Scale("storm", "calm", "mixed"))


@pytest.fixture(scope="session")
def make_cells() -> CellMaker:
    """A function that makes a table of positions, or of shares where labels are given."""

    def make(
        sources: Sequence[Any], years: Sequence[Any], labels: Sequence[str] = (), **columns: Any
    ) -> pd.DataFrame:
        rng = np.random.default_rng(7)
        rows = []
        for source in sources:
            for year in years:
                shares = rng.dirichlet(np.ones(len(labels))) if labels else rng.uniform(-0.8, 0.8, 1)
                for label, x in zip(labels or [""], shares, strict=True):
                    cell = {"source": source, "year": year, "label": label, "estimate": x}
                    rows.append(cell | {"low": x - 0.1, "high": x + 0.1, "n_documents": 12, "n_passages": 40})
        frame = pd.DataFrame(rows).assign(level=0.95, method="PACC", reason="")
        return (frame if labels else frame.drop(columns="label")).assign(**columns)

    return make


@pytest.fixture(scope="session")
def evaluation() -> dict[str, Any]:
    """The mapping of an evaluation of two models on three labels."""

    def estimate(value: float | None, n: int = 40) -> dict[str, Any]:
        claimed = value is not None and n >= 10
        low, high = (round(value - 0.05, 3), round(value + 0.05, 3)) if claimed and value else (None, None)
        counts = {"n_documents": n, "n_passages": 2 * n}
        return {"estimate": value, "low": low, "high": high, "level": 0.95, "method": "m", **counts}

    def model(shift: float, probabilities: bool = True) -> dict[str, Any]:
        overall = {"accuracy": estimate(0.7 + shift), "macro_f1": estimate(0.65 + shift)}
        if probabilities:
            overall["log_loss"] = estimate(0.8 - shift)
        per_label = {
            label: {"precision": estimate(0.6 + shift), "recall": estimate(0.5 + shift)}
            for label in ("storm", "calm", "mixed")
        }
        return {
            "overall": overall,
            "per_label": per_label,
            "confusion": [[20, 5, 0], [4, 30, 6], [0, 0, 15]],
        }

    slices = [
        {"by": by, "value": value, "accuracy": estimate(x, n), "macro_f1": estimate(x, n)}
        for by, value, x, n in (
            ("source", "Harbour Post", 0.6, 25),
            ("source", "Hill Gazette", 0.75, 15),
            ("time", "2019", 0.7, 35),
            ("time", "2020", 0.4, 5),
            ("time", "2021", None, 1),
        )
    ]
    return {
        "split": {"name": "document", "description": "no document on both sides"},
        "labels": ["storm", "calm", "mixed"],
        "models": {"ours": model(0.0), "majority": model(-0.3, probabilities=False), "rival": model(0.1)},
        "slices": slices,
        "notes": [],
    }

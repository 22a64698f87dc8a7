"""Weighted by 1 / probability, what was drawn estimates totals without bias."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from stance.labels.draw import draw

DRAWS = 100


def population(seed: int) -> pd.DataFrame:
    """Two cells of 12 documents with 1 to 5 passages each; y is what we want the total of."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 6, 24)
    documents = np.repeat(np.arange(24), sizes)
    p = rng.beta(1, 1, len(documents))
    return pd.DataFrame(
        {
            "passage_id": [f"p{u:03}" for u in range(len(documents))],
            "document_id": [f"d{d:02}" for d in documents],
            "source": np.where(documents < 12, "A", "B"),
            "p_law": p,
            "p_force": 1 - p,
            "y": (rng.random(len(documents)) < 0.3 + documents / 60).astype(float),
        }
    )


@pytest.mark.parametrize(
    "settings",
    [
        {"documents": 5, "design": "uncertainty", "passages_per_document": 2},
        {"passages": 9},
    ],
    ids=str,
)
def test_weighted_totals_are_unbiased_and_passages_come_as_often_as_said(settings: dict[str, object]) -> None:
    frame = population(11)
    totals, seen = [], dict.fromkeys(frame["passage_id"], 0)
    said: dict[str, float] = {}
    for seed in range(DRAWS):
        drawn = draw(frame, ["source"], seed=seed, **settings).frame  # type: ignore[arg-type]
        totals.append(float((drawn["y"] / drawn["sampling_probability"]).sum()))
        for passage, p in zip(drawn["passage_id"], drawn["sampling_probability"], strict=True):
            seen[passage] += 1
            assert said.setdefault(passage, p) == p
    error = np.std(totals, ddof=1) / np.sqrt(DRAWS)
    assert abs(np.mean(totals) - frame["y"].sum()) < 3 * error
    shares = np.array([seen[x] / DRAWS for x in said])
    expected = np.array(list(said.values()))
    # The largest of some 70 deviations of a share.
    assert np.abs(shares - expected).max() < 4 * np.sqrt(0.25 / DRAWS)
    assert len(said) == len(frame)

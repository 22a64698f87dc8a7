from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from stance.framing.sums import Sums, sums_of
from stance.framing.totals import DocumentTotals

Table = Callable[..., pd.DataFrame]


def test_means_of_every_kind(table: Table) -> None:
    frame = table([("d1", "A", 2020, 0.75), ("d1", "A", 2020, 0.25), ("d2", "A", 2020, 0.8)])
    sums = Sums(sums_of(DocumentTotals.from_frame(frame, [])), 2)
    assert sums.passages.tolist() == [2.0, 1.0]
    assert sums.mean("probability")[:, 1] == pytest.approx([0.5, 0.8])
    assert sums.mean("predicted")[:, 1] == pytest.approx([0.5, 1.0])
    assert sums.mean("score 1")[:, 1] == pytest.approx([0.0, np.log(4)], abs=1e-12)
    assert sums.mean("score 2")[:, 1] == pytest.approx([np.log(3) ** 2, np.log(4) ** 2])


def test_no_passages_have_no_mean() -> None:
    assert np.isnan(Sums(np.zeros((3, 11)), 2).mean("probability")).all()

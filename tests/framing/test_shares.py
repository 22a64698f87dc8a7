from __future__ import annotations

import numpy as np
import pytest

from stance.framing.shares import cc, pcc


def test_cc_counts_labels_that_never_occur_as_none() -> None:
    assert cc([0, 0, 2, 0], 4).tolist() == [0.75, 0.0, 0.25, 0.0]


def test_pcc_is_the_mean_of_each_column() -> None:
    assert pcc(np.array([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]])).tolist() == [0.375, 0.375, 0.25]


def test_cc_and_pcc_agree_on_certain_predictions() -> None:
    predicted = [2, 0, 1, 1, 2, 2]
    assert cc(predicted, 3) == pytest.approx(pcc(np.eye(3)[predicted]), abs=1e-15)

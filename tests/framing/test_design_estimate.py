from __future__ import annotations

import numpy as np

from stance.framing.design_estimate import DesignEstimate


def test_standard_error_is_the_root_of_the_diagonal() -> None:
    made = DesignEstimate(np.array([0.25, 0.75]), np.array([[0.04, -0.04], [-0.04, 0.04]]), 12)
    assert made.standard_error.tolist() == [0.2, 0.2]


def test_rounding_below_nothing_is_nothing() -> None:
    assert DesignEstimate(np.array([1.0]), np.array([[-1e-20]]), 12).standard_error.tolist() == [0.0]

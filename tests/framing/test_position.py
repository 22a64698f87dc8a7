from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from stance.codebook import Scale
from stance.errors import StanceError
from stance.framing.position import log_ratio, position
from stance.framing.prevalence import prevalence
from stance.framing.simulate import Simulation

Table = Callable[..., pd.DataFrame]
SCALE = Scale(negative="a", positive="b")


def test_log_ratio_of_no_passages_on_either_side_is_the_middle() -> None:
    assert float(log_ratio(0, 0)) == 0.0


def test_by_hand(table: Table) -> None:
    # Four passages, .75 of b: counts 3 and 1, log(3.5 / 1.5); mean score .5; all take a side.
    made = position(prevalence(table([(f"d{i}", "A", 2020, 0.75) for i in range(4)])), SCALE)
    assert made.position[0, 0] == pytest.approx(np.log(3.5 / 1.5), abs=1e-12)
    assert made.score[0, 0] == pytest.approx(0.5, abs=1e-12)
    assert made.importance[0, 0] == pytest.approx(1.0, abs=1e-12)
    assert np.isnan(made.position[0, 1:]).all()


def test_positive_is_the_side_of_the_positive_label(table: Table) -> None:
    cells = prevalence(table([(f"d{i}", "A", 2020, 0.75) for i in range(4)]))
    turned = position(cells, Scale(negative="b", positive="a"))
    assert turned.position[0, 0] == pytest.approx(-position(cells, SCALE).position[0, 0], abs=1e-12)


def test_labels_beside_the_scale_take_no_side() -> None:
    frame = pd.DataFrame(
        {"document_id": ["d1", "d2"], "p_n": [0.5, 0.5], "p_b": [0.5, 0.25], "p_a": [0, 0.25]}
    )
    made = position(prevalence(frame), SCALE)
    # Shares .5, .375, .125.
    assert made.importance[0, 0] == pytest.approx(0.5, abs=1e-12)
    assert made.score[0, 0] == pytest.approx(0.25, abs=1e-12)


def test_intervals_are_those_of_the_same_resamples(world: Simulation) -> None:
    cells = prevalence(world.predictions, calibration=world.calibration, resamples=500)
    made = position(cells, Scale(negative="label 0", positive="label 1"))
    # The score is 2 p - 1, an increasing function of the share, and so is the log ratio.
    assert made.score[0, 1:] == pytest.approx([2 * cells.low[0, 1] - 1, 2 * cells.high[0, 1] - 1], abs=1e-9)
    n = cells.n_passages[0]
    expected = [log_ratio(x * n, (1 - x) * n) for x in (cells.low[0, 1], cells.high[0, 1])]
    assert made.position[0, 1:] == pytest.approx(expected, abs=1e-2)


def test_tables_carry_method_and_reason(world: Simulation) -> None:
    made = position(prevalence(world.predictions, resamples=100), Scale("label 0", "label 1"))
    row = made.to_frame().iloc[0]
    assert row["method"] == "PCC, uncorrected"
    assert bool(row["grey"])
    assert made.to_dict()["scale"] == {"negative": "label 0", "positive": "label 1"}
    assert str(made).startswith("Position: above 0 is label 1, below 0 is label 0\nall: ")


def test_refuses_a_scale_of_other_labels(world: Simulation) -> None:
    cells = prevalence(world.predictions, resamples=100)
    with pytest.raises(StanceError, match="The scale's positive label must be one of"):
        position(cells, Scale(negative="label 0", positive="up"))

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from stance.codebook import Scale
from stance.errors import StanceError
from stance.evaluation.paired import holm
from stance.framing.contrasts import contrasts
from stance.framing.prevalence import prevalence
from stance.framing.results import Prevalence
from stance.framing.simulate import Design, Simulation, simulate

SCALE = Scale(negative="label 0", positive="label 1")


def three_years(shares: tuple[float, ...]) -> Simulation:
    """One source, a cell a year, one set of calibration documents."""
    worlds = [
        simulate(Design(share=(1 - x, x), separation=3.0), seed=k, source=f"{k}")
        for k, x in enumerate(shares)
    ]
    years = [x.predictions.assign(source="A", year=2018 + k) for k, x in enumerate(worlds)]
    gold = pd.concat([x.gold for x in worlds])
    return Simulation(pd.concat(years), worlds[0].calibration.assign(source="A"), gold)


@pytest.fixture(scope="module")
def cells() -> Prevalence:
    """Level in the first two years, another in the third."""
    made = three_years((0.4, 0.4, 0.8))
    return prevalence(made.predictions, ["source", "year"], calibration=made.calibration, resamples=1000)


def test_only_the_year_that_changed_is_told_apart(cells: Prevalence) -> None:
    made = contrasts(cells, "year", scale=SCALE)
    assert [(x["first"], x["second"], x["label"]) for x in made.rows] == [
        (first, second, label)
        for first, second in pairwise((2018, 2019, 2020))
        for label in ("label 0", "label 1", "position")
    ]
    assert all(x["p_holm"] > 0.05 for x in made.rows[:3])
    assert all(x["p_holm"] < 0.01 for x in made.rows[3:])
    assert all(x["low"] < x["difference"] < x["high"] for x in made.rows)


def test_two_labels_are_one_test(cells: Prevalence) -> None:
    rows = contrasts(cells, "year").rows
    assert rows[0]["difference"] == pytest.approx(-rows[1]["difference"], abs=1e-12)
    assert [x["p_holm"] for x in rows[::2]] == [x["p_holm"] for x in rows[1::2]]
    p = np.array([x["p"] for x in rows[1::2]])
    assert [x["p_holm"] for x in rows[1::2]] == pytest.approx(holm(p).tolist())


def test_the_variance_of_a_difference_leaves_out_what_both_share(cells: Prevalence) -> None:
    rows = contrasts(cells, "year").rows
    width = rows[1]["high"] - rows[1]["low"]
    apart = np.sqrt(cells.draws[:, 0, 1].var() + cells.draws[:, 1, 1].var())
    together = np.std(cells.draws[:, 1, 1] - cells.draws[:, 0, 1])
    assert together < apart
    # t with 59 degrees of freedom at .975 is 2.0010.
    assert width == pytest.approx(2 * 2.0010 * together, rel=1e-4)


def test_all_pairs(cells: Prevalence) -> None:
    pairs = [(x["first"], x["second"]) for x in contrasts(cells, "year", pairs="all").rows[::2]]
    assert pairs == [(2018, 2019), (2018, 2020), (2019, 2020)]


def test_grey_cells_take_no_part() -> None:
    made = three_years((0.4, 0.4, 0.8))
    plain = prevalence(made.predictions, ["source", "year"], resamples=100)
    nothing = contrasts(plain, "year")
    assert nothing.rows == ()
    assert nothing.left_out[0] == "A, 2018 (uncorrected; no calibration documents)"
    assert str(nothing).splitlines()[0].endswith("p by Holm over 0")
    assert len(nothing.to_frame()) == 0


def test_prints_and_packs_itself(cells: Prevalence) -> None:
    made = contrasts(cells, "year")
    assert str(made).splitlines()[1].startswith("  A: 2018 to 2019, label 0: ")
    assert json.loads(json.dumps(made.to_dict()))["rows"][0]["first"] == 2018
    assert made.to_frame()["source"].tolist() == ["A"] * 4


def test_refuses_what_is_no_comparison(cells: Prevalence) -> None:
    with pytest.raises(StanceError, match=r"'along' must be one of \['source', 'year'\]; got 'month'"):
        contrasts(cells, "month")
    with pytest.raises(StanceError, match="'pairs' must be 'successive' or 'all'; got 'some'"):
        contrasts(cells, "year", pairs="some")

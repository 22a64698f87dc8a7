from __future__ import annotations

import json

import numpy as np
import pytest

from stance.framing.prevalence import prevalence
from stance.framing.results import interval
from stance.framing.simulate import Simulation


def test_prints_itself_in_fixed_lines(world: Simulation) -> None:
    made = prevalence(world.predictions, ["source", "year"], resamples=100)
    lines = str(made).splitlines()
    assert lines[0] == "Share of passages per label, 95% intervals over documents"
    assert lines[1] == f"source, 2020: 60 documents, {len(world.predictions)} passages, PCC, uncorrected"
    assert lines[2] == "  grey: uncorrected; no calibration documents"
    assert lines[3].startswith("  label 0                  0.")


def test_a_table_has_one_row_per_cell_and_label(world: Simulation) -> None:
    frame = prevalence(world.predictions, ["year"], resamples=100).to_frame()
    assert frame["label"].tolist() == ["label 0", "label 1"]
    assert frame["year"].tolist() == [2020, 2020]
    assert frame["estimate"].sum() == pytest.approx(1.0, abs=1e-12)
    assert frame["grey"].tolist() == [True, True]


def test_plain_values_are_json(world: Simulation) -> None:
    few = world.predictions[world.predictions["document_id"] <= "source c00003"]
    made = prevalence(few.assign(year=np.nan), ["year"], resamples=100)
    row = json.loads(json.dumps(made.to_dict()))["rows"][0]
    assert row["low"] is None
    assert row["year"] is None
    assert row["n_documents"] == 4


def test_what_is_not_stated_is_called_unknown(world: Simulation) -> None:
    made = prevalence(world.predictions.assign(source=None), ["source", "year"], resamples=100)
    assert made.names[0] == "unknown, 2020"
    assert str(made).splitlines()[1].startswith("unknown, 2020: ")


def test_intervals_in_words() -> None:
    assert interval(0.25, 0.125, 0.5) == "0.250 [0.125, 0.500]"
    assert interval(0.25, np.nan, np.nan) == "0.250 (no interval)"

from __future__ import annotations

import pandas as pd
import pytest

from stance.errors import StanceError
from stance.framing.next_documents import documents_to_code
from stance.framing.prevalence import prevalence
from stance.framing.simulate import Design, simulate


def test_coding_what_is_drawn_turns_a_grey_cell() -> None:
    worlds = [simulate(Design(shift=x), seed=k, source=f"{k}") for k, x in enumerate((0.0, 1.2))]
    predictions = pd.concat([x.predictions for x in worlds], ignore_index=True)
    calibration = pd.concat([x.calibration for x in worlds], ignore_index=True)
    cells = prevalence(predictions, ["source"], calibration=calibration, resamples=300)
    assert [bool(x) for x in cells.reason] == [False, True]
    drawn = documents_to_code(cells, predictions, documents=12, seed=1)
    assert set(drawn.frame["source"]) == {"1"}
    assert drawn.frame["document_id"].nunique() == 12
    assert drawn.frame["sampling_probability"].unique() == pytest.approx([0.2])
    coded = drawn.frame.assign(label="label 1")[["passage_id", "label", "sampling_probability"]]
    turned = prevalence(predictions, ["source"], calibration=calibration, gold=coded, resamples=300)
    assert turned.method == ("PACC", "DSL")
    assert turned.reason == ("", "")


def test_one_cell_of_everything() -> None:
    world = simulate(Design(), seed=3)
    cells = prevalence(world.predictions, resamples=100)
    assert documents_to_code(cells, world.predictions).frame["document_id"].nunique() == 15


def test_refuses_where_nothing_is_grey() -> None:
    world = simulate(Design(), seed=3)
    cells = prevalence(world.predictions, calibration=world.calibration, resamples=300)
    with pytest.raises(StanceError, match="A grey cell must have at least ten documents"):
        documents_to_code(cells, world.predictions)

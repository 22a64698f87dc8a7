"""What changed from one time to the next."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from stance.codebook import Codebook
from stance.framing.contrasts import contrasts
from stance.framing.prevalence import prevalence
from stance.framing.results import Prevalence
from stance.model.scoring import Predictions
from stance.report.page.differences import differences


@pytest.fixture(scope="module")
def cells(predictions: Predictions) -> Prevalence:
    """Cells that gold labels of every passage correct."""
    rng = np.random.default_rng(5)
    part = predictions.frame.drop(columns=["source", "year"]).assign(year=0, source="A")
    part["year"] = np.where(part["document_id"].str[1:].astype(int) % 2, 2018, 2019)
    labels = rng.choice(predictions.labels, len(part))
    frame = part.assign(passage_id=range(len(part)))
    gold = pd.DataFrame({"passage_id": frame["passage_id"], "label": labels, "sampling_probability": 1.0})
    return prevalence(frame, ["source", "year"], labels=predictions.labels, gold=gold)


def test_every_difference_is_shown_with_its_tests(cells: Prevalence, codebook: Codebook) -> None:
    table = differences(cells, codebook)
    assert table is not None
    found = contrasts(cells, "year", scale=codebook.scale).rows
    assert len(table.rows) == len(found) == len(cells.labels) + 1
    assert [cell.text for cell in table.rows[0].cells[:3]] == ["A", "2018 to 2019", found[0]["label"]]
    assert float(table.rows[0].cells[4].text) == pytest.approx(found[0]["p"], abs=6e-4)
    assert table.csv.startswith("source,first,second,label,difference")


def test_uncorrected_cells_have_none(predictions: Predictions, codebook: Codebook) -> None:
    plain = prevalence(predictions.frame, ["source", "year"], labels=predictions.labels)
    assert differences(plain, codebook) is None
    assert differences(prevalence(predictions.frame, ["source"], labels=predictions.labels), codebook) is None

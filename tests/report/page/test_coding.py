"""What to code next."""

from __future__ import annotations

import csv
import io

from stance.framing.prevalence import prevalence
from stance.model.scoring import Predictions
from stance.report.page.coding import to_code


def test_documents_of_grey_cells_are_listed_once_with_their_probability(predictions: Predictions) -> None:
    frame = predictions.frame.assign(passage_id=range(len(predictions.frame)))
    table = to_code(prevalence(frame, ["source"], labels=predictions.labels), frame)
    assert table is not None
    listed = list(csv.DictReader(io.StringIO(table.csv, newline="")))
    assert len(listed) == len({row["document_id"] for row in listed}) == len(table.rows)
    assert {row["source"] for row in listed} >= {"Harbour Post", "Hill Gazette"}
    assert all(0 < float(row["sampling_probability"]) <= 1 for row in listed)
    assert {row["passages"] for row in listed} == {"2"}
    assert table.by == ("source",)


def test_cells_that_are_too_small_for_any_interval_list_nothing(predictions: Predictions) -> None:
    frame = predictions.frame.head(12).assign(passage_id=range(12))
    assert to_code(prevalence(frame, ["source"], labels=predictions.labels), frame) is None

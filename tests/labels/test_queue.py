"""The queue of labels to look at again, with provenance."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from stance.errors import StanceError
from stance.labels.queue import label_errors

# Forty passages in twenty documents; the model is sure of every label, but for p00 and p10 of another.
GIVEN = ["law", "force"] * 20
P_LAW = np.where(np.array(GIVEN) == "law", 0.9, 0.1)
P_LAW[[0, 10]] = [0.05, 0.08]
IDS = [f"p{u:02}" for u in range(40)]
PREDICTIONS = pd.DataFrame(
    {
        "passage_id": IDS,
        "document_id": [f"d{u // 2:02}" for u in range(40)],
        "text": [f"Text {u}." for u in range(40)],
        "fold": [u // 2 % 5 for u in range(40)],
        "p_law": P_LAW,
        "p_force": 1 - P_LAW,
    }
)


def labels_of(**coders: list[str]) -> pd.DataFrame:
    rows = [(p, coder, x) for coder, said in coders.items() for p, x in zip(IDS, said, strict=True)]
    return pd.DataFrame(rows, columns=["passage_id", "coder", "label"])


LABELS = labels_of(ana=GIVEN, ben=["force", *GIVEN[1:]], adjudicated=GIVEN)


def test_queue_with_provenance() -> None:
    found = label_errors(PREDICTIONS, LABELS)
    assert found.frame["passage_id"].tolist() == ["p00", "p10"]
    first: dict[Any, Any] = found.frame.iloc[0].to_dict()
    assert (first["given"], first["suggested"], first["ana"], first["ben"]) == (
        "law",
        "force",
        "law",
        "force",
    )
    assert (first["p_given"], first["p_suggested"], first["margin"]) == pytest.approx((0.05, 0.95, -0.9))
    assert (first["fold"], first["text"], first["document_id"]) == (0, "Text 0.", "d00")
    assert (found.n_passages, found.n_documents) == (40, 20)
    assert found.thresholds == pytest.approx(((18 * 0.9 + 0.13) / 20, 0.9))


def test_says_whether_it_finds_what_coders_dispute() -> None:
    found = label_errors(PREDICTIONS, LABELS)
    assert (found.flagged_disputed, found.flagged_agreed) == (1.0, 1 / 39)
    assert "In question: 100% of the passages on which coders disagreed, 3% of the others." in str(found)
    assert label_errors(PREDICTIONS, labels_of(adjudicated=GIVEN)).flagged_disputed is None


def test_decided_passages_stay_out() -> None:
    assert label_errors(PREDICTIONS, LABELS, decided=["p00"]).frame["passage_id"].tolist() == ["p10"]


def test_any_coder_can_be_questioned() -> None:
    found = label_errors(PREDICTIONS, LABELS, coder="ben")
    assert found.frame["passage_id"].tolist() == ["p10"]
    assert "ben" not in found.frame.columns


def test_outputs() -> None:
    found = label_errors(PREDICTIONS, LABELS, fold_design="no document on both sides, 5 folds")
    lines = str(found).splitlines()
    assert lines[0] == "2 of 40 labels by adjudicated to look at again (20 documents)"
    assert lines[-1].startswith("Probabilities: no document on both sides, 5 folds.")
    again = json.loads(json.dumps(found.to_dict()))
    assert [x["passage_id"] for x in again["queue"]] == ["p00", "p10"]


def test_a_document_held_out_in_parts_is_refused() -> None:
    leaky = PREDICTIONS.assign(fold=range(40))
    with pytest.raises(StanceError, match="must be held out whole; document_id 'd00' is in 2 folds"):
        label_errors(leaky, LABELS)


def test_refusals() -> None:
    with pytest.raises(StanceError, match="must have a column 'fold'"):
        label_errors(PREDICTIONS.drop(columns="fold"), LABELS)
    with pytest.raises(StanceError, match="'p_fog' is not there"):
        label_errors(PREDICTIONS, LABELS.replace("force", "fog"))
    with pytest.raises(StanceError, match="a label by 'eva'; none has"):
        label_errors(PREDICTIONS, LABELS, coder="eva")

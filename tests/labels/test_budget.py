"""The plan of a budget, from a pilot of labels."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from stance.errors import StanceError
from stance.labels.budget import plan
from stance.labels.budget_core import half_width, pilot


def world() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Three sources of 60, 30 and 5 documents with 3 passages each; two passages of three are coded."""
    rng = np.random.default_rng(6)
    documents = np.repeat(np.arange(95), 3)
    law = rng.beta(2, 2, 95)[documents]
    p = np.clip(law + rng.normal(0, 0.15, len(documents)), 0.02, 0.98)
    frame = pd.DataFrame(
        {
            "passage_id": [f"p{u:03}" for u in range(len(documents))],
            "document_id": [f"d{d:02}" for d in documents],
            "source": np.select([documents < 60, documents < 90], ["A", "B"], "C"),
            "p_law": p,
            "p_force": (1 - p) * 0.9,
            "p_other": (1 - p) * 0.1,
        }
    )
    said = np.where(
        rng.random(len(documents)) < law, "law", np.where(rng.random(len(documents)) < 0.9, "force", "other")
    )
    labels = pd.DataFrame({"passage_id": frame["passage_id"], "coder": "ana", "label": said})
    return frame, labels[documents < 40]


def test_one_row_a_cell_and_number_of_documents() -> None:
    frame, labels = world()
    found = plan(frame, labels, ["source"], documents=(10, 20, 50), coder="ana")
    rows = found.frame[["cell", "of_documents", "documents"]].to_numpy().tolist()
    assert rows == [["A", 60, 10], ["A", 60, 20], ["A", 60, 50], ["B", 30, 10], ["B", 30, 20], ["B", 30, 30]]
    assert found.notes == ("No interval in 1 cells of fewer than 10 documents: C",)
    assert (found.pilot_documents, found.pilot_passages) == (40, 120)
    assert (found.frame["half_width"] < found.frame["without_model"]).iloc[:5].all()


def test_shows_the_widest_label() -> None:
    frame, labels = world()
    first = plan(frame, labels, ["source"], coder="ana").frame.iloc[0]
    y = (labels["label"] == first["label"]).to_numpy(dtype=np.float64)
    f = frame[f"p_{first['label']}"].to_numpy()[: len(y)]
    by_hand = pilot(y, f, np.arange(120) // 3, np.zeros(120, dtype=np.int64))
    assert first["half_width"] == pytest.approx(half_width(by_hand, 10, 60, 3.0))
    assert first["label"] != "other"


def test_coding_fewer_passages_of_a_document_is_wider() -> None:
    frame, labels = world()
    whole, part = (
        plan(frame, labels, ["source"], coder="ana", passages_per_document=n).frame["half_width"]
        for n in (None, 1)
    )
    assert (part > whole).all()


def test_outputs() -> None:
    frame, labels = world()
    found = plan(frame, labels, ["source"], documents=(10, 50), coder="ana")
    lines = str(found).splitlines()
    assert lines[1].split() == ["source", "documents", "10", "50", "all"]
    assert (lines[2].split()[:2], lines[2].split()[-1]) == (["A", "60"], "-")
    assert lines[3].split()[-2] == "-"
    assert float(lines[3].split()[-1]) < float(lines[3].split()[2])
    assert json.loads(json.dumps(found.to_dict()))["pilot_documents"] == 40


def test_refusals() -> None:
    frame, labels = world()
    with pytest.raises(StanceError, match=r"'documents' must be numbers of at least 10; got \[5\]"):
        plan(frame, labels, documents=[5], coder="ana")
    with pytest.raises(
        StanceError, match="A pilot must hold labels of passages in the predictions; got none"
    ):
        plan(frame, labels)
    with pytest.raises(StanceError, match="A pilot must hold at least 10 documents"):
        plan(frame, labels.iloc[:20], coder="ana")
    with pytest.raises(StanceError, match="must lie in one cell"):
        plan(frame.assign(half=np.arange(len(frame)) % 2), labels, ["half"], coder="ana")

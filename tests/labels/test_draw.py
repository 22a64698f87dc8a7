"""Gold sampling per cell."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.labels.draw import draw
from stance.labels.gold import require_probabilities


def world(n_documents: int = 40) -> pd.DataFrame:
    """Two sources; document d has 1 + d % 4 passages."""
    rows = [
        (f"d{d:02}", f"d{d:02}-{position}", position, "NO" if d % 2 else "YES", 2019 + d % 2, d)
        for d in range(n_documents)
        for position in range(1 + d % 4)
    ]
    columns = ["document_id", "passage_id", "position", "source", "year", "_d"]
    frame = pd.DataFrame(rows, columns=columns)
    p = 0.5 + 0.49 * np.cos(frame.pop("_d"))
    return frame.assign(text=frame["passage_id"] + " says.", p_law=p, p_force=1 - p)


def test_documents_are_drawn_whole_with_the_share_drawn_as_probability() -> None:
    drawn = draw(world(), ["source"], documents=5, seed=3)
    counts = drawn.frame.groupby("source")["document_id"].nunique()
    assert counts.to_dict() == {"NO": 5, "YES": 5}
    assert drawn.frame["sampling_probability"].unique().tolist() == [0.25]
    full = world().groupby("document_id").size()
    got = drawn.frame.groupby("document_id").size()
    assert (got == full[got.index]).all()
    assert require_probabilities(drawn.frame).tolist() == [0.25] * len(drawn.frame)


def test_coding_order_shuffles_documents_and_keeps_them_together() -> None:
    frame = draw(world(), documents=20, seed=1).frame
    documents = frame["document_id"].tolist()
    firsts = list(dict.fromkeys(documents))
    assert documents == [x for x in firsts for _ in range(documents.count(x))]
    assert firsts != sorted(firsts)
    assert all(part["position"].is_monotonic_increasing for _, part in frame.groupby("document_id"))


def test_a_small_cell_is_taken_whole_and_said_to_be_small() -> None:
    drawn = draw(world(16), ["source"], documents=10)
    assert drawn.frame["sampling_probability"].unique().tolist() == [1.0]
    assert "no interval: fewer than 10 documents" in str(drawn)
    assert [(x.documents, x.of_documents) for x in drawn.cells] == [(8, 8), (8, 8)]


def test_passages_can_be_drawn_instead() -> None:
    drawn = draw(world(), ["source", "year"], passages=6)
    assert [x.passages for x in drawn.cells] == [6, 6]
    of = dict(zip((x.cell for x in drawn.cells), (x.of_passages for x in drawn.cells), strict=True))
    expected = [6 / of[cell] for cell in drawn.frame["cell"]]
    assert drawn.frame["sampling_probability"].tolist() == pytest.approx(expected)


def test_within_documents_the_probabilities_multiply() -> None:
    frame = draw(world(), ["source"], documents=10, passages_per_document=2).frame
    sizes = world().groupby("document_id").size()
    assert frame.groupby("document_id").size().max() == 2
    expected = [0.5 * min(1, 2 / sizes[x]) for x in frame["document_id"]]
    assert frame["sampling_probability"].tolist() == pytest.approx(expected)


def test_uncertain_documents_are_likelier() -> None:
    frame = world().query("document_id in ['d03', 'd07', 'd11', 'd15', 'd19', 'd23']")
    frame = frame.assign(p_law=np.where(frame["document_id"] == "d03", 0.5, 1.0)).assign(
        p_force=lambda x: 1 - x["p_law"]
    )
    # Spreads: sqrt(4 * .5) = 1.414 for d03 and 0 for five others, mean .2357. Sizes: half of each plus half
    # the mean, .825 and .118 five times; for one document: .825 / 1.414 = 7/12 and 1/12 each.
    seen = {}
    for seed in range(60):
        drawn = draw(frame, documents=1, design="uncertainty", seed=seed).frame
        seen[drawn["document_id"].iloc[0]] = float(drawn["sampling_probability"].iloc[0])
    assert seen == pytest.approx(dict.fromkeys(seen, 1 / 12) | {"d03": 7 / 12})
    assert len(seen) > 3


def test_a_sure_model_draws_evenly() -> None:
    frame = world().assign(p_law=1.0, p_force=0.0)
    drawn = draw(frame, documents=10, design="uncertainty").frame
    assert drawn["sampling_probability"].tolist() == pytest.approx([0.25] * len(drawn))


def test_order_of_rows_and_other_cells_do_not_matter() -> None:
    frame = world()
    first = draw(frame, ["source"], documents=5, passages_per_document=2, design="uncertainty", seed=8).frame
    mixed = frame.sample(frac=1, random_state=2)
    again = draw(mixed, ["source"], documents=5, passages_per_document=2, design="uncertainty", seed=8).frame
    pd.testing.assert_frame_equal(first, again)
    alone = draw(frame[frame["source"] == "NO"], ["source"], documents=5, seed=8).frame
    both = draw(frame, ["source"], documents=5, seed=8).frame
    assert set(alone["passage_id"]) == set(both.loc[both["source"] == "NO", "passage_id"])
    assert set(draw(frame, documents=5, seed=9).frame["passage_id"]) != set(
        draw(frame, documents=5, seed=8).frame["passage_id"]
    )


def test_passages_without_a_cell_are_counted() -> None:
    frame = world().assign(source=lambda x: x["source"].where(x["source"] == "NO"))
    drawn = draw(frame, ["source"], documents=3)
    assert [x.cell for x in drawn.cells] == ["NO"]
    assert drawn.notes == ("40 passages without source lie in no cell.",)


def test_other_columns_and_tables_without_documents() -> None:
    frame = world().rename(columns={"document_id": "speech"})
    assert len(draw(frame, documents=4, structure=Structure(document="speech")).cells) == 1
    alone = draw(frame, documents=4, structure=Structure(document=None)).frame
    assert len(alone) == 4


def test_outputs() -> None:
    drawn = draw(world(), ["source"], documents=15, passages_per_document=1, seed=5)
    assert json.loads(json.dumps(drawn.to_dict()))["seed"] == 5
    assert str(drawn).startswith(
        "30 passages to code: 15 documents a cell, stratified, at most 1 passages of each, seed 5"
    )


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({}, "must say how many to draw"),
        ({"documents": 2, "passages": 2}, "got both or neither"),
        ({"documents": 0}, "'documents' must be at least 1; got 0"),
        ({"passages": -1}, "'passages' must be at least 1; got -1"),
        ({"passages": 2, "passages_per_document": 1}, "must come with 'documents'"),
        ({"documents": 2, "design": "best"}, "'design' must be one of"),
        ({"documents": 2, "by": ["region"]}, "must have a column 'region'"),
        ({"documents": 2, "by": ["position"]}, "A document must lie in one cell; 'd01' lies in 2"),
    ],
)
def test_refusals(settings: dict[str, object], sentence: str) -> None:
    with pytest.raises(StanceError, match=sentence):
        draw(world(), **settings)  # type: ignore[arg-type]


def test_a_passage_twice_is_refused() -> None:
    with pytest.raises(StanceError, match="must be distinct; got 'd00-0' twice"):
        draw(pd.concat([world(), world().iloc[:1]]), documents=2)

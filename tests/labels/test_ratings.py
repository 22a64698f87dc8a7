"""Labels as a matrix, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from stance.codebook import Codebook
from stance.corpus import Structure
from stance.errors import StanceError
from stance.labels.ratings import documents_of, ratings

LABELS = pd.DataFrame(
    [("p2", "ben", "law"), ("p1", "ana", "force"), ("p1", "ben", "law"), ("p3", "ana", None)],
    columns=["passage_id", "coder", "label"],
)
PASSAGES = pd.DataFrame({"passage_id": ["p1", "p2", "p3"], "document_id": ["d2", "d1", "d1"]})


def test_matrix_of_passages_by_coders() -> None:
    data = ratings(LABELS, PASSAGES)
    assert data.coders == ("ana", "ben")
    assert data.labels == ("force", "law")
    assert data.passage_ids == ("p2", "p1")
    assert data.codes.tolist() == [[-1, 1], [0, 1]]
    assert data.document_ids == ("d1", "d2")
    assert data.documents.tolist() == [0, 1]
    assert data.counts.tolist() == [[0, 1], [1, 1]]


def test_parts() -> None:
    data = ratings(LABELS, PASSAGES)
    assert data.of_passages(np.array([1])).passage_ids == ("p1",)
    assert data.of_coders([1]).codes.tolist() == [[1], [1]]


def test_without_passages_each_is_a_document() -> None:
    for data in (ratings(LABELS), ratings(LABELS, PASSAGES, structure=Structure(document=None))):
        assert not data.nested
        assert data.document_ids == ("p1", "p2")


def test_codebook_gives_order_and_unused_labels() -> None:
    data = ratings(LABELS, codebook=Codebook.from_labels("axis", ["law", "other", "force"]))
    assert data.labels == ("law", "other", "force")
    assert data.codes.tolist() == [[-1, 0], [2, 0]]


def test_adjudicated_labels_are_no_coder() -> None:
    more = pd.DataFrame([("p1", "adjudicated", "law"), ("p1", "revised", "law")], columns=LABELS.columns)
    assert ratings(pd.concat([LABELS, more])).coders == ("ana", "ben")


def test_numbers_as_labels() -> None:
    labels = pd.DataFrame([(1, "ana", 0), (1, "ben", 1)], columns=LABELS.columns)
    assert ratings(labels).labels == ("0", "1")


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        (LABELS.drop(columns="coder"), "must have a column 'coder'"),
        (LABELS.iloc[:1], r"'coder' must name at least 2 .* got \['ben'\]"),
        (LABELS.iloc[:0], r"'coder' must name at least 2 .* got \[\]"),
        (pd.concat([LABELS, LABELS.iloc[:1]]), "must label a passage once; .*passage 'p2', coder 'ben'"),
    ],
)
def test_refusals(labels: pd.DataFrame, sentence: str) -> None:
    with pytest.raises(StanceError, match=sentence):
        ratings(labels)


def test_label_outside_the_codebook() -> None:
    with pytest.raises(StanceError, match=r"must be one of \['law', 'fog'\]; got 'force' \(passage 'p1'"):
        ratings(LABELS, codebook=Codebook.from_labels("axis", ["law", "fog"]))


def test_passage_without_a_document() -> None:
    with pytest.raises(StanceError, match="'p2' has none"):
        documents_of(
            ["p1", "p2"],
            PASSAGES.assign(document_id=pd.Series(["d1", None, "d2"], dtype=object)),
            "document_id",
        )

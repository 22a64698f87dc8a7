from __future__ import annotations

import dataclasses
import hashlib

import pytest

from stance.documents.document import COLUMNS, Document, Failure, version


def test_the_id_follows_from_the_text_alone() -> None:
    digest = hashlib.sha256("Señal.".encode()).hexdigest()
    first, second = Document.of("Señal.", "a.txt"), Document.of("Señal.", "b.txt", {"title": "B"})
    assert first.document_id == second.document_id == digest[:16]
    assert version("Señal.") == digest


def test_what_is_not_stated_is_none() -> None:
    document = Document.of("A text.", "a.txt")
    assert set(document.to_dict()) == set(COLUMNS)
    assert {k for k, v in document.to_dict().items() if v is None} == set(COLUMNS) - {"document_id", "path"}


def test_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Document.of("A text.", "a.txt").title = "B"  # type: ignore[misc]


def test_failures_name_the_row() -> None:
    assert str(Failure("a.csv", "it is bad", 3)) == "a.csv, row 3: it is bad"
    assert Failure("a.txt", "it is bad").to_dict() == {"path": "a.txt", "reason": "it is bad", "row": None}

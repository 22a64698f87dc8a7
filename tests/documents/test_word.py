from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as new_word

from stance.documents import word
from stance.documents.document import Unreadable
from stance.documents.word import read_word


def _bytes() -> bytes:
    document = new_word()
    document.add_heading("Courts of the North", level=1)
    document.add_paragraph("The courts need judges.")
    table = document.add_table(rows=2, cols=2)
    for i, text in enumerate(["Court", "Judges", "North", "9"]):
        table.cell(i // 2, i % 2).text = text
    document.add_paragraph("")
    document.add_paragraph("The end.")
    document.core_properties.title = "Courts"
    document.core_properties.author = "python-docx"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_and_tables_in_order() -> None:
    text, facts = read_word(_bytes())
    assert text.split("\n\n") == [
        "Courts of the North",
        "The courts need judges.",
        "Court | Judges",
        "North | 9",
        "The end.",
    ]
    assert facts == {"title": "Courts"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"plain text"])
def test_damage(data: bytes) -> None:
    with pytest.raises(Unreadable, match="damaged Word file"):
        read_word(data)


def test_another_archive_is_no_word_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(Unreadable, match="damaged Word file"):
        read_word(out.getvalue())


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "_MOST_UNPACKED", 3_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "a" * 4_000_000)
    assert len(out.getvalue()) < 10_000
    with pytest.raises(Unreadable, match="it would unpack to 4 MB"):
        read_word(out.getvalue())

from __future__ import annotations

import io
import logging
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter

from stance.documents.document import Unreadable
from stance.documents.pdf import read_pdf, stated_properties

PdfBytes = Callable[..., bytes]


def test_pages_and_properties(pdf_bytes: PdfBytes) -> None:
    info = "/Title (Courts of the North) /Author (Jane Doe) /CreationDate (D:20170503000000Z) /Producer (X)"
    text, facts = read_pdf(pdf_bytes([["The courts need judges.", "They are slow."], ["The end."]], info))
    assert text.split("\f")[0].strip().split("\n") == ["The courts need judges.", "They are slow."]
    assert text.split("\f")[1].strip() == "The end."
    assert facts == {"title": "Courts of the North", "author": "Jane Doe"}


def test_broken_words(pdf_bytes: PdfBytes) -> None:
    lines = [
        "A counter-",
        "narcotics plan. The inter-",
        "national court. A well-",
        "known and well-known judge.",
        "Anglo-",
        "Saxon",
    ]
    text, _ = read_pdf(pdf_bytes([lines]))
    assert "counternarcotics plan" in text
    assert "international court" in text
    assert "well-known and well-known" in text
    assert "Anglo-\nSaxon" in text


@pytest.mark.parametrize(
    ("properties", "facts"),
    [
        ({"title": "Microsoft Word - draft.doc", "author": "Admin"}, {}),
        ({"title": "untitled", "author": "jdoe"}, {}),
        ({"title": "report_v3.pdf", "author": "Windows User"}, {}),
        (
            {"title": "The Report", "author": "Juan de la Cruz"},
            {"title": "The Report", "author": "Juan de la Cruz"},
        ),
        ({"title": None, "author": None}, {}),
        ({"title": "", "author": "python-docx"}, {}),
    ],
)
def test_what_programs_put_there_is_not_stated(
    properties: dict[str, str | None], facts: dict[str, str]
) -> None:
    assert stated_properties(properties) == facts


def test_encrypted(pdf_bytes: PdfBytes) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes([["A secret."]]))))
    writer.encrypt("password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(Unreadable, match=r"^it is encrypted$"):
        read_pdf(out.getvalue())


def test_no_text(pdf_bytes: PdfBytes) -> None:
    with pytest.raises(Unreadable, match="holds no text"):
        read_pdf(pdf_bytes([[]]))


def test_damage(pdf_bytes: PdfBytes) -> None:
    good = pdf_bytes([["The courts need judges."]], compress=True)
    level = logging.getLogger("pypdf").level
    for data in (b"", b"%PDF-1.4", b"not a pdf", good[:200], good.replace(b"/Pages", b"/Pagse", 1)):
        with pytest.raises(Unreadable):
            read_pdf(data)
    assert logging.getLogger("pypdf").level == level

"""Invented pages and files."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pytest

SENTENCE = (
    "The interior ministry said that judges in the northern districts would be trained for two years before "
    "the new courts open their doors."
)


@pytest.fixture(scope="session")
def paragraph() -> Callable[[str], str]:
    """A paragraph of an invented article that opens with the given words."""

    def build(opening: str) -> str:
        return f"{opening} {SENTENCE} It is not known who will pay for the programme."

    return build


@pytest.fixture(scope="session")
def pdf_bytes() -> Callable[..., bytes]:
    """A PDF written by hand: each page a list of lines."""

    def build(pages: list[list[str]], info: str = "", compress: bool = False) -> bytes:
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
        kids = []
        for lines in pages:
            moves = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
            stream = f"BT /F1 12 Tf 50 750 Td {moves} ET".encode("latin-1")
            data = zlib.compress(stream) if compress else stream
            how = "/Filter /FlateDecode " if compress else ""
            kids.append(f"{len(objects) + 1} 0 R")
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R "
                "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                "/Encoding /WinAnsiEncoding >> >> >> >>"
            )
            objects.append(f"<< {how}/Length {len(data)} >>\nstream\n{data.decode('latin-1')}\nendstream")
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
        objects.append(f"<< {info} >>")
        out = io.BytesIO(b"")
        out.write(b"%PDF-1.4\n")
        offsets = []
        for number, body in enumerate(objects, start=1):
            offsets.append(out.tell())
            out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
        start = out.tell()
        out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
        out.write("".join(f"{offset:010} 00000 n \n" for offset in offsets).encode())
        out.write(
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
            f"startxref\n{start}\n%%EOF\n".encode()
        )
        return out.getvalue()

    return build

"""Word files, by python-docx."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from stance.documents.document import Unreadable
from stance.documents.pdf import stated_properties

_MOST_UNPACKED = 300_000_000


def read_word(data: bytes) -> tuple[str, dict[str, Any]]:
    """The paragraphs and table cells of a .docx, and the title and author that it states.

    When the file was made or saved says nothing about publication and is not used.

    Raises
    ------
    Unreadable
        When the file is damaged or unpacks to more than 300 MB.
    """
    from docx import Document as open_word
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            raise Unreadable(f"it would unpack to {unpacked // 1_000_000:,} MB")
        word = open_word(io.BytesIO(data))
        parts: list[str] = []
        for item in word.iter_inner_content():
            if isinstance(item, Paragraph):
                parts.append(item.text)
            elif isinstance(item, Table):
                parts += [" | ".join(_cells(row)) for row in item.rows]
        properties = word.core_properties
        stated = {"title": properties.title, "author": properties.author}
    except Unreadable:
        raise
    except Exception as error:  # a package of XML can be damaged in any of its parts
        raise Unreadable(f"it is a damaged Word file ({type(error).__name__})") from None
    return "\n\n".join(part for part in parts if part.strip()), stated_properties(stated)


def _cells(row: Any) -> list[str]:
    """The texts of a row's cells; a merged cell comes once."""
    texts: list[str] = []
    for cell in row.cells:
        text = " ".join(cell.text.split())
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return texts

"""PDF files, by pypdf."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from stance.documents.document import Unreadable

# A word broken at a line's end. What follows is lower case, so a name such as "Anglo-Saxon" stays.
_BROKEN = re.compile(r"(\w*[^\W\d_])-\n([a-zà-öø-ÿ]+)")


def read_pdf(data: bytes) -> tuple[str, dict[str, Any]]:
    """The text of a PDF, pages parted by form feeds, and the title and author that it states.

    The dates of a PDF say when the file was made, not when the text was published: they are not used.

    Raises
    ------
    Unreadable
        When the file is encrypted, damaged or holds pictures of text only.
    """
    from pypdf import PdfReader

    # What pypdf mends on its own is of no use to the reader of a terminal.
    logger = logging.getLogger("pypdf")
    level, logger.level = logger.level, logging.CRITICAL
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("it is encrypted")
        pages = [page.extract_text() for page in reader.pages]
        stated = reader.metadata
        properties = {"title": stated.title, "author": stated.author} if stated else {}
    except Unreadable:
        raise
    except Exception as error:  # pypdf meets a damaged file with whatever it stumbles on
        raise Unreadable(f"it is a damaged PDF ({type(error).__name__}: {error})") from None
    finally:
        logger.level = level
    text = "\f".join(pages)
    if not text.strip():
        raise Unreadable("it holds no text, perhaps pictures of pages")
    return _unbroken(text), stated_properties(properties)


def stated_properties(properties: dict[str, Any]) -> dict[str, Any]:
    """The title and author of a file's properties, without what programs put there.

    Examples
    --------
    >>> stated_properties({"title": "Microsoft Word - draft3.doc", "author": "Jane Doe"})
    {'author': 'Jane Doe'}
    """
    facts = {}
    for name, value in properties.items():
        text = " ".join(str(value or "").split())
        if text and not _BY_PROGRAM.search(text) and (name == "title" or _NAME.fullmatch(text)):
            facts[name] = text
    return facts


_BY_PROGRAM = re.compile(
    r"^microsoft |^untitled|^(document|presentation|slide)\s*\d*$|\.(docx?|pdf|indd|rtf|odt|pptx?)$"
    r"|\b(user|admin|administrator|owner|unknown|python-docx)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){1,7}")


def _unbroken(text: str) -> str:
    """The text with words joined that were broken at a line's end, the hyphen kept where it is the word's."""
    if "-\n" not in text:
        return text
    words = set(re.findall(r"[\w-]+", text.lower()))

    def join(match: re.Match[str]) -> str:
        whole = f"{match[1]}-{match[2]}".lower()
        return f"{match[1]}-{match[2]}" if whole in words else f"{match[1]}{match[2]}"

    return _BROKEN.sub(join, text)

"""Real speeches: numbered paragraphs, wrapped lines and salutations stay; nothing substantial goes."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from stance.documents.decoding import decode
from stance.documents.document import Document
from stance.documents.furniture import clean
from stance.documents.passages import split_document

_SPEECHES = 40
_EVERY = 7


@pytest.fixture(scope="module")
def speeches(shared: Path) -> list[Document]:
    path = shared / "un_speeches.tar.xz"
    if not path.is_file():
        pytest.skip("needs ../shared/un_speeches.tar.xz")
    found: list[Document] = []
    seen = 0
    # Read as a stream: only the beginning of the archive is unpacked.
    with tarfile.open(path, "r|xz") as archive:
        for member in archive:
            if not member.name.endswith(".txt") or Path(member.name).name.startswith("."):
                continue
            seen += 1
            handle = archive.extractfile(member)
            if seen % _EVERY == 0 and handle is not None:
                found.append(Document.of(decode(handle.read()), Path(member.name).name))
            if len(found) == _SPEECHES:
                break
    return found


def test_nothing_substantial_is_removed(speeches: list[Document]) -> None:
    assert len(speeches) == _SPEECHES
    for speech in speeches:
        cleaned = clean(speech)
        words = sum(len(line.text.split()) for line in cleaned.removed)
        assert words <= 0.01 * len(speech.text.split()) + 5, str(cleaned)
        assert all(len(line.text.split()) <= 15 for line in cleaned.removed), str(cleaned)


def test_passages_keep_to_the_limits(speeches: list[Document]) -> None:
    passages = [passage for speech in speeches for passage in split_document(speech)]
    sizes = [len(passage.text.split()) for passage in passages]
    assert max(sizes) <= 150
    assert sum(size < 25 for size in sizes) <= 0.01 * len(sizes)
    assert len({passage.passage_id for passage in passages}) == len(passages)

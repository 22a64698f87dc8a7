"""Texts of an archive, which may lie about where they go."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from stance.documents.archive import unpack_texts
from stance.errors import StanceError

NAME = r"(?P<code>[A-Z]{3})_(?P<year>\d{4})\.txt"


def _archive(path: Path, files: Sequence[tuple[str, bytes]]) -> Path:
    with tarfile.open(path, "w:xz") as archive:
        for name, data in files:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def test_texts_go_under_their_names_alone(tmp_path: Path, folder: Path) -> None:
    files = [
        ("speeches/AAA_1990.txt", b"one"),
        ("../../BBB_1991.txt", "zwei, tr\xe8s".encode("latin-1")),
        ("/etc/CCC_1992.txt", b"three"),
        ("speeches/.DS_Store-to-UTF-8.txt", b"junk"),
        ("speeches/._AAA_1990.txt", b"junk"),
        ("speeches/notes.md", b"junk"),
    ]
    found = unpack_texts(_archive(tmp_path / "a.tar.xz", files), folder, NAME)
    assert [(x["code"], x["year"]) for x in found] == [("AAA", "1990"), ("BBB", "1991"), ("CCC", "1992")]
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert written == {"AAA_1990.txt": "one", "BBB_1991.txt": "zwei, très", "CCC_1992.txt": "three"}
    assert {path.name for path in tmp_path.iterdir()} == {"a.tar.xz", "out"}


def test_links_are_passed_over(tmp_path: Path, folder: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "AAA_1990.txt"), (tarfile.LNKTYPE, "BBB_1990.txt")):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = kind, str(secret)
            archive.addfile(link)
    assert unpack_texts(tmp_path / "a.tar", folder, NAME) == []
    assert list(folder.iterdir()) == []


def test_only_what_is_wanted_is_kept(tmp_path: Path, folder: Path) -> None:
    archive = _archive(tmp_path / "a.tar", [("AAA_1990.txt", b"drugs"), ("BBB_1990.txt", b"peace")])
    found = unpack_texts(archive, folder, NAME, lambda text: "drugs" in text)
    assert [x.string for x in found] == ["AAA_1990.txt"] == [path.name for path in folder.iterdir()]


def test_what_can_not_be_read_is_refused(tmp_path: Path, folder: Path) -> None:
    twice = _archive(tmp_path / "twice.tar", [("a/AAA_1990.txt", b"one"), ("b/AAA_1990.txt", b"two")])
    with pytest.raises(StanceError, match=r"must stand in the archive once; got 'AAA_1990.txt' twice"):
        unpack_texts(twice, folder, NAME)
    whole = _archive(tmp_path / "whole.tar.xz", [("AAA_1990.txt", bytes(range(65, 91)) * 4000)])
    for name, data in (("none", None), ("no.tar", b"no"), ("cut.tar.xz", whole.read_bytes()[:-40])):
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(StanceError, match="The archive must be a readable tar file"):
            unpack_texts(path, folder, NAME)

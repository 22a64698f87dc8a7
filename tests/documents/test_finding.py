from __future__ import annotations

import os
from pathlib import Path

import pytest

from stance.documents.finding import find_files
from stance.errors import StanceError


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    for name in ("b.txt", "a.MD", "x.txt/c.html", ".hidden.txt", "picture.png", "x.txt/d.csv"):
        (tmp_path / name).write_text("a")
    (tmp_path / "x.txt" / "loop").symlink_to(tmp_path, target_is_directory=True)
    files, failures = find_files([tmp_path, tmp_path / "b.txt"])
    assert [file.name for file in files] == ["a.MD", "b.txt", "x.txt/c.html", "x.txt/d.csv"]
    assert [file.suffix for file in files] == [".md", ".txt", ".html", ".csv"]
    assert failures == []


def test_links_to_files_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert len(find_files(tmp_path)[0]) == 1


def test_leave_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "sources.csv").write_text("file\n")
    files, _ = find_files(tmp_path, leave_out=tmp_path / "." / "sources.csv")
    assert [file.name for file in files] == ["a.txt"]


def test_refusals(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match="A path must exist; got nowhere"):
        find_files("nowhere.txt")
    (tmp_path / "a.png").write_text("a")
    with pytest.raises(StanceError, match=r"A document must end in one of \.txt, .*; got .*a\.png"):
        find_files(tmp_path / "a.png")
    with pytest.raises(StanceError, match="must hold files ending in"):
        find_files(tmp_path)
    with pytest.raises(StanceError, match="got no path"):
        find_files([])


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may list every folder")
def test_a_closed_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    _, failures = find_files(tmp_path)
    assert "can not be listed" in str(failures[0])

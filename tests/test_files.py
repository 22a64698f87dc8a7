from __future__ import annotations

from pathlib import Path

import pytest

from stance.errors import StanceError
from stance.files import folder_aside, written_aside


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError), written_aside(path):
        raise RuntimeError
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["t.txt"]


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match="must be a file; got the folder"), written_aside(tmp_path):
        pass


def test_a_folder_of_ours_is_replaced(tmp_path: Path) -> None:
    for text in ("one", "two"):
        with folder_aside(tmp_path / "m", marker="mark") as aside:
            (aside / "mark").write_text(text)
    assert (tmp_path / "m" / "mark").read_text() == "two"
    assert [item.name for item in tmp_path.iterdir()] == ["m"]


def test_a_folder_of_something_else_is_kept(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with (
        pytest.raises(StanceError, match="must be new, empty or hold 'mark'"),
        folder_aside(tmp_path, "mark"),
    ):
        pass
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_failed_folder_leaves_the_old_one(tmp_path: Path) -> None:
    with folder_aside(tmp_path / "m", "mark") as aside:
        (aside / "mark").write_text("one")
    with pytest.raises(RuntimeError), folder_aside(tmp_path / "m", "mark"):
        raise RuntimeError
    assert (tmp_path / "m" / "mark").read_text() == "one"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_parent_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(StanceError, match="folder that can be made"), written_aside(tmp_path / "x" / "t.txt"):
        pass

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stance.documents.finding import find_files
from stance.documents.sources import read_sources
from stance.errors import StanceError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts" / "sub").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "sub/b.txt", "sub/c.txt"):
        (tmp_path / "texts" / name).write_text("A text.")
    return tmp_path / "texts"


def _read(folder: Path, table: str) -> dict[str, dict[str, object]]:
    side = folder.parent / "sources.csv"
    side.write_text(table)
    stated = read_sources(side, find_files(folder)[0])
    return {path.relative_to(folder).as_posix(): facts for path, facts in stated.items()}


def test_by_name_and_by_path(folder: Path) -> None:
    table = (
        "file,source,date,year\na.txt,The Herald,2017-05-03,\nsub/b.txt,The Post,,1999\nc.txt,,,\nb.txt,X,,\n"
    )
    assert _read(folder, table) == {
        "a.txt": {"source": "The Herald", "date": "2017-05-03", "year": 2017},
        "sub/b.txt": {"source": "The Post", "year": 1999},
        "sub/c.txt": {},
        "b.txt": {"source": "X"},
    }


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            "file,sourc\na.txt,x\n",
            "Columns must be among ['file', 'title', 'source', 'source_type', 'author', 'date'",
        ),
        ("source\nx\n", "The table must have a column 'file'; got ['source']"),
        ("file,source\nz.txt,x\n", "'file' must be one of the files that are read; got 'z.txt'"),
        ("file,source\n,x\n", "'file' must be given in every row; got nothing"),
        ("file,year\na.txt,x\n", "'year' must be a year such as 2017; got 'x'"),
    ],
)
def test_refusals(folder: Path, table: str, message: str) -> None:
    with pytest.raises(StanceError, match=re.escape(message)) as caught:
        _read(folder, table)
    assert "sources.csv" in str(caught.value)


def test_the_row_is_named(folder: Path) -> None:
    with pytest.raises(StanceError, match=r"got 'a\.txt' twice \(.*sources\.csv, row 3\)"):
        _read(folder, "file,source\na.txt,x\nc.txt,x\n./a.txt,y\n".replace("./a.txt", "a.txt"))


def test_an_ambiguous_name(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("A text.")
    (tmp_path / "sources.csv").write_text("file,source\na.txt,x\n")
    files, _ = find_files([tmp_path / "one", tmp_path / "two"])
    with pytest.raises(
        StanceError, match=r"'file' must name one file; got 'a\.txt', which could be .* or .*row 1"
    ):
        read_sources(tmp_path / "sources.csv", files)

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stance.cli.main import main
from stance.tables import read_table

TEXT = (
    "A Way Out\n\n"
    + "The ministry said that judges in the north would be trained for two years. " * 3
    + "\n\nShare\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT)
    return tmp_path / "texts"


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_writes_passages_and_documents(folder: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, documents = folder.parent / f"p{suffix}", folder.parent / f"d{suffix}"
    assert main(["read", str(folder), "-o", str(out), "--documents", str(documents)]) == 0
    assert read_table(out)["text"].tolist() == [TEXT.split("\n\n")[1].strip()]
    assert read_table(documents)["title"].tolist() == ["A Way Out"]
    assert capsys.readouterr().out == "1 documents, 1 passages, 2 lines removed, 0 failures\n"


def test_show_removed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(folder), "--show-removed"]) == 0
    assert capsys.readouterr().out.split("\n")[2:] == [
        f"{folder / 'a.txt'}",
        "  [title] A Way Out",
        "  [share buttons] Share",
        "",
    ]


def test_mark_duplicates(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.txt").write_text(TEXT)
    out = folder.parent / "p.csv"
    assert main(["read", str(folder), "--mark-duplicates", "-o", str(out)]) == 0
    assert "1 passages repeat an earlier one" in capsys.readouterr().out
    passages = read_table(out)
    assert passages["duplicate_of"].tolist()[1] == passages["passage_id"].tolist()[0]


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(folder), "--json", "--show-removed"]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert (document["title"], document["year"], document["passages"]) == ("A Way Out", None, 1)


def test_failures_give_exit_code_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.txt").write_text("")
    out = folder.parent / "p.csv"
    assert main(["read", str(folder), "-o", str(out)]) == 1
    assert f"{folder / 'b.txt'}: it holds no text" in capsys.readouterr().out
    assert len(read_table(out)) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.txt"], "stance read: A path must exist; got nowhere.txt."),
        (
            ["FOLDER", "--shortest", "99"],
            "stance read: 'shortest' must be at least 1 and at most half of 'longest'",
        ),
        (["FOLDER", "-o", "p.xls"], "stance read: A table must end in one of"),
        (
            ["FOLDER", "--sources", "nowhere.csv"],
            "stance read: A table must be a readable file; got nowhere.csv",
        ),
    ],
)
def test_mistakes_give_exit_code_two(
    folder: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", *[str(folder) if x == "FOLDER" else x for x in arguments]]) == 2
    assert capsys.readouterr().err.startswith(message)

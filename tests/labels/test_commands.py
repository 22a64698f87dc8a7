"""The commands of this package parse, call one function, and print or save its result."""

from __future__ import annotations

import argparse
import json
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from stance.errors import StanceError
from stance.tables import read_table, write_table

COMMANDS = ("agree", "queue", "decide", "sample", "collect")
CODEBOOK = """
name = "axis"
version = "1"
question = "Which?"
unit = "A passage."
[labels.law]
definition = "Law."
[labels.force]
definition = "Force."
"""


def run(*argv: str) -> int:
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers(required=True)
    import_module(f"stance.cli.{argv[0]}").add_parser(subparsers)
    args = parser.parse_args(argv)
    return int(args.run(args))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of 30 documents with two passages each, and predictions for it."""
    law = "Judges, courts and clinics come first. ", "The court needs judges. "
    force = "Troops seized the drugs. ", "Soldiers and police patrol the border. "
    texts = [(law if u % 4 < 2 else force)[u % 2] + f"Item {u}." for u in range(60)]
    ids = [f"p{u:02}" for u in range(60)]
    given = ["law" if u % 4 < 2 else "force" for u in range(60)]
    given[0] = "force"
    documents = [f"d{u // 2:02}" for u in range(60)]
    passages = pd.DataFrame({"passage_id": ids, "document_id": documents, "text": texts})
    rows = [(p, c, x) for p, x in zip(ids, given, strict=True) for c in ("ana", "ben", "adjudicated")]
    rows[1] = ("p00", "ben", "law")
    write_table(passages, tmp_path / "passages.csv")
    write_table(pd.DataFrame({"document_id": sorted(set(documents))}), tmp_path / "documents.csv")
    write_table(pd.DataFrame(rows, columns=["passage_id", "coder", "label"]), tmp_path / "labels.csv")
    (tmp_path / "codebook.toml").write_text(CODEBOOK, encoding="utf-8")
    p = [0.8 if x == "law" else 0.3 for x in given]
    scored = passages.assign(source="A", p_law=p, p_force=[1 - x for x in p])
    write_table(scored, tmp_path / "predictions.csv")
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(name, "--help")
    assert f"example:\n  stance {name} " in capsys.readouterr().out


def test_agree(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels, passages = str(folder / "labels.csv"), str(folder / "passages.csv")
    assert run("agree", labels, "--passages", passages, "--json") == 0
    assert json.loads(capsys.readouterr().out)["coders"] == ["ana", "ben"]
    listed = folder / "look.csv"
    assert run("agree", labels, "--drift", "3", "--disagreements", str(listed)) == 0
    assert "last against first" in capsys.readouterr().out
    assert read_table(listed)["passage_id"].tolist() == ["p00"]


def test_agree_checks_the_codebook(folder: Path) -> None:
    (folder / "codebook.toml").write_text(CODEBOOK.replace("labels.force", "labels.fog"), encoding="utf-8")
    with pytest.raises(StanceError, match="got 'force'"):
        run("agree", str(folder / "labels.csv"), "--codebook", str(folder / "codebook.toml"))


def test_queue_leaves_out_what_was_decided(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = str(folder / "decisions.jsonl")
    assert run("queue", str(folder), "--json", "-o", str(folder / "queue.csv")) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["fold_design"].endswith("5 folds")
    assert [x["passage_id"] for x in found["queue"]] == ["p00"]
    assert read_table(folder / "queue.csv")["suggested"].tolist() == ["law"]
    run("decide", "keep", "p00", "--who", "ana", "--why", "R1", "--log", log)
    capsys.readouterr()
    assert run("queue", str(folder), "--log", log, "--json") == 0
    assert json.loads(capsys.readouterr().out)["queue"] == []


def test_decide(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = ["--log", str(folder / "decisions.jsonl")]
    why = ["--who", "ana", "--why", "R9"]
    assert run("decide", "relabel", "p00", "law", "--date", "2026-02-01", *why, *log) == 0
    assert capsys.readouterr().out == "1: relabel p00 as law (ana, 2026-02-01: R9)\n"
    out = folder / "after.csv"
    assert run("decide", "apply", str(folder / "labels.csv"), "-o", str(out), *log) == 0
    after = read_table(out).set_index(["passage_id", "coder"])["label"]
    assert (after["p00", "adjudicated"], after["p00", "revised"]) == ("force", "law")
    assert run("decide", "undo", "1", *why, *log) == 0
    assert run("decide", "list", "--json", *log) == 0
    lines = capsys.readouterr().out.splitlines()
    assert json.loads(lines[-1]) == {"number": 2, "action": "undo", "who": "ana", "why": "R9", "undoes": 1}


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["relabel", "p00"], "'relabel' must be followed by 2 values; got 1"),
        (["undo", "first"], "number of a decision; got 'first'"),
        (["apply", "labels.csv"], "where to write with -o"),
        (["keep", "p00"], "must say 'who'"),
    ],
)
def test_decide_refuses(argv: list[str], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(StanceError, match=sentence):
        run("decide", *argv, "--log", str(tmp_path / "log.jsonl"))


def test_sample_and_collect(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    predictions, sheet, gold = (str(folder / x) for x in ("predictions.csv", "sheet.csv", "gold.csv"))
    options = ["--by", "source", "--documents", "12", "--design", "uncertainty", "-o", sheet]
    assert run("sample", predictions, *options) == 0
    assert "24 passages to code" in capsys.readouterr().out
    table = read_table(sheet).assign(label="law")
    table.loc[0, "label"] = "fog"
    write_table(table, sheet)
    collect = ["collect", sheet, "--coder", "eva", "--codebook", str(folder / "codebook.toml"), "-o", gold]
    assert run(*collect) == 1
    assert "got 'fog'" in capsys.readouterr().out
    table.loc[0, "label"] = "force"
    write_table(table, sheet)
    assert run(*collect) == 0
    labels = read_table(gold)
    assert len(labels) == 24
    drawn = read_table(folder / "sheet.draw.csv").set_index("passage_id")["sampling_probability"]
    assert labels.set_index("passage_id")["sampling_probability"].sort_index().equals(drawn.sort_index())


def test_sample_plans(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("sample", str(folder / "predictions.csv"), "--plan", str(folder / "labels.csv")) == 0
    assert "Expected half width of 95% intervals" in capsys.readouterr().out

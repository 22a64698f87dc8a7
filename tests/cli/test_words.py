from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from stance.cli.main import build_parser
from stance.errors import StanceError


def run(*argv: str) -> int:
    args = build_parser(["words"]).parse_args(["words", *argv])
    return int(args.run(args))


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "predictions.csv"
    rows = [(f"d{k}", "AB"[k % 2], 2010 + k % 4, ["we sail", "we stay"][k % 2]) for k in range(24)]
    pd.DataFrame(rows, columns=["document_id", "source", "year", "text"]).to_csv(path, index=False)
    return str(path)


def test_sources(table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "words.csv"
    assert run(table, "--between", "source=A,B", "--prior", "10", "--shuffles", "99", "-o", str(out)) == 0
    assert capsys.readouterr().out.startswith("z > 0: typical of a = A (24 words, 12 passages, 12 documents)")
    assert pd.read_csv(out)["word"].tolist() == ["sail", "we", "stay"]


def test_periods_within_and_json(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    argv = ["--between", "year=2010-2011,2012-2013", "--within", "source=A+B", "--json", "--shuffles", "9"]
    assert run(table, *argv, "--bigrams") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["a"], said["b"]) == ("2010-2011", "2012-2013")
    assert "we sail" in [row["word"] for row in said["words"]]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--between", "source=A"], "must name two sides"),
        (["--between", "source"], "must be a column and values"),
        (["--between", "tone=A,B"], "must have a column 'tone'"),
        (["--between", "source=A,B", "--within", "year"], "'--within' must be a column and values"),
    ],
)
def test_refusals(argv: list[str], message: str, table: str) -> None:
    with pytest.raises(StanceError, match=message):
        run(table, *argv)

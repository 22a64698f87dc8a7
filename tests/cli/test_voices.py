from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from stance.cli.main import build_parser


def run(*argv: str) -> int:
    args = build_parser(["voices"]).parse_args(["voices", *argv])
    return int(args.run(args))


def test_shares_and_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, shares, sentences = (str(tmp_path / name) for name in ("p.csv", "shares.csv", "sentences.csv"))
    text = "Soldiers took the port. “Courts must be clean and fair,” Vega said."
    pd.DataFrame({"document_id": ["a"], "text": [text]}).to_csv(table, index=False)
    assert run(table, "-o", shares, "--sentences", sentences) == 0
    assert "own" in capsys.readouterr().out
    assert pd.read_csv(sentences)["voice"].tolist() == ["own", "reported"]
    frame = pd.read_csv(shares)
    sums = frame.groupby(["voice", frame["speaker"].fillna("")])["estimate"].sum()
    assert sums.tolist() == pytest.approx([1, 1, 1])
    assert run(table, "--json") == 0
    assert json.loads(capsys.readouterr().out)["rows"][0]["voice"] == "own"

"""`stance report`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from stance.cli.main import main
from stance.codebook import Codebook, Scale
from stance.model.scoring import Predictions


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Predictions of twenty invented passages."""
    words = {"storm": "hail and wind came", "calm": "sun and sky came"}
    rows = []
    for d in range(20):
        label = ["storm", "calm"][d % 2]
        p = 0.8 if label == "storm" else 0.3
        rows.append(
            {
                "document_id": f"d{d}",
                "source": "Post" if d < 10 else "Gazette",
                "year": 2020 + d % 2,
                "text": f"{words[label]} on day {d}.",
                "predicted": label,
                "p_storm": p,
                "p_calm": 1 - p,
                "position_score": 1 - 2 * p,
            }
        )
    path = tmp_path_factory.mktemp("predictions") / "predictions.parquet"
    codebook = Codebook.from_labels("weather", ["storm", "calm"], Scale("storm", "calm"))
    Predictions(pd.DataFrame(rows), codebook).write(path)
    return path


def run(*args: object) -> int:
    return main(["report", *map(str, args)])


def test_a_report_is_written_and_named(table: Path, tmp_path: Path, capsys: Any) -> None:
    target = tmp_path / "new" / "report.html"
    assert run(table, "-o", target, "--title", "Weather & <more>", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"report": str(target)}
    page = target.read_text(encoding="utf-8")
    assert "<h1>Weather &amp; &lt;more&gt;</h1>" in page
    assert "Words typical of" in page
    assert "Not evaluated" in page


@pytest.mark.parametrize("content", [None, "{", "\udc80"])
def test_evidence_that_can_not_be_read_is_refused(
    content: str | None, table: Path, tmp_path: Path, capsys: Any
) -> None:
    evidence = tmp_path / "evaluation.json"
    if content is not None:
        evidence.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert run(table, "-o", tmp_path / "x.html", "--evaluation", evidence) == 2
    assert capsys.readouterr().err.startswith("stance report: Evidence must be")
    assert not (tmp_path / "x.html").exists()


def test_evidence_of_another_kind_is_refused(table: Path, tmp_path: Path, capsys: Any) -> None:
    evidence = tmp_path / "evaluation.json"
    evidence.write_text("[]", encoding="utf-8")
    assert run(table, "-o", tmp_path / "x.html", "--evaluation", evidence) == 2
    assert "'evaluation' must be a mapping; got list." in capsys.readouterr().err

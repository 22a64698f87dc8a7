"""`stance train`: what can not be asked for together."""

from __future__ import annotations

from pathlib import Path

import pytest

from stance.cli.main import main


def test_splits_need_an_evaluation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--no-evaluation", "--splits", "-o", str(tmp_path / "model")]) == 2
    assert capsys.readouterr().err == (
        "stance train: '--no-evaluation' must stand without --splits, --test and --rivals.\n"
    )
    assert not (tmp_path / "model").exists()

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from stance.cli.main import COMMANDS, build_parser, main


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        with pytest.raises(SystemExit) as stop:
            build_parser([name]).parse_args([name, "--help"])
        assert stop.value.code == 0
        assert f"example:\n  stance {name}" in capsys.readouterr().out


def test_the_readme_shows_every_command(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"stance {name}" not in readme] == []


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert [name for name in COMMANDS if f"    {name}" not in said] == []


@pytest.mark.parametrize(
    "argv",
    [
        ["explain", "a text", "--model", "nowhere"],
        ["models", "nowhere"],
        ["compare", "none.parquet"],
        ["train", "none.csv", "-o", "m"],
        ["evaluate", "none.csv"],
        ["score", "none.txt", "-o", "p.parquet"],
        ["read", "none.txt"],
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(
    argv: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"stance {argv[0]}: ")
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_explain_from_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "stance.cli.main", "explain", "-", "--json"],
        input="Courts must be clean.",
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout)
    assert said["text"] == "Courts must be clean."
    total = sum(values["values"][0] for values in said["contributions"]) + said["intercept"][0]
    assert abs(total - said["logits"][0]) < 1e-9


def test_models_lists_and_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    assert "security-stance" in capsys.readouterr().out
    assert main(["models", "security-stance"]) == 0
    assert capsys.readouterr().out.startswith("# security-stance")
    assert main(["models", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"security-stance"}

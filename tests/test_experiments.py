"""Every experiment has its parts, says nothing that its numbers contradict, and can be run again."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

from stance.report.answer import with_answer
from stance.report.reproduce import reproduce

FOLDERS = sorted(Path(__file__).resolve().parents[1].glob("experiments/*"))
every = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@every
def test_it_has_its_five_parts(folder: Path) -> None:
    assert re.fullmatch(r"\d\d-[a-z0-9-]+", folder.name)
    parts = ("config.toml", "run.py", "expected.json", "README.md", "figures")
    assert [part for part in parts if not (folder / part).exists()] == []


@every
def test_settings_and_numbers_are_there_for_both_kinds_of_run(folder: Path) -> None:
    config = tomllib.loads((folder / "config.toml").read_text(encoding="utf-8"))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert {"full", "quick", "tolerance"} <= set(config)
    assert list(expected) == ["full", "quick"]


@every
def test_the_run_is_short_and_only_calls_stance(folder: Path) -> None:
    source = (folder / "run.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) < 60
    allowed = {"stance", "numpy", "pandas", *sys.stdlib_module_names}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [x.name for x in node.names]
            assert [name for name in names if name.split(".")[0] not in allowed] == []
        assert not isinstance(node, ast.Assert)


@every
def test_the_readme_asks_a_question_and_shows_the_committed_numbers(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert re.match(r"# .+\?\n", readme)
    assert f"stance reproduce {folder.name[:2]}" in readme
    assert with_answer(readme, expected["full"]) == readme


@every
def test_the_readme_quotes_no_number_beside_the_tables(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    prose = re.sub(r"<!-- numbers -->.*<!-- /numbers -->", "", readme, flags=re.DOTALL)
    assert re.findall(r"\S*\d?\.\d\S*", prose) == []


@every
def test_every_figure_is_small_and_shown(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"\]\(figures/([^)]+)\)", readme))
    made = {path.name for path in (folder / "figures").iterdir()}
    assert shown == made
    assert [x.name for x in (folder / "figures").iterdir() if x.stat().st_size > 200_000] == []


@pytest.mark.slow
@every
def test_a_quick_run_gives_the_committed_numbers(folder: Path) -> None:
    (outcome,) = reproduce([folder.name], folder.parent, quick=True).outcomes
    assert outcome.status in ("same", "skipped"), str(outcome)

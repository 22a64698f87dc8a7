from __future__ import annotations

import json
from pathlib import Path

import pytest

from stance.cli.main import main
from stance.errors import StanceError
from stance.report.reproduce import reproduce

RUN = """
from stance.report.canvas import new_axes
from stance.report.experiment import Result

def run(config, quick):
    value = config["quick" if quick else "full"]["value"]
    return Result({"Answer": {"one": {"value": value}}}, {"line": new_axes(2, 1)})
"""
README = "# What is the value?\n\n<!-- numbers -->\n<!-- /numbers -->\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two experiments that were written; the second needs an input that is not there."""
    for name, further in (("01-value", ""), ("02-absent", '[inputs]\ntexts = "../shared/none"\n')):
        own = tmp_path / "project" / "experiments" / name
        own.mkdir(parents=True)
        config = f'{further}[full]\nvalue = 0.5\n[quick]\nvalue = 2\n[tolerance]\n"*" = 0.1\n'
        (own / "config.toml").write_text(config, encoding="utf-8")
        (own / "run.py").write_text(RUN, encoding="utf-8")
        (own / "README.md").write_text(README, encoding="utf-8")
    where = tmp_path / "project" / "experiments"
    assert not reproduce(["01"], where, write=True).drifted
    return where


def _set(folder: Path, old: str, new: str) -> None:
    path = folder / "01-value" / "config.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_write_makes_numbers_answer_and_figure(folder: Path) -> None:
    own = folder / "01-value"
    assert json.loads((own / "expected.json").read_text(encoding="utf-8")) == {
        "full": {"Answer": {"one": {"value": 0.5}}},
        "quick": {"Answer": {"one": {"value": 2}}},
    }
    assert "| one | 0.500 |" in (own / "README.md").read_text(encoding="utf-8")
    assert (own / "figures" / "line.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_what_has_not_moved_is_the_same_and_nothing_is_written(folder: Path) -> None:
    before = _bytes(folder)
    for quick in (False, True):
        found = reproduce(folder=folder, quick=quick)
        assert [x.status for x in found.outcomes] == ["same", "skipped"]
        assert found.outcomes[1].reason == "needs ../shared/none, kept outside the project"
        assert not found.drifted
    assert _bytes(folder) == before


@pytest.mark.parametrize(("value", "drifted"), [("0.59", False), ("0.61", True), ('"half"', True)])
def test_a_number_moves_when_it_leaves_its_tolerance(folder: Path, value: str, drifted: bool) -> None:
    _set(folder, "value = 0.5", f"value = {value}")
    found = reproduce(["01-value"], folder)
    assert found.drifted == drifted
    assert len(found.to_frame()) == int(drifted)
    assert not reproduce(["01"], folder, quick=True).drifted


def test_it_says_which_moved(folder: Path) -> None:
    _set(folder, "value = 0.5", "value = 0.7")
    assert "Answer.one.value: expected 0.5, found 0.7 (tolerance 0.1)" in str(reproduce(["01"], folder))


def test_a_quick_write_leaves_the_full_numbers_and_the_answer(folder: Path) -> None:
    answer = (folder / "01-value" / "README.md").read_bytes()
    _set(folder, "value = 2", "value = 3")
    reproduce(["01"], folder, quick=True, write=True)
    values = json.loads((folder / "01-value" / "expected.json").read_text(encoding="utf-8"))
    assert (values["full"]["Answer"]["one"]["value"], values["quick"]["Answer"]["one"]["value"]) == (0.5, 3)
    assert (folder / "01-value" / "README.md").read_bytes() == answer


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("run.py", "run = 1", "'run.py' must define run(config, quick); it does not."),
        (
            "run.py",
            "def run(config, quick): return 1",
            "run(config, quick) must return a Result; got int.",
        ),
        ("run.py", "def run(config, quick): return {}['a']", "KeyError: 'a'"),
        ("config.toml", "[full", "An experiment must have a readable config.toml"),
        ("expected.json", "{", "expected.json must be JSON"),
        ("expected.json", "{}", "expected.json has no full numbers"),
    ],
)
def test_a_broken_experiment_fails_in_a_sentence_and_hides_no_other(
    folder: Path, file: str, text: str, reason: str
) -> None:
    (folder / "01-value" / file).write_text(text, encoding="utf-8")
    found = reproduce(folder=folder)
    assert [x.status for x in found.outcomes] == ["failed", "skipped"]
    assert found.outcomes[0].reason.startswith(reason)
    assert found.drifted


def test_names_and_folders_that_are_not_there_are_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StanceError, match=r"must be one of \['01-value', '02-absent'\]; got '03'"):
        reproduce(["03"], folder)
    with pytest.raises(StanceError, match="must be in a folder; got "):
        reproduce(folder=tmp_path / "none")
    with pytest.raises(StanceError, match="must be folders named NN-name; got none"):
        reproduce(folder=tmp_path)


def test_the_command_exits_with_1_on_drift_and_2_on_a_mistake(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--experiments", str(folder)]
    assert main(["reproduce", "--json", *where]) == 0
    out, err = capsys.readouterr()
    assert [x["status"] for x in json.loads(out)["experiments"]] == ["same", "skipped"]
    assert err == "... 01-value\n... 02-absent\n"
    _set(folder, "value = 0.5", "value = 0.7")
    assert main(["reproduce", "01", *where]) == 1
    assert main(["reproduce", "99", *where]) == 2
    assert main(["reproduce", "01", "--write", *where]) == 0
    assert main(["reproduce", "01", *where]) == 0

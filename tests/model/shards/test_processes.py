from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

import stance
from stance.corpus import load_corpus
from stance.model.shards.processes import in_processes
from stance.model.shards.run import score_paths


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty thousand passages."""
    path = tmp_path_factory.mktemp("table") / "t.csv"
    texts = load_corpus().passages["text"].tolist()
    rows = {"passage_id": range(20_000), "text": [texts[k % len(texts)] for k in range(20_000)]}
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


@pytest.mark.slow
def test_two_processes_write_the_bytes_of_one(table: Path, tmp_path: Path) -> None:
    model = stance.load_model()
    one = score_paths([table], tmp_path / "one.parquet", model, part_bytes=1_000_000)
    two = score_paths([table], tmp_path / "two.parquet", model, part_bytes=1_000_000, worker=in_processes)
    assert two.counts == one.counts
    assert (tmp_path / "two.parquet").read_bytes() == (tmp_path / "one.parquet").read_bytes()


@pytest.mark.slow
def test_a_killed_run_leaves_no_helper_and_goes_on_where_it_was(table: Path, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "import sys, stance\n"
        "from stance.model.shards.processes import in_processes\n"
        "from stance.model.shards.run import score_paths\n"
        "if __name__ == '__main__':\n"
        "    model, options = stance.load_model(), {'part_bytes': 100_000, 'worker': in_processes}\n"
        "    print(score_paths([sys.argv[1]], sys.argv[2], model, **options).n_parts_found)\n"
    )
    output = tmp_path / "out.parquet"
    command = [sys.executable, str(script), str(table), str(output)]
    # The helper shares the pipe: it is at its end only when both have ended.
    first = subprocess.Popen(command, stdout=subprocess.PIPE)
    parts = tmp_path / "out.parquet.parts"
    deadline = time.monotonic() + 60
    while len(list(parts.glob("part-*.parquet"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate(timeout=10)
    found = len(list(parts.glob("part-*.parquet")))
    assert found >= 3
    assert not output.exists()
    second = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(second.stdout) == found
    assert pd.read_parquet(output)["passage_id"].astype(int).tolist() == list(range(20_000))

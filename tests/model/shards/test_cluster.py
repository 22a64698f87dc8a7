from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import stance
from stance.corpus import load_corpus
from stance.errors import StanceError
from stance.model.shards.cluster import Cluster
from stance.model.shards.run import score_paths

distributed = pytest.importorskip("distributed")

PASSAGES = 20_000


@pytest.fixture
def client() -> Iterator[Any]:
    """Two workers, each a process of its own, that are replaced when they die."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Dask warns of what this test does to its workers
def test_a_cluster_that_loses_a_worker_writes_the_same_bytes(client: Any, tmp_path: Path) -> None:
    texts = load_corpus().passages["text"].tolist()
    rows = {"passage_id": range(PASSAGES), "text": [texts[k % len(texts)] for k in range(PASSAGES)]}
    table = tmp_path / "t.csv"
    pd.DataFrame(rows).to_csv(table, index=False)
    model = stance.load_model()
    score_paths([table], tmp_path / "here", model, part_bytes=100_000)
    pids = list(client.run(os.getpid).values())

    def kill_one() -> None:
        while len(list((tmp_path / "there").glob("part-*.parquet"))) < 3:
            time.sleep(0.005)
        os.kill(pids[0], signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    done = score_paths([table], tmp_path / "there", model, part_bytes=100_000, worker=Cluster(client))
    killer.join()
    assert done.n_parts > 10
    assert pids[0] not in client.run(os.getpid).values()
    for part in sorted((tmp_path / "here").glob("part-*")):
        assert (tmp_path / "there" / part.name).read_bytes() == part.read_bytes()


def test_nobody_at_the_address() -> None:
    with pytest.raises(StanceError, match="A Dask scheduler must answer at"):
        Cluster.at("nowhere:not-a-port")

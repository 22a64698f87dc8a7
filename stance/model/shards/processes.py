"""The missing parts of a run on one machine: the same parts, written by this process and a helper."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import Any

from stance.model.features.fast import prepare
from stance.model.linear import StanceModel
from stance.model.shards.plan import Part, Plan
from stance.model.shards.write import Done, in_turn, score_part

# Parts. To start a helper takes about as long as one of documents, or as many of a table read by columns.
_WORTH_A_HELPER, _OF_COLUMNS = 3, 16
_AHEAD = 2  # parts that a helper is given at a time, so that it never waits for the next

_Job = tuple[Mapping[Path, dict[str, Any]], str, StanceModel, Path]
_job: _Job | None = None


def in_processes(
    parts: Sequence[Part], plan: Plan, text_column: str, model: StanceModel, folder: Path
) -> Iterator[Done]:
    """Score `parts` in this process and one more; yield each when it is written.

    To read and split documents is plain Python, which two threads do no faster than one. There is one helper
    however many processors there are, because each takes its own memory; a cluster is the way to more.
    A helper ends when this process does, however it ends.
    """
    work = plan.size * model.features.settings.effort
    in_columns = all(part.files[0].suffix == ".parquet" for part in parts)
    if len(parts) < (_OF_COLUMNS if in_columns else _WORTH_A_HELPER) or (os.cpu_count() or 1) < 2:
        prepare(work)
        yield from in_turn(parts, plan, text_column, model, folder)
        return
    prepare(work // 2)
    job = plan.stated, text_column, model, folder
    waiting = deque(parts)
    spawned = multiprocessing.get_context("spawn")  # a fork would copy locks that threads hold
    with ProcessPoolExecutor(1, spawned, _begin, (job, work // 2)) as helper:
        running: set[Future[Done]] = set()
        try:
            while waiting or running:
                while waiting and len(running) < _AHEAD:
                    running.add(helper.submit(_score, waiting.popleft()))
                if waiting:
                    yield score_part(waiting.popleft(), *job, threads=1)
                ended, running = wait(running, 0 if waiting else None, FIRST_COMPLETED)
                yield from (future.result() for future in ended)
        finally:
            helper.shutdown(cancel_futures=True)


def _begin(job: _Job, work: int) -> None:
    global _job
    _job = job
    prepare(work)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and tells the helper
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _score(part: Part) -> Done:
    assert _job is not None
    return score_part(part, *_job, threads=1)

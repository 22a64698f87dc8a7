"""One part, scored and written: a Parquet file that is there whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from stance.documents.document import Failure
from stance.files import written_aside
from stance.model.linear import StanceModel, positions, softmax
from stance.model.scoring import METADATA
from stance.model.shards.arrays import floats, strings
from stance.model.shards.batch import Batch
from stance.model.shards.plan import Part, Plan
from stance.model.shards.read import read_batches

_COUNTS = b"stance.counts"


@dataclass(frozen=True)
class Done:
    """What a part held: passages by predicted label, and what could not be read."""

    number: int
    counts: dict[str, int]
    failures: tuple[Failure, ...]


def part_path(folder: Path, number: int) -> Path:
    """Where a part is written."""
    return folder / f"part-{number:06d}.parquet"


def score_part(
    part: Part,
    stated: Mapping[Path, dict[str, Any]],
    text_column: str,
    model: StanceModel,
    folder: Path,
    threads: int = 2,
) -> Done:
    """Read, score and write one part.

    The failures are written before the predictions take their name, so that a part whose
    predictions are there is complete.
    """
    path = part_path(folder, part.number)
    counts = np.zeros(len(model.labels), dtype=np.int64)
    failures: list[Failure] = []
    with written_aside(path) as aside:
        writer = None
        try:
            for batch in read_batches(part.files, stated, text_column):
                table, codes = _scored(batch, model, threads)
                counts += np.bincount(codes, minlength=len(counts))
                failures += batch.failures
                if writer is None:
                    writer = pq.ParquetWriter(aside, table.schema, compression="zstd")
                writer.write_table(table)
        finally:
            if writer is not None:
                said = dict(zip(model.labels, counts.tolist(), strict=True))
                writer.add_key_value_metadata({_COUNTS: json.dumps(said)})
                writer.close()
        lines = [json.dumps(failure.to_dict(), ensure_ascii=False) + "\n" for failure in failures]
        with written_aside(_failures_path(path)) as beside:
            beside.write_text("".join(lines), encoding="utf-8")
    return Done(part.number, said, tuple(failures))


def in_turn(
    parts: Sequence[Part], plan: Plan, text_column: str, model: StanceModel, folder: Path
) -> Iterator[Done]:
    """Score `parts` in this process; yield each when it is written."""
    for part in parts:
        yield score_part(part, plan.stated, text_column, model, folder)


def read_done(folder: Path, number: int) -> Done:
    """What a part that was written before held."""
    path = part_path(folder, number)
    metadata = pq.read_metadata(path).metadata
    lines = _failures_path(path).read_text(encoding="utf-8").splitlines()
    failures = tuple(Failure(**json.loads(line)) for line in lines)
    return Done(number, json.loads(metadata[_COUNTS]), failures)


def _failures_path(path: Path) -> Path:
    return path.with_suffix(".failures.jsonl")


def _scored(batch: Batch, model: StanceModel, threads: int) -> tuple[pa.Table, Any]:
    probabilities = softmax(model.decision_function(batch.columns["text"], threads))
    codes = probabilities.argmax(axis=1)
    arrays = dict(batch.columns)
    arrays["predicted"] = strings(list(map(model.labels.__getitem__, codes.tolist())))
    arrays |= {f"p_{label}": floats(probabilities[:, k]) for k, label in enumerate(model.labels)}
    if model.codebook.scale is not None:
        arrays["position_score"] = floats(positions(probabilities, model.codebook))
    stored = json.dumps(model.codebook.to_dict())
    return pa.table(arrays).replace_schema_metadata({METADATA: stored}), codes

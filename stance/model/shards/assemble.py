"""Parts put together into one file, a batch at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from stance.files import written_aside

KINDS = (".parquet", ".csv", ".jsonl")
_BATCH = 16_384


def assemble(parts: Sequence[Path], output: Path) -> None:
    """Write the rows of all parts, in their order, as one file of the kind that its ending names.

    Columns are those of all parts together; a part that lacks one has missing values there.
    """
    kind = output.suffix.lower()
    schemas = [pq.read_schema(part) for part in parts]
    schema = pa.unify_schemas(schemas).with_metadata(schemas[0].metadata)
    with written_aside(output) as aside:
        writer = _writer(kind, aside, schema)
        with writer:
            for part in parts:
                with pq.ParquetFile(part) as file:
                    for batch in file.iter_batches(batch_size=_BATCH):
                        writer.write_table(_with_columns(pa.Table.from_batches([batch]), schema))


def _with_columns(table: pa.Table, schema: pa.Schema) -> pa.Table:
    for item in schema:
        if item.name not in table.column_names:
            table = table.append_column(item, pa.nulls(table.num_rows, item.type))
    return table.select(schema.names).replace_schema_metadata(schema.metadata)


def _writer(kind: str, path: Path, schema: pa.Schema) -> Any:
    if kind == ".parquet":
        return pq.ParquetWriter(path, schema, compression="zstd")
    if kind == ".csv":
        from pyarrow import csv

        return csv.CSVWriter(path, schema)
    return _JsonLines(path)


class _JsonLines:
    """Writes tables as one JSON object a row."""

    def __init__(self, path: Path) -> None:
        self._handle = path.open("w", encoding="utf-8")

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        self._handle.close()

    def write_table(self, table: pa.Table) -> None:
        for row in table.to_pylist():
            self._handle.write(json.dumps(row, ensure_ascii=False) + "\n")

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.documents.document import Unreadable
from stance.documents.rows import iter_rows
from stance.model.shards.plan import make_plan

CELLS = st.text(st.sampled_from('ab ,"\n;é'), min_size=1, max_size=12)


def rows_of(path: Path, part_bytes: int) -> list[tuple[int, str]]:
    """Row numbers and texts, read part by part."""
    rows = []
    for part in make_plan([path], part_bytes=part_bytes).parts:
        for file in part.files:
            for number, row in iter_rows(file, "text"):
                assert not isinstance(row, Unreadable)
                rows.append((number, row["text"]))
    return rows


@given(cells=st.lists(CELLS, min_size=1, max_size=20), part_bytes=st.integers(1, 60))
def test_parts_of_a_csv_file_hold_every_row_once(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str], part_bytes: int
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerows([["id", "text"], *([str(k), cell] for k, cell in enumerate(cells))])
    assert rows_of(path, part_bytes) == list(enumerate(cells, start=1))


@given(cells=st.lists(CELLS, min_size=1, max_size=20), part_bytes=st.integers(1, 60))
def test_parts_of_a_jsonl_file_hold_every_row_once(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str], part_bytes: int
) -> None:
    path = tmp_path_factory.mktemp("jsonl") / "t.jsonl"
    pd.DataFrame({"text": cells}).to_json(path, orient="records", lines=True, force_ascii=False)
    assert rows_of(path, part_bytes) == list(enumerate(cells, start=1))


def test_parts_of_a_parquet_file_are_row_groups(tmp_path: Path) -> None:
    cells = [f"text {k}" for k in range(25)]
    pd.DataFrame({"text": cells}).to_parquet(tmp_path / "t.parquet", row_group_size=4)
    plan = make_plan([tmp_path / "t.parquet"], part_bytes=1)
    assert len(plan.parts) == 7
    assert rows_of(tmp_path / "t.parquet", 1) == list(enumerate(cells, start=1))
    assert len(make_plan([tmp_path / "t.parquet"]).parts) == 1


def test_files_are_grouped_by_size_and_in_order(tmp_path: Path) -> None:
    for k in range(6):
        (tmp_path / f"{k}.txt").write_text("x" * 10)
    parts = make_plan([tmp_path], part_bytes=25).parts
    assert [[file.name for file in part.files] for part in parts] == [
        ["0.txt", "1.txt", "2.txt"],
        ["3.txt", "4.txt", "5.txt"],
    ]


def test_the_fingerprint_follows_the_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    first = make_plan([tmp_path]).fingerprint
    assert make_plan([tmp_path]).fingerprint == first
    assert make_plan([tmp_path], part_bytes=5).fingerprint != first
    (tmp_path / "a.txt").write_text("other")
    assert make_plan([tmp_path]).fingerprint != first

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.model.shards.arrays import floats, integers, strings

TEXTS = st.text(st.characters(codec="utf-8"))


@settings(deadline=None, derandomize=True)
@given(st.lists(st.none() | TEXTS))
def test_strings_are_those_of_pyarrow(values: list[str | None]) -> None:
    array = strings(values)
    array.validate(full=True)
    assert array.equals(pa.array(values, pa.string()))


@settings(deadline=None, derandomize=True)
@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1)))
def test_integers_are_those_of_pyarrow(values: list[int | None]) -> None:
    array = integers(values)
    array.validate(full=True)
    assert array.equals(pa.array(values, pa.int64()))


def test_columns_of_a_matrix_are_those_of_pyarrow() -> None:
    matrix = np.arange(12.0).reshape(4, 3)
    assert floats(matrix[:, 1]).equals(pa.array([1.0, 4.0, 7.0, 10.0]))


def test_scoring_a_table_does_not_import_pandas(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("passage_id,text\np,Courts must be clean.\n")
    code = (
        "import sys\n"
        "from stance.cli.main import main\n"
        f"main(['score', {str(tmp_path / 't.csv')!r}, '-o', {str(tmp_path / 'out.parquet')!r}])\n"
        "assert not {'pandas', 'nltk', 'sklearn', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

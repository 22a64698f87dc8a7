from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.errors import StanceError
from stance.tables import decode, read_metadata, read_table, write_table

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), min_size=1)


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".parquet"])
def test_what_is_written_is_read(tmp_path: Path, suffix: str) -> None:
    frame = pd.DataFrame({"id": ["007", "x"], "text": ['He said "no",\nthen; left.', "\u2028 ünïcode"]})
    path = tmp_path / f"table{suffix}"
    write_table(frame, path)
    read = read_table(path)
    assert read.to_dict("list") == frame.to_dict("list")
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
@given(cells=st.lists(CELLS, min_size=1, max_size=5))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, suffix: str, cells: list[str]) -> None:
    path = tmp_path_factory.mktemp("any") / f"table{suffix}"
    write_table(pd.DataFrame({"text": cells, "n": range(len(cells))}), path)
    assert read_table(path)["text"].tolist() == cells


def test_an_empty_cell_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,\n")
    assert read_table(path)["b"].isna().tolist() == [True]


def test_missing_values_leave_as_null(tmp_path: Path) -> None:
    frame = pd.DataFrame({"year": pd.array([2001, None], dtype="Int64"), "p": [0.5, float("nan")]})
    write_table(frame, tmp_path / "t.jsonl")
    assert (tmp_path / "t.jsonl").read_text() == '{"year": 2001, "p": 0.5}\n{"year": null, "p": null}\n'


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_tells_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(delimiter.join(["text", "label"]) + "\n" + delimiter.join(["a b", "x"]) + "\n")
    assert read_table(path).to_dict("list") == {"text": ["a b"], "label": ["x"]}


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n")
    assert list(read_table(path).columns) == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("t.csv", b"", "must begin with a row of column names"),
        ("t.csv", b"a,a\n1,2\n", "must be distinct; got 'a' twice"),
        ("t.csv", b"a,b\n1,2\n3\n", r"must have 2 cells; got 1 \(.*row 2\)"),
        ("t.csv", b'a,b\n1,"2\n', "must be well-formed CSV"),
        ("t.jsonl", b'{"a": 1}\n[2]\n', r"one JSON object; got list \(.*row 2\)"),
        ("t.jsonl", b'{"a": 1}\n{"a"\n', r"one JSON object; got .*row 2\)"),
        ("t.parquet", b"PAR?", "must be a Parquet file"),
        ("t.xlsx", b"", "must end in one of"),
    ],
)
def test_damage_is_said_with_its_place(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(StanceError, match=message):
        read_table(tmp_path / name)


def test_an_absent_table(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match="does not exist"):
        read_table(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeffnaïve".encode(), "naïve"),
        ("naïve".encode("utf-16"), "naïve"),
        ("naïve café".encode("cp1252"), "naïve café"),
        ("“Quote” – it’s".encode("cp1252"), "“Quote” – it’s"),
        (
            "Президент сказал, что стратегия не сработала".encode("cp1251"),
            "Президент сказал, что стратегия не сработала",
        ),
        (
            "El presidente dijo que la estrategia no funcionó.".encode("cp1252"),
            "El presidente dijo que la estrategia no funcionó.",
        ),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decode(data, "bytes") == text


def test_metadata_travels_with_parquet(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": [1]})
    write_table(frame, tmp_path / "t.parquet", {"stance": "{}"})
    write_table(frame, tmp_path / "t.csv", {"stance": "{}"})
    assert read_metadata(tmp_path / "t.parquet") == {"stance": "{}"}
    assert read_metadata(tmp_path / "t.csv") == {}


def test_same_table_same_bytes(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": ["x", None], "b": [0.1, 2.0]})
    for suffix in (".csv", ".jsonl", ".parquet"):
        for name in ("one", "two"):
            write_table(frame, tmp_path / f"{name}{suffix}")
        assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()

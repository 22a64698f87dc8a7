"""Tables in and out: CSV, JSONL and Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError
from stance.files import written_aside

if TYPE_CHECKING:
    import pandas as pd

TEXT_SUFFIXES = (".csv", ".tsv", ".jsonl")
SUFFIXES = (*TEXT_SUFFIXES, ".parquet")
_LONGEST_FIELD = 2**31 - 1
_LEGACY = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "shift_jis",
    "gb18030",
    "cp949",
)


def read_table(path: str | Path) -> pd.DataFrame:
    """Read a table; what a cell says is kept as text, an empty cell is missing.

    Columns of CSV files stay text, so that an id such as ``007`` survives; `stance.corpus`
    turns the columns that are declared as numbers into numbers.

    Parameters
    ----------
    path : str or Path
        A .csv or .tsv file (comma, semicolon or tab, told by the header), .jsonl or .parquet file, or a
        folder of .parquet files.

    Returns
    -------
    pandas.DataFrame
        One row a record, in the order of the file.

    Raises
    ------
    StanceError
        When the file is absent, of another kind, or damaged; it names the row.
    """
    import pandas as pd

    path = Path(path)
    suffix = path.suffix.lower()
    if path.is_dir():
        return pd.concat([_read_parquet(part) for part in _parts(path)], ignore_index=True)
    if suffix not in SUFFIXES:
        raise StanceError(f"A table must end in one of {', '.join(SUFFIXES)}; got {path}.")
    if not path.is_file():
        raise StanceError(f"A table must be a readable file; got {path}, which does not exist.")
    if suffix == ".parquet":
        return _read_parquet(path)
    columns, rows = _text_records(path)
    return pd.DataFrame({name: [row[name] for row in rows] for name in columns}, columns=columns)


def read_records(path: str | Path) -> tuple[list[str], list[dict[str, Any]]]:
    """The columns and rows that `read_table` reads; text is read without pandas, which is slow to import."""
    path = Path(path)
    if path.suffix.lower() in TEXT_SUFFIXES and path.is_file():
        return _text_records(path)
    frame = read_table(path)
    rows: Any = frame.to_dict("records")
    return list(map(str, frame.columns)), rows


def write_table(frame: pd.DataFrame, path: str | Path, metadata: Mapping[str, str] | None = None) -> None:
    """Write a table whole or not at all, in the kind that the path's ending names.

    Parameters
    ----------
    frame : pandas.DataFrame
        The rows; the index is not written.
    path : str or Path
        Ends in .csv, .tsv, .jsonl or .parquet.
    metadata : mapping of str to str, optional
        Kept in the file's schema (Parquet only; the other kinds have no place for it).
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise StanceError(f"A table must end in one of {', '.join(SUFFIXES)}; got {path}.")
    with written_aside(path) as aside:
        if suffix == ".parquet":
            import pyarrow as pa
            import pyarrow.parquet as pq

            table = pa.Table.from_pandas(frame, preserve_index=False)
            schema = {
                **(table.schema.metadata or {}),
                **{k.encode(): v.encode() for k, v in (metadata or {}).items()},
            }
            pq.write_table(table.replace_schema_metadata(schema), aside, compression="zstd")
        elif suffix == ".jsonl":
            with aside.open("w", encoding="utf-8") as handle:
                names = [str(name) for name in frame.columns]
                for values in frame.itertuples(index=False, name=None):
                    row = {n: _plain(v) for n, v in zip(names, values, strict=True)}
                    handle.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")
        else:
            frame.to_csv(aside, index=False, sep="\t" if suffix == ".tsv" else ",", lineterminator="\n")


def read_metadata(path: str | Path) -> dict[str, str]:
    """What `write_table` was given as metadata; empty for kinds that keep none."""
    path = Path(path)
    if path.is_dir():
        path = _parts(path)[0]
    if path.suffix.lower() != ".parquet":
        return {}
    import pyarrow.parquet as pq

    metadata = pq.read_schema(path).metadata or {}
    return {key.decode(): value.decode() for key, value in metadata.items() if key != b"pandas"}


def decode(data: bytes, where: str) -> str:
    """Bytes to text: UTF-8 (with or without mark) first, another encoding only where that fails."""
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data, cp_isolation=list(_LEGACY)))
    if not matches:
        raise StanceError(f"A text file must be in an encoding that can be told; got {where}.")
    # A short text fits several encodings equally well: the first of the list is the most common.
    return str(min(matches, key=lambda x: (x.chaos, -x.coherence, _LEGACY.index(x.encoding))))


def _text_records(path: Path) -> tuple[list[str], list[dict[str, Any]]]:
    """Columns in the order in which they first come, and rows that have them all."""
    text = decode(path.read_bytes(), str(path))
    jsonl = path.suffix.lower() == ".jsonl"
    rows = list(_jsonl_rows(text, path) if jsonl else _csv_rows(text, path))
    columns: dict[str, None] = {}
    for row in rows:
        columns |= dict.fromkeys(row)
    if not rows and not jsonl:
        columns = dict.fromkeys(_header(text, path))
    return list(columns), [{name: row.get(name) for name in columns} for row in rows]


def _parts(folder: Path) -> list[Path]:
    parts = sorted(folder.glob("*.parquet"))
    if not parts:
        raise StanceError(f"A folder that is read as a table must hold .parquet files; got none in {folder}.")
    return parts


def _read_parquet(path: Path) -> pd.DataFrame:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        frame: pd.DataFrame = pq.read_table(path).to_pandas()
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise StanceError(f"A .parquet table must be a Parquet file; got {path} ({reason}).") from None
    return frame


def _header(text: str, path: Path) -> list[str]:
    line = text.split("\n", 1)[0]
    names = next(csv.reader([line], delimiter=_delimiter(line, path)), [])
    return [name.strip() for name in names]


def _delimiter(header: str, path: Path) -> str:
    if path.suffix.lower() == ".tsv":
        return "\t"
    return max(",;\t", key=header.count)


def _csv_rows(text: str, path: Path) -> Iterator[dict[str, str | None]]:
    names = _header(text, path)
    if not any(names):
        raise StanceError(f"A table must begin with a row of column names; got an empty one ({path}).")
    repeated = [name for name in names if names.count(name) > 1]
    if repeated:
        raise StanceError(f"Column names must be distinct; got {repeated[0]!r} twice ({path}).")
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter = _delimiter(text.split("\n", 1)[0], path)
    # newline="": a quoted cell keeps its own line ends.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        next(reader)
        for number, values in enumerate(reader, start=1):
            if not values:
                continue
            if len(values) != len(names):
                raise StanceError(
                    f"Every row must have {len(names)} cells; got {len(values)} ({path}, row {number})."
                )
            yield {name: value or None for name, value in zip(names, values, strict=True)}
    except csv.Error as error:
        raise StanceError(
            f"A table must be well-formed CSV; got {error} ({path}, line {reader.line_num})."
        ) from None


def _jsonl_rows(text: str, path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise StanceError(
                f"Every line must be one JSON object; got {error} ({path}, row {number})."
            ) from None
        if not isinstance(row, dict):
            raise StanceError(
                f"Every line must be one JSON object; got {type(row).__name__} ({path}, row {number})."
            )
        yield {str(key): value for key, value in row.items()}


def _plain(value: Any) -> Any:
    import pandas as pd

    if hasattr(value, "item"):
        value = value.item()
    return None if pd.isna(value) else value

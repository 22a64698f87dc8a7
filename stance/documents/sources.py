"""The side table: what someone states about the files, which wins over the files themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from stance.documents.facts import FACTS, checked_facts
from stance.documents.finding import FoundFile
from stance.errors import StanceError
from stance.tables import read_records


def read_sources(path: str | Path, files: Sequence[FoundFile]) -> dict[Path, dict[str, Any]]:
    """What the side table states about each file.

    Parameters
    ----------
    path : str or Path
        A table with a column ``file`` (a file's name, or its path below the folder that is read) and any
        of title, source, source_type, author, date, year, url.
    files : sequence of FoundFile
        The files that are read; each may have one row or none.

    Raises
    ------
    StanceError
        For an unknown column, a file that is not there, named twice or could be several, and for
        a date or year that can not be read; it names the file and the row.
    """
    columns, rows = read_records(path)
    unknown = [name for name in columns if name not in ("file", *FACTS)]
    if unknown:
        raise StanceError(f"Columns must be among {['file', *FACTS]}; got {unknown[0]!r} ({path}).")
    if "file" not in columns:
        raise StanceError(f"The table must have a column 'file'; got {columns} ({path}).")
    exact, by_name = _index(files)
    stated: dict[Path, dict[str, Any]] = {}
    for number, row in enumerate(rows, start=1):
        where = f"{path}, row {number}"
        file = _match(row["file"], exact, by_name, where)
        if file in stated:
            raise StanceError(f"'file' must be distinct; got {row['file']!r} twice ({where}).")
        stated[file] = checked_facts(row, where)
    return stated


_Index = dict[str, list[Path]]


def _index(files: Sequence[FoundFile]) -> tuple[_Index, _Index]:
    """The files under their path (below the folder, and as given), and under their name."""
    exact, by_name = defaultdict(list), defaultdict(list)
    for file in files:
        by_name[file.path.name].append(file.path)
        for key in {file.name, file.path.as_posix()}:
            exact[key].append(file.path)
    return exact, by_name


def _match(name: Any, exact: _Index, by_name: _Index, where: str) -> Path:
    if not isinstance(name, str):
        raise StanceError(f"'file' must be given in every row; got nothing ({where}).")
    key = PurePosixPath(name.strip()).as_posix()
    found = exact.get(key) or by_name.get(key)
    if not found:
        raise StanceError(f"'file' must be one of the files that are read; got {name!r} ({where}).")
    if len(found) > 1:
        raise StanceError(
            f"'file' must name one file; got {name!r}, which could be {found[0]} or {found[1]} ({where})."
        )
    return found[0]

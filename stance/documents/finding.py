"""Which files the paths name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stance.documents.document import Failure
from stance.errors import StanceError

TEXTS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
TABLES = (".csv", ".jsonl", ".parquet")
_SUFFIXES = (*TEXTS, *TABLES)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read: where it is, and its name below the folder that was asked for.

    Parameters
    ----------
    path : Path
    name : str
    span : tuple of int, optional
        The part of a table to read: bytes of a text, row groups of a Parquet file. None: all of it.
    first_row : int
        The number of the part's first row in the table.
    """

    path: Path
    name: str
    span: tuple[int, int] | None = None
    first_row: int = 1

    @property
    def suffix(self) -> str:
        """The ending that says what kind of file it is."""
        return self.path.suffix.lower()


def find_files(
    paths: str | Path | Iterable[str | Path], leave_out: Path | None = None
) -> tuple[list[FoundFile], list[Failure]]:
    """The files that paths name, folders with everything below them, each once and in a fixed order.

    In folders, files of other kinds and those whose name begins with a dot are passed over, and links
    to folders are not followed.

    Parameters
    ----------
    paths : path or iterable of paths
        Files or folders.
    leave_out : Path, optional
        A file that is no document, such as the side table.

    Returns
    -------
    files : list of FoundFile
    failures : list of Failure
        Folders that could not be listed.

    Raises
    ------
    StanceError
        When a path does not exist or is a file of another kind, or when nothing is found.
    """
    wanted = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    failures: list[Failure] = []
    found: dict[str, FoundFile] = {}
    unwanted = os.path.realpath(leave_out) if leave_out else None
    for path in wanted:
        for file in _below(path, failures) if path.is_dir() else [_single(path)]:
            real = os.path.realpath(file.path)
            if real != unwanted:
                found.setdefault(real, file)
    if not found and not failures:
        names = ", ".join(str(path) for path in wanted) or "no path"
        raise StanceError(f"The paths must hold files ending in {', '.join(_SUFFIXES)}; got {names}.")
    return list(found.values()), failures


def _single(path: Path) -> FoundFile:
    if not path.exists():
        raise StanceError(f"A path must exist; got {path}.")
    if path.suffix.lower() not in _SUFFIXES:
        raise StanceError(f"A document must end in one of {', '.join(_SUFFIXES)}; got {path}.")
    return FoundFile(path, path.name)


def _below(folder: Path, failures: list[Failure]) -> Iterator[FoundFile]:
    def refuse(error: OSError) -> None:
        failures.append(Failure(str(error.filename), f"the folder can not be listed ({error.strerror})"))

    names = []
    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        names += [
            os.path.relpath(os.path.join(parent, name), folder)  # noqa: PTH118
            for name in files
            if not name.startswith(".") and name.lower().endswith(_SUFFIXES)
        ]
    for name in sorted(names):
        yield FoundFile(folder / name, Path(name).as_posix())

"""Writing aside, then renaming: a reader never sees half a file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stance.errors import StanceError


@contextmanager
def written_aside(path: str | Path) -> Iterator[Path]:
    """A path to write a file to, renamed to `path` when the block ends well.

    Parameters
    ----------
    path : str or Path
        Where the file is to be; missing parent folders are made.

    Yields
    ------
    Path
        A path beside it, removed again when the block raises.

    Raises
    ------
    StanceError
        When `path` is a folder or its parent can not be written to.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "new" / "table.csv"
    >>> with written_aside(path) as aside:
    ...     _ = aside.write_text("a,b")
    >>> path.read_text()
    'a,b'
    """
    path = Path(path)
    if path.is_dir():
        raise StanceError(f"The output must be a file; got the folder {path}.")
    aside = _beside(path)
    try:
        yield aside
        _replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def folder_aside(path: str | Path, marker: str) -> Iterator[Path]:
    """A folder to fill, put in the place of `path` when the block ends well.

    An existing folder is replaced only if it holds `marker`, a file that shows that it is one
    of ours: a mistyped path must not cost anyone their work.

    Raises
    ------
    StanceError
        When `path` is a file, or a folder of something else.
    """
    path = Path(path)
    if path.exists() and not path.is_dir():
        raise StanceError(f"The output must be a folder; got the file {path}.")
    if path.is_dir() and any(path.iterdir()) and not (path / marker).is_file():
        raise StanceError(
            f"The output folder must be new, empty or hold {marker!r}; "
            f"got {path}, which holds something else."
        )
    aside = _beside(path)
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir()
        yield aside
        shutil.rmtree(path, ignore_errors=True)
        _replace(aside, path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _beside(path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StanceError(
            f"The output must be in a folder that can be made; got {path} ({error.strerror})."
        ) from None
    if not os.access(path.parent, os.W_OK):
        raise StanceError(f"The output must be in a folder that can be written to; got {path.parent}.")
    # The process id keeps two runs that write the same path from sharing one file.
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def _replace(aside: Path, path: Path) -> None:
    if aside.is_file():
        with aside.open("rb") as handle:
            os.fsync(handle.fileno())
    aside.replace(path)

"""Some texts of a tar archive, without trusting what the archive says of where they go."""

from __future__ import annotations

import lzma
import re
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from stance.documents.decoding import decode
from stance.documents.document import Unreadable
from stance.errors import StanceError


def unpack_texts(
    archive: str | Path, folder: str | Path, name: str, wanted: Callable[[str], object] = bool
) -> list[re.Match[str]]:
    """Write the texts of some of an archive's files into a folder, as UTF-8.

    Parameters
    ----------
    archive : path
        A tar file, compressed or not; it is read as a stream, once.
    folder : path
        Where the texts go, under their names alone; paths and links in the archive count for nothing.
    name : str
        A regular expression for the whole name of a file; others are passed over.
    wanted : callable
        Is asked of each text whether to keep it.

    Returns
    -------
    list of re.Match
        The names that were kept, in the order of the archive, with the groups of `name`.

    Raises
    ------
    StanceError
        When the archive or one of the texts can not be read, or a name stands in it twice.
    """
    pattern, kept = re.compile(name), dict[str, re.Match[str]]()
    try:
        with tarfile.open(archive, "r|*") as members:
            for member in members:
                found = pattern.fullmatch(PurePosixPath(member.name).name)
                handle = members.extractfile(member) if found and member.isreg() else None
                if found is None or handle is None:
                    continue
                if found.string in kept:
                    raise StanceError(f"A name must stand in the archive once; got {found.string!r} twice.")
                text = _text(handle.read(), member.name)
                if wanted(text):
                    (Path(folder) / found.string).write_text(text, encoding="utf-8")
                    kept[found.string] = found
    except (OSError, tarfile.TarError, EOFError, lzma.LZMAError, zlib.error) as error:
        raise StanceError(f"The archive must be a readable tar file; got {archive} ({error}).") from None
    return list(kept.values())


def _text(data: bytes, name: str) -> str:
    try:
        return decode(data)
    except Unreadable as error:
        raise StanceError(f"A file must hold text; {error} ({name}).") from None

"""Where the models and the seed corpus are, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from stance.errors import StanceError

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of something that ships with the package.

    A wheel carries ``models`` and ``seeds`` inside the package; a checkout has them beside it.

    Examples
    --------
    >>> resource("seeds", "codebook.toml").name
    'codebook.toml'
    """
    for root in (_PACKAGE / "_data", _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise StanceError(f"The package must hold {'/'.join(parts)!r}; it is not there, so install it again.")

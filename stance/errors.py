"""Every refusal that a user can meet."""

from __future__ import annotations


class StanceError(ValueError):
    """A user's mistake, said in one sentence: what must be, what was found and where.

    The command line prints the sentence and exits with code 2.

    Examples
    --------
    >>> raise StanceError("'labels' must hold at least two labels; got only 'neutral'.")
    Traceback (most recent call last):
    stance.errors.StanceError: 'labels' must hold at least two labels; got only 'neutral'.
    """


class MissingExtraError(StanceError):
    """An optional package is needed and absent.

    Examples
    --------
    >>> str(MissingExtraError("numba", "fast"))
    "This needs the package 'numba'; install it with: pip install 'stance-toolkit[fast]'."
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"This needs the package {package!r}; install it with: pip install 'stance-toolkit[{extra}]'."
        )

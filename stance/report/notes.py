"""What every figure says of itself: n, the level of its intervals, and what was not corrected."""

from __future__ import annotations

from collections.abc import Iterable

UNCORRECTED = "Uncorrected: shares of predicted labels, not corrected for classifier error."


def counts(n_documents: int, n_passages: int | None = None) -> str:
    """The sample in words.

    Examples
    --------
    >>> counts(1, 1_200)
    'n = 1 document, 1,200 passages'
    """
    said = f"n = {_many(n_documents, 'document')}"
    return said if n_passages is None else f"{said}, {_many(n_passages, 'passage')}"


def intervals(level: float, drawn: bool = True) -> str:
    """What the intervals are.

    Examples
    --------
    >>> intervals(0.95), intervals(0.9, drawn=False)
    ('95 % intervals over documents', 'no intervals drawn')
    """
    return f"{100 * level:.4g} % intervals over documents" if drawn else "no intervals drawn"


def correction(methods: Iterable[str]) -> str:
    """The warning that belongs on the figure, or nothing when every share was corrected.

    Examples
    --------
    >>> correction(["PACC", "CC"])
    'Partly uncorrected (CC): shares of predicted labels, not corrected for classifier error.'
    >>> correction(["PACC"])
    ''
    """
    methods = sorted(set(methods))
    bare = [method for method in methods if uncorrected(method)]
    if not bare:
        return ""
    if len(bare) == len(methods):
        return UNCORRECTED
    named = ", ".join(method.removesuffix(", uncorrected") for method in bare)
    return f"Partly u{UNCORRECTED[1:11]} ({named}){UNCORRECTED[11:]}"


def uncorrected(method: str) -> bool:
    """Whether a method counts or averages predictions and leaves the classifier's errors in.

    Examples
    --------
    >>> uncorrected("PCC, uncorrected"), uncorrected("CC"), uncorrected("PACC")
    (True, True, False)
    """
    return method in ("CC", "PCC") or "uncorrected" in method.lower()


def _many(n: int, word: str) -> str:
    return f"{n:,} {word}" if n == 1 else f"{n:,} {word}s"

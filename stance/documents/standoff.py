"""Labels that point into texts which are kept elsewhere, and their return to these texts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stance.documents.document import version
from stance.errors import StanceError

if TYPE_CHECKING:
    import pandas as pd

ANCHOR = ("document_id", "version", "start", "end", "quote")

_WORD_START = re.compile(r"(?<!\S)\S")


@dataclass(frozen=True)
class Rehydrated:
    """Anchors joined to texts: `frame` where the quote was found, `lost` where not.

    `frame` has the columns of the anchors, with `start` and `end` in the text that was given, and
    ``text`` and ``status``: "same" (the version that was anchored) or "moved" (another version, in which
    the quote stands exactly once). The ``status`` of `lost` says why: "no text", "gone" or
    "ambiguous" (the quote stands there more than once).
    """

    frame: pd.DataFrame
    lost: pd.DataFrame

    def __str__(self) -> str:
        found, lost = self.frame["status"].value_counts(), self.lost["status"].value_counts()
        counts = [f"{n:,} {status}" for status, n in [*found.items(), *lost.items()]]
        return (
            f"{len(self.frame):,} of {len(self.frame) + len(self.lost):,} anchors found: {', '.join(counts)}"
        )

    def to_dict(self) -> dict[str, Any]:
        """The counts by status."""
        statuses = [*self.frame["status"], *self.lost["status"]]
        return {status: statuses.count(status) for status in dict.fromkeys(statuses)}

    def to_frame(self) -> pd.DataFrame:
        """What was found."""
        return self.frame


def anchor(passages: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Put anchors in the place of texts, so that labels can be shared where the texts can not.

    Parameters
    ----------
    passages : pandas.DataFrame
        With document_id, start and end; other columns are kept, ``text`` is dropped.
    texts : mapping of str to str
        The stored text of each document, by document_id.

    Returns
    -------
    pandas.DataFrame
        document_id, version (SHA-256 of the document's text), start, end, quote (SHA-256 of
        the passage), and the other columns.

    Raises
    ------
    StanceError
        When a document's text is missing, or a passage is not what stands at its offsets.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"document_id": "d", "start": 4, "end": 8, "text": "text", "label": "neutral"}
    >>> anchors = anchor(pd.DataFrame([row]), {"d": "The text."})
    >>> rehydrate(anchors, {"d": "Here is the text."}).frame[["start", "end", "text", "label", "status"]]
       start  end  text    label status
    0     12   16  text  neutral  moved
    """
    rows = []
    versions = {name: version(text) for name, text in texts.items()}
    for number, row in enumerate(_records(passages, ("document_id", "start", "end")), start=1):
        name, start, end = row["document_id"], int(row["start"]), int(row["end"])
        if name not in texts:
            raise StanceError(f"'texts' must hold every document; got none for {name!r} (row {number}).")
        quote = texts[name][start:end]
        if not 0 <= start < end <= len(texts[name]) or row.get("text", quote) != quote:
            raise StanceError(
                f"A passage must be the text at its offsets; got something else in {name!r} (row {number})."
            )
        rest = {key: value for key, value in row.items() if key not in (*ANCHOR, "text")}
        rows.append(dict(zip(ANCHOR, (name, versions[name], start, end, _hash(quote)), strict=True)) | rest)
    return _frame(rows, [*ANCHOR, *(name for name in passages.columns if name not in (*ANCHOR, "text"))])


def rehydrate(anchors: pd.DataFrame, texts: Mapping[str, str]) -> Rehydrated:
    """Join anchors to texts that the reader holds; what does not match is reported, never guessed.

    Parameters
    ----------
    anchors : pandas.DataFrame
        As `anchor` made it.
    texts : mapping of str to str
        Texts by document_id. A text under another name is found by its version.

    Returns
    -------
    Rehydrated
    """
    by_version = {version(text): text for text in texts.values()}
    found, lost = [], []
    for row in _records(anchors, ANCHOR):
        text = by_version.get(row["version"])
        start, end = int(row["start"]), int(row["end"])
        status = "same"
        if text is None:
            text = texts.get(row["document_id"])
            start, end, status = _search(text, end - start, row["quote"])
        elif _hash(text[start:end]) != row["quote"]:
            status = "gone"  # the anchor itself was damaged
        if status in ("same", "moved") and text is not None:
            found.append({**row, "start": start, "end": end, "text": text[start:end], "status": status})
        else:
            lost.append({**row, "status": status})
    columns = [str(name) for name in anchors.columns]
    return Rehydrated(_frame(found, [*columns, "text", "status"]), _frame(lost, [*columns, "status"]))


def _search(text: str | None, length: int, quote: str) -> tuple[int, int, str]:
    """Where in another version a quote of a length stands: among all stretches that begin with a word."""
    if text is None:
        return 0, 0, "no text"
    starts = [
        match.start()
        for match in _WORD_START.finditer(text)
        if _hash(text[match.start() : match.start() + length]) == quote
    ]
    if len(starts) != 1:
        return 0, 0, "ambiguous" if starts else "gone"
    return starts[0], starts[0] + length, "moved"


def _hash(quote: str) -> str:
    return hashlib.sha256(quote.encode()).hexdigest()


def _records(frame: pd.DataFrame, needed: tuple[str, ...]) -> list[dict[str, Any]]:
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        raise StanceError(f"The table must have a column {missing[0]!r}; got {list(frame.columns)}.")
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _frame(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=columns)

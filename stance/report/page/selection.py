"""Which documents the page has room for: whole ones, from every cell in turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stance.report.page.payload import pack

if TYPE_CHECKING:
    import pandas as pd

MOST_PASSAGES = 10_000
# Packed bytes of a document's facts, of a passage's numbers, and of the marks of its words.
_DOCUMENT, _PASSAGE, _MARKS = 55, 7, 54
_SAMPLE = 2_000


def fitting(frame: pd.DataFrame, by: Sequence[str], room: int, *, marked: bool) -> pd.DataFrame:
    """The passages of as many documents as fit, in the order of reading.

    Parameters
    ----------
    frame : DataFrame
        Predictions.
    by : sequence of str
        The columns that make a cell. Documents are taken from each in turn, in the order of their ids.
    room : int
        How many packed bytes there are.
    marked : bool
        Whether passages will have marks.
    """
    import pandas as pd

    frame = frame.reset_index(drop=True)
    ids = frame["document_id"].astype(str)
    texts = [x if isinstance(x, str) else "" for x in frame["text"]] if "text" in frame else [""] * len(frame)
    letters = pd.Series(texts, dtype=object).map(len)
    sample = texts[:_SAMPLE]
    bytes_per_letter = len(pack(sample)) / max(sum(map(len, sample)), 1)
    cost = letters * bytes_per_letter + _PASSAGE + (_MARKS if marked else 0)
    used = pd.DataFrame({"id": ids, "passages": 1, "cost": cost}).groupby("id", sort=False).sum()
    used["cost"] += _DOCUMENT
    if len(frame) > MOST_PASSAGES or used["cost"].sum() > room:
        sums = used.loc[_in_turn(frame, ids, by)].cumsum()
        fits = (sums["passages"] <= MOST_PASSAGES) & (sums["cost"] <= room)
        frame = frame[ids.isin(sums.index[fits])]
    place = {document: k for k, document in enumerate(dict.fromkeys(ids))}
    keys = pd.DataFrame({"document": ids.map(place).loc[frame.index]})
    if "position" in frame.columns:
        keys["position"] = frame["position"]
    return frame.loc[keys.sort_values(list(keys.columns), kind="stable").index]


def _in_turn(frame: pd.DataFrame, ids: pd.Series, by: Sequence[str]) -> list[str]:
    first = frame.assign(_id=ids).drop_duplicates("_id").sort_values("_id", kind="stable")
    turn = first.groupby(list(by), dropna=False, sort=False).cumcount()
    return list(first.assign(_turn=turn).sort_values("_turn", kind="stable")["_id"])

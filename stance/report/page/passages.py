"""The documents and passages behind the cells, as the page's script reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from stance.model.scoring import Predictions
from stance.report.cells import records
from stance.report.names import missing, plain
from stance.report.page.marks import marks
from stance.report.page.selection import fitting

if TYPE_CHECKING:
    from stance.model.linear import StanceModel

ROOM = 3_500_000
_DOCUMENT = ("title", "author", "source", "source_type", "year", "date")


def passages(
    predictions: Predictions, by: Sequence[str], model: StanceModel | None = None, room: int = ROOM
) -> dict[str, Any]:
    """Every document with its passages, in the order of reading.

    Parameters
    ----------
    predictions : Predictions
        With a column ``text``, if the texts may be shown.
    by : sequence of str
        The columns that make a cell.
    model : StanceModel, optional
        Marks the words that moved it.
    room : int
        How many bytes there are, once packed.

    Returns
    -------
    dict
        ``by``: for each column of a cell, the values that it takes; ``documents``; ``passages``, by column:
        document, places among the values of `by`, label, probabilities in thousandths, position, text, marks.
        Where there is no room for all, whole documents are taken from every cell in turn; ``total`` counts
        all.
    """
    frame = fitting(predictions.frame, by, room, marked=model is not None)
    values = {name: list(dict.fromkeys(map(plain, frame[name]))) for name in by}
    places = {name: {value: k for k, value in enumerate(known)} for name, known in values.items()}
    code = {label: k for k, label in enumerate(predictions.labels)}
    documents: dict[str, int] = {}
    listed: list[dict[str, str]] = []
    held: dict[str, list[Any]] = {}
    for row in records(frame):
        document = str(row["document_id"])
        if document not in documents:
            documents[document] = len(documents)
            listed.append(_document(row))
        passage: dict[str, Any] = {
            "d": documents[document],
            "c": [places[name][plain(row[name])] for name in by],
            "l": code[row["predicted"]],
            "p": [round(1000 * row[f"p_{label}"]) for label in predictions.labels],
        }
        if "text" in row:
            passage["t"] = row["text"] if isinstance(row["text"], str) else ""
            if model is not None:
                passage |= marks(model, passage["t"], row["predicted"])
        if "position_score" in row:
            passage["s"] = round(1000 * row["position_score"])
        for column, value in passage.items():
            held.setdefault(column, []).append(value)
    total = {"documents": predictions.frame["document_id"].nunique(), "passages": len(predictions.frame)}
    return {"by": values, "documents": listed, "passages": held, "total": total}


def _document(row: dict[str, Any]) -> dict[str, str]:
    facts = {name: plain(row[name]) for name in _DOCUMENT if name in row and not missing(row[name])}
    url = row.get("url")
    # Any other scheme could run code when it is followed.
    if isinstance(url, str) and url.startswith(("https://", "http://")):
        facts["url"] = url
    return facts | {"id": str(row["document_id"])}

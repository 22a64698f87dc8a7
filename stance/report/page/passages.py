"""The documents and passages behind the cells, as the page's script reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from stance.model.scoring import Predictions
from stance.report.cells import records
from stance.report.names import missing, plain
from stance.report.page.marks import marks

if TYPE_CHECKING:
    import pandas as pd

    from stance.model.linear import StanceModel

MOST_PASSAGES = 10_000
_DOCUMENT = ("title", "author", "source", "source_type", "year", "date")


def passages(predictions: Predictions, by: Sequence[str], model: StanceModel | None = None) -> dict[str, Any]:
    """Every document with its passages, in the order of reading.

    Parameters
    ----------
    predictions : Predictions
        With a column ``text``, if the texts may be shown.
    by : sequence of str
        The columns that make a cell.
    model : StanceModel, optional
        Marks the words that moved it.

    Returns
    -------
    dict
        ``by``: for each column of a cell, the values that it takes; ``documents``; ``passages``, by column:
        document, places among the values of `by`, label, probabilities in thousandths, position, text, marks.
        At most ten thousand passages, whole documents from every cell in turn; ``total`` counts all.
    """
    frame = _some(predictions.frame, by)
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


def _some(frame: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Whole documents, one of each cell in turn, until there are enough; each in the order of reading."""
    ids = frame["document_id"].astype(str)
    if len(frame) > MOST_PASSAGES:
        first = frame.assign(_id=ids).drop_duplicates("_id").sort_values("_id", kind="stable")
        turn = first.groupby(list(by), dropna=False, sort=False).cumcount()
        order = first.assign(_turn=turn).sort_values("_turn", kind="stable")["_id"]
        sizes = ids.value_counts(sort=False).reindex(order).cumsum()
        frame = frame[ids.isin(sizes.index[sizes <= MOST_PASSAGES])]
    columns = ["document_id", *(["position"] if "position" in frame.columns else [])]
    place = {document: k for k, document in enumerate(dict.fromkeys(ids))}
    ordered = frame.assign(document_id=ids.loc[frame.index].map(place)).sort_values(columns, kind="stable")
    return frame.loc[ordered.index]

"""The sentences of a table of passages, each with its voice (English)."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from stance.corpus import Structure
from stance.framing.voices import split_voices
from stance.framing.words_sides import document_ids, require_text

if TYPE_CHECKING:
    import pandas as pd

_BETWEEN = "\n\n"


def passage_voices(passages: pd.DataFrame, structure: Structure | None = None) -> pd.DataFrame:
    """Split every passage into sentences and tell whose voice each is in.

    Parameters
    ----------
    passages : pandas.DataFrame
        One row a passage in English. The passages of a document are read together, in the order of their
        column `position` if there is one, so that speakers and quotations carry over.
    structure : Structure, optional
        Which columns hold the text and the document.

    Returns
    -------
    pandas.DataFrame
        One row a sentence: `row` of the passage from 0, `document`, `start` and `end` in the passage's text,
        `voice`, `kind`, `speaker`, `text`.

    Examples
    --------
    >>> import pandas as pd
    >>> said = ["Rosa Vega spoke.", "It rains, Vega said."]
    >>> passages = pd.DataFrame({"document_id": ["d", "d"], "text": said})
    >>> passage_voices(passages)[["row", "start", "end", "voice", "speaker"]].values.tolist()
    [[0, 0, 16, 'own', None], [1, 0, 20, 'reported', 'Rosa Vega']]
    """
    import pandas as pd

    structure = structure or Structure()
    require_text(passages, structure.text)
    texts, ids = list(passages[structure.text]), document_ids(passages, structure)
    order = np.arange(len(texts))
    if "position" in passages.columns:
        order = np.argsort(passages["position"].to_numpy(dtype=np.float64, na_value=np.inf), kind="stable")
    documents: dict[str, list[int]] = {}
    for row in order.tolist():
        documents.setdefault(ids[row], []).append(row)
    columns = ["row", "document", "start", "end", "voice", "kind", "speaker", "text"]
    sentences = []
    for document, rows in documents.items():
        starts = np.cumsum([0, *(len(texts[row]) + len(_BETWEEN) for row in rows)]).tolist()
        for x in split_voices(_BETWEEN.join(texts[row] for row in rows)):
            place = bisect_right(starts, x.start) - 1
            start, end = x.start - starts[place], x.end - starts[place]
            sentences.append((rows[place], document, start, end, x.voice, x.kind, x.speaker, x.text))
    # As objects an absent speaker stays None, where pandas would make it a number that is none.
    return pd.DataFrame(sentences, columns=columns, dtype=object).astype(
        dict.fromkeys(("row", "start", "end"), int)
    )

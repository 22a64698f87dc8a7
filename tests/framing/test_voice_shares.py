from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.framing.voice_shares import voice_shares

LABELS = ["keep", "go"]


def score(texts: list[str]) -> list[list[float]]:
    """The share of words that are "go"."""
    shares = [float(np.mean([word.strip('.,"').lower() == "go" for word in text.split()])) for text in texts]
    return [[1 - share, share] for share in shares]


def table(n: int = 12) -> pd.DataFrame:
    """Two passages a document: six words of its own, then seven that quote Vega."""
    return pd.DataFrame(
        {
            "document_id": [f"d{k // 2}" for k in range(2 * n)],
            "text": ["The pier is made of oak.", '"Go or go now," Rosa Vega said.'] * n,
        }
    )


def test_means_are_weighted_by_words() -> None:
    own, reported, vega = voice_shares(table(), score, LABELS).rows
    assert (own.voice, reported.voice, vega.voice, vega.speaker) == (
        "own",
        "reported",
        "reported",
        "Rosa Vega",
    )
    # Own: no "go" in 72 words. Reported: 2 of 7 words in each of 12 passages.
    assert own.estimates[1].estimate == 0
    assert reported.estimates[1].estimate == pytest.approx(2 / 7)
    assert (own.n_words, reported.n_words) == (72, 84)
    assert own.share_of_words == pytest.approx(72 / 156)
    assert (reported.n_documents, reported.n_passages) == (12, 12)


def test_unequal_passages_by_hand() -> None:
    rows = pd.DataFrame({"document_id": ["a", "b"], "text": ["go", "no no no"]})
    (own,) = voice_shares(rows, score, LABELS).rows
    assert own.estimates[1].estimate == pytest.approx(1 / 4)


def test_speakers_carry_over_from_passage_to_passage_in_order_of_position() -> None:
    rows = pd.DataFrame(
        {
            "document_id": ["d", "d"],
            "position": [2, 1],
            "text": ["“It is late and we go,” Vega said.", "Mayor Rosa Vega opened the pier."],
        }
    )
    assert [row.speaker for row in voice_shares(rows, score, LABELS).rows] == [None, None, "Rosa Vega"]
    apart = voice_shares(rows, score, LABELS, structure=Structure(document=None))
    assert [row.speaker for row in apart.rows] == [None, None, "Vega"]


def test_intervals_need_ten_documents() -> None:
    mixed = table().assign(text=['Go. "Go on and on," Vega said.', 'Stay. "We go or stay," Vega said.'] * 12)
    for row in voice_shares(mixed, score, LABELS).rows:
        assert row.estimates[1].low is not None
        assert row.estimates[1].low <= row.estimates[1].estimate <= (row.estimates[1].high or 0)
    few = voice_shares(table(9), score, LABELS).rows[0].estimates[0]
    assert (few.low, few.high) == (None, None)


def test_labels_sum_to_one_and_voices_to_the_whole() -> None:
    shares = voice_shares(table(), score, LABELS)
    for row in shares.rows:
        assert sum(x.estimate for x in row.estimates) == pytest.approx(1)
    assert sum(row.share_of_words for row in shares.rows if row.speaker is None) == pytest.approx(1)


def test_speakers_who_say_most_come_first() -> None:
    rows = pd.DataFrame(
        {"text": ["Ito said so.", "Abe said so, and then said so again.", "The pier stands."]}
    )
    shares = voice_shares(rows, score, LABELS, structure=Structure(document=None))
    assert [row.speaker for row in shares.rows] == [None, None, "Abe", "Ito"]


def test_prints_and_turns_into_tables() -> None:
    shares = voice_shares(table(), score, LABELS)
    lines = str(shares).splitlines()
    assert lines[-2].split()[:5] == ["Rosa", "Vega", "84", "54%", "12"]
    assert list(shares.to_frame()["label"][:2]) == LABELS
    assert json.loads(json.dumps(shares.to_dict(), allow_nan=False))["rows"][0]["speaker"] is None
    many = pd.DataFrame({"text": [f"N{k} said so." for k in range(20)]})
    assert str(voice_shares(many, score, LABELS, structure=Structure(document=None))).endswith(
        "and 9 more speakers"
    )


def test_refusals() -> None:
    with pytest.raises(StanceError, match=r"one probability for each of 3 labels; got the shape \(24, 2\)"):
        voice_shares(table(), score, [*LABELS, "stay"])
    with pytest.raises(StanceError, match="between 0 and 1"):
        voice_shares(table(), lambda texts: np.full((len(texts), 2), np.nan), LABELS)
    with pytest.raises(StanceError, match="must hold a sentence in some row"):
        voice_shares(pd.DataFrame({"document_id": ["d"], "text": ["  "]}), score, LABELS)
    with pytest.raises(StanceError, match="must have a column 'document_id'"):
        voice_shares(table()[["text"]], score, LABELS)
    with pytest.raises(StanceError, match="must hold text in every row; got None"):
        voice_shares(table().assign(text=None), score, LABELS)

"""The whole table of agreement, and the list of disagreements."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from stance.labels.agreement import agreement, disagreements
from stance.labels.coefficient import ALPHA, RAW
from stance.tables import read_table

ROWS = [
    (f"p{u:02}", coder, label)
    for u, said in enumerate(["aab", "aaa", "bbb", "aba"] * 6)
    for coder, label in zip(("ana", "ben", "eva"), said, strict=True)
]
LABELS = pd.DataFrame(ROWS, columns=["passage_id", "coder", "label"])
PASSAGES = pd.DataFrame(
    {
        "passage_id": [f"p{u:02}" for u in range(24)],
        "document_id": [f"d{u // 2:02}" for u in range(24)],
        "text": [f"Text {u}." for u in range(24)],
    }
)


def test_overall_by_label_and_by_pair() -> None:
    found = agreement(LABELS, PASSAGES)
    # Half of the passages agree fully, the others in one pair of three.
    assert found[RAW].estimate == pytest.approx(2 / 3)
    assert found.shares == pytest.approx({"a": 7 / 12, "b": 5 / 12})
    pairs = {x.of: x.estimate for x in found.by_pair if x.measure == RAW}
    assert pairs == pytest.approx({"ana, ben": 3 / 4, "ana, eva": 3 / 4, "ben, eva": 1 / 2})
    assert (found.n_passages, found.n_documents) == (24, 12)
    assert [x.of for x in found.by_label] == ["a", "b"]


def test_two_coders_have_no_table_of_pairs() -> None:
    assert agreement(LABELS[LABELS["coder"] != "eva"], PASSAGES).by_pair == ()
    assert agreement(LABELS, PASSAGES, exclude=["eva"]).coders == ("ana", "ben")


def test_a_pair_that_labelled_no_passage_both_is_left_out() -> None:
    early = LABELS["passage_id"] < "p12"
    handed_over = LABELS[(LABELS["coder"] == "ana") | (early == (LABELS["coder"] == "ben"))]
    assert {x.of for x in agreement(handed_over, PASSAGES).by_pair} == {"ana, ben", "ana, eva"}


def test_prints_one_line_a_figure_and_says_what_it_assumes() -> None:
    lines = str(agreement(LABELS, PASSAGES)).splitlines()
    assert lines[0] == "Coders: ana, ben, eva"
    assert lines[1] == "Labels: a 58%, b 42%"
    assert lines[3].split()[:3] == ["Krippendorff's", "alpha", "0.324"]
    assert lines[-1].startswith("95% intervals: Wilson")
    assert lines[-1].endswith("the coders are these.")
    assert "No documents were given" in str(agreement(LABELS))


def test_alpha_by_hand() -> None:
    # 72 values: 42 a, 30 b; discordant coincidences: 12 passages of 2:1, each 2 * (2 * 1) / 2 = 2, in all 24.
    # alpha = 1 - 71 * 24 / (72^2 - 42^2 - 30^2) = 1 - 1704 / 2520.
    assert agreement(LABELS, PASSAGES)[ALPHA].estimate == pytest.approx(1 - 1704 / 2520)


def test_to_dict_is_json_and_to_frame_has_a_row_a_figure() -> None:
    found = agreement(LABELS, PASSAGES)
    assert json.loads(json.dumps(found.to_dict()))["coders"] == ["ana", "ben", "eva"]
    frame = found.to_frame()
    assert len(frame) == 4 + 2 + 9
    assert list(frame.columns[:5]) == ["measure", "of", "estimate", "low", "high"]


def test_warns_of_a_coder_who_saw_only_hard_passages() -> None:
    said = ["aa-"] * 30 + ["ab" + "ab"[u % 2] for u in range(20)]
    rows = [(u, c, x) for u, xs in enumerate(said) for c, x in zip(("ana", "ben", "eva"), xs, strict=True)]
    labels = pd.DataFrame(rows, columns=LABELS.columns)
    (note,) = agreement(labels[labels["label"] != "-"]).notes
    assert note.startswith("eva labelled 20 passages on which the others agree 0%, against 100% elsewhere")
    assert agreement(LABELS, PASSAGES).notes == ()


def test_disagreements_in_the_order_of_the_labels() -> None:
    frame = disagreements(LABELS, PASSAGES)
    assert list(frame.columns) == ["passage_id", "document_id", "text", "labels", "ana", "ben", "eva"]
    assert len(frame) == 12
    assert frame.iloc[0].tolist() == ["p00", "d00", "Text 0.", 2, "a", "a", "b"]
    assert list(disagreements(LABELS).columns) == ["passage_id", "labels", "ana", "ben", "eva"]


def test_disagreements_show_who_did_not_label() -> None:
    frame = disagreements(LABELS.drop(index=0))
    assert frame.iloc[0].isna().tolist() == [False, False, True, False, False]


def test_readers_of_the_seed_corpus(root: Path) -> None:
    # The datasheet of the seed corpus: the first two readers agree on 96 %, alpha .94 to .95.
    labels, passages = read_table(root / "seeds" / "labels.csv"), read_table(root / "seeds" / "passages.csv")
    labels = labels[labels["coder"].isin(["reader-1", "reader-2", "reader-3", "adjudicated"])]
    found = agreement(labels, passages, exclude=["adjudicated", "reader-3"])
    assert found[RAW].estimate == pytest.approx(0.96, abs=0.01)
    assert found[ALPHA].estimate == pytest.approx(0.945, abs=0.005)
    (note,) = agreement(labels, passages).notes
    assert note.startswith("reader-3 labelled 175 passages")

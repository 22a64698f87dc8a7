from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from stance.corpus import Structure
from stance.errors import StanceError
from stance.framing.words import compare_counts, fighting_words
from stance.framing.words_core import log_odds
from stance.framing.words_counts import count_words


def table(n: int = 24) -> pd.DataFrame:
    """Documents that use "harbour" in A and "orchard" in B, and say "we sail" in both."""
    return pd.DataFrame(
        {
            "document_id": [f"d{i}" for i in range(n)],
            "source": ["A" if i < n // 2 else "B" for i in range(n)],
            "year": [2010 + i % 6 for i in range(n)],
            "text": [f"we sail {'harbour' if i < n // 2 else 'orchard'} quay{i}" for i in range(n)],
        }
    )


def test_counts_documents_and_signs_are_those_of_the_table() -> None:
    result = fighting_words(table(), "source", "A", "B", permutations=99)
    assert result.words[0] == "harbour"
    assert result.words[-1] == "orchard"
    assert set(result.words) == {"harbour", "orchard", "sail", "we"}  # quay0 ... stand in one document each
    frame = result.to_frame().set_index("word")
    numbers = frame[["count_a", "count_b", "documents_a", "documents_b"]]
    assert numbers.loc[["harbour", "we"]].to_numpy().tolist() == [[12, 0, 12, 0], [12, 12, 12, 12]]
    assert frame["typical_of"].to_dict() == {"harbour": "A", "orchard": "B", "sail": "", "we": ""}
    assert (result.n_tokens, result.n_documents, result.n_passages) == ((48, 48), (12, 12), (12, 12))
    assert result.n_background == 96


def test_z_is_the_formula_with_the_prior_of_the_whole_table() -> None:
    rows = pd.concat(
        [table(), pd.DataFrame({"source": ["C"], "document_id": ["x"], "text": ["harbour orchard we we"]})]
    )
    result = fighting_words(rows, "source", "A", "B", prior=50, permutations=9)
    # 100 words in the table: harbour 13, so its pseudo-count is 50 * 13 / 100.
    expected = log_odds([12], [0], [6.5], totals=(48, 48, 50.0))
    assert result.delta[0] == pytest.approx(expected.delta[0], abs=1e-14)
    assert result.z[0] == pytest.approx(expected.z[0], abs=1e-13)


def test_a_real_difference_is_found_and_the_rest_is_not() -> None:
    result = fighting_words(table(), "source", "A", "B", permutations=999, seed=1)
    frame = result.to_frame().set_index("word")
    # Two of comb(24, 12) arrangements are as extreme: no shuffle is expected to be.
    assert frame.loc["harbour", "p_adjusted"] == pytest.approx(0.001)
    assert frame.loc["we", "p"] == 1.0
    assert result.null_z is not None
    assert result.null_z < result.z[0]


def test_labels_may_share_documents() -> None:
    rows = (
        table().assign(document_id=[f"d{i % 12}" for i in range(24)]).rename(columns={"source": "predicted"})
    )
    result = fighting_words(rows, "predicted", "A", "B", permutations=499)
    assert result.n_documents == (12, 12)
    # Twelve documents that swap: 2 of 4096 arrangements are as extreme.
    assert result.p_adjusted[0] <= 0.006


def test_periods_and_conditions() -> None:
    rows = table(48).drop(columns="source")
    result = fighting_words(
        rows, "year", range(2010, 2013), range(2013, 2016), structure=Structure(source=None), permutations=9
    )
    assert (result.a, result.b) == ("2010-2012", "2013-2015")
    inside = fighting_words(table(48), "source", "A", "B", within={"year": [2010, 2011]}, permutations=9)
    assert inside.n_documents == (8, 8)
    assert inside.n_background == 48 * 4


def test_bigrams_when_asked() -> None:
    assert "we sail" in fighting_words(table(), "source", "A", "B", bigrams=True, permutations=9).words


def test_every_row_is_a_document_without_a_document_column() -> None:
    rows = table().drop(columns="document_id")
    result = fighting_words(rows, "source", "A", "B", structure=Structure(document=None), permutations=9)
    assert result.n_documents == (12, 12)


def test_few_documents_claim_no_significance() -> None:
    result = fighting_words(table(8), "source", "A", "B")
    assert np.isnan(result.p).all()
    assert result.null_z is None
    assert "no significance is claimed below 10 documents" in str(result)
    assert json.loads(json.dumps(result.to_dict(), allow_nan=False))["words"][0]["p"] is None


def test_pieces_that_merge_give_the_same_result() -> None:
    rows = table()
    sides = [rows[rows["source"] == name] for name in "AB"]
    whole = fighting_words(rows, "source", "A", "B", permutations=99, seed=5)
    pieces = [
        count_words(side["text"][:5], side["document_id"][:5]).merge(
            count_words(side["text"][5:], side["document_id"][5:])
        )
        for side in sides
    ]
    result = compare_counts(
        *pieces, background=pieces[1].merge(pieces[0]), names=("A", "B"), permutations=99, seed=5
    )
    pd.testing.assert_frame_equal(result.to_frame(), whole.to_frame())


def test_prints_what_was_done() -> None:
    said = str(fighting_words(table(), "source", "A", "B", permutations=99)).splitlines()
    assert said[0] == "z > 0: typical of a = A (48 words, 12 passages, 12 documents)"
    assert said[1] == "z < 0: typical of b = B (48 words, 12 passages, 12 documents)"
    assert "informative Dirichlet prior worth 500 words" in said[2]
    assert said[-2] == "..."
    assert said[-1].split()[0] == "orchard"
    assert said[-1].endswith("0 : 12       0 : 12")


def test_same_input_same_bytes_in_any_order_of_rows() -> None:
    one = fighting_words(table(), "source", "A", "B", permutations=200, seed=7).to_dict()
    two = fighting_words(table().iloc[::-1], "source", "A", "B", permutations=200, seed=7).to_dict()
    assert json.dumps(one) == json.dumps(two)


def test_refusals() -> None:
    with pytest.raises(StanceError, match="must have a column 'tone'"):
        fighting_words(table(), "tone", "A", "B")
    with pytest.raises(StanceError, match="must have a column 'text'"):
        fighting_words(table().drop(columns="text"), "source", "A", "B")
    with pytest.raises(StanceError, match="Side 'b' must hold a passage; got none with source 'Z'"):
        fighting_words(table(), "source", "A", "Z")
    with pytest.raises(StanceError, match="must not overlap"):
        fighting_words(table(), "year", range(2010, 2013), [2012, 2014])
    with pytest.raises(StanceError, match="'text' must hold text in every row; got None"):
        fighting_words(table().assign(text=None), "source", "A", "B")
    words = count_words(["we sail"] * 3, "xyz")
    with pytest.raises(StanceError, match="'background' must hold the words of both sides; got no 'sail'"):
        compare_counts(words, words, background=count_words(["we"], ["x"]))
    alone = count_words(["sloop"], ["x"])
    with pytest.raises(StanceError, match="at least 3 documents; got none that does"):
        compare_counts(alone, alone, background=alone)

"""A figure, its interval, and why it may have neither."""

from __future__ import annotations

import pandas as pd

from stance.codebook import Codebook
from stance.labels.coefficient import AC1, ALPHA, MACRO, RAW, coefficient, on_label
from stance.labels.ratings import Ratings, ratings


def data_of(first: str, second: str, documents: int) -> Ratings:
    rows = [
        (f"p{u}", coder, x)
        for u, pair in enumerate(zip(first, second, strict=True))
        for coder, x in zip("AB", pair, strict=True)
    ]
    labels = pd.DataFrame(rows, columns=["passage_id", "coder", "label"])
    ids = range(len(first))
    passages = pd.DataFrame(
        {"passage_id": [f"p{u}" for u in ids], "document_id": [u % documents for u in ids]}
    )
    return ratings(labels, passages, codebook=Codebook.from_labels("axis", "abc"))


def test_alpha_is_undefined_when_one_label_is_used() -> None:
    found = coefficient(data_of("a" * 20, "a" * 20, 20), ALPHA, 0.95)
    assert found.estimate is None
    assert found.reason == "only 'a' was used, so that agreement by chance can not be told"
    assert "undefined" in str(found)


def test_ac1_of_one_label_is_perfect_when_others_were_possible() -> None:
    assert coefficient(data_of("a" * 20, "a" * 20, 20), AC1, 0.95).estimate == 1


def test_no_interval_below_ten_documents() -> None:
    found = coefficient(data_of("ab" * 20, "ab" * 20, 9), RAW, 0.95)
    assert (found.estimate, found.low, found.n_documents) == (1.0, None, 9)
    assert found.reason == "no interval: fewer than 10 documents"
    assert coefficient(data_of("ab" * 20, "ab" * 20, 10), RAW, 0.95).low is not None


def test_no_interval_when_one_document_decides_whether_it_is_defined() -> None:
    found = coefficient(data_of("b" + "a" * 19, "b" + "a" * 19, 20), ALPHA, 0.95)
    assert (found.estimate, found.low) == (1.0, None)
    assert found.reason == "no interval: undefined without one of the documents"


def test_a_label_rests_on_the_documents_that_have_it() -> None:
    data = data_of("a" * 30 + "b" * 6, "a" * 30 + "b" * 6, 36)
    on_a, on_b, on_c = (on_label(data, x, 0.95) for x in "abc")
    assert (on_a.n_passages, on_a.n_documents, on_a.low is not None) == (30, 30, True)
    assert (on_b.estimate, on_b.n_documents, on_b.low) == (1.0, 6, None)
    assert (on_c.estimate, on_c.reason) == (None, "nobody used the label where two coders met")


def test_mean_over_labels_counts_only_labels_in_use() -> None:
    # a: 2 * 10 / (2 * 10 + 5) = .8; b: 2 * 5 / (2 * 5 + 5) = 2/3; c is not used.
    found = coefficient(data_of("a" * 15 + "b" * 5, "a" * 10 + "b" * 10, 20), MACRO, 0.95)
    assert found.estimate is not None
    assert abs(found.estimate - (0.8 + 2 / 3) / 2) < 1e-12


def test_nobody_met() -> None:
    rows = [("p1", "A", "a"), ("p2", "B", "b")]
    data = ratings(pd.DataFrame(rows, columns=["passage_id", "coder", "label"]))
    found = coefficient(data, RAW, 0.95)
    assert (found.estimate, found.reason) == (None, "no passage was labelled by two coders")

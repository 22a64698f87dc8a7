"""What holds for agreement whatever the labels."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.labels.agreement import Agreement, agreement
from stance.labels.coefficient import AC1, ALPHA, MACRO, RAW

seeds = st.integers(0, 10_000)


def nested(seed: int, coders: int = 3, missing: float = 0.2) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Labels of several coders on passages in 12 documents."""
    rng = np.random.default_rng(seed)
    documents = rng.integers(0, 12, 50)
    truth = (documents + rng.integers(0, 2, 50)) % 3
    rows = []
    for u in range(50):
        for c in range(coders):
            label = truth[u] if rng.random() < 0.7 else rng.integers(3)
            if rng.random() >= missing:
                rows.append((f"p{u:02}", f"coder{c}", "abc"[label]))
    passages = pd.DataFrame(
        {"passage_id": [f"p{u:02}" for u in range(50)], "document_id": [f"d{d:02}" for d in documents]}
    )
    return pd.DataFrame(rows, columns=["passage_id", "coder", "label"]), passages


def bound(x: float | None) -> float:
    assert x is not None
    return x


def figures(found: Agreement) -> list[float]:
    values = [(x.estimate, x.low, x.high) for x in found.overall]
    return [np.nan if x is None else x for row in values for x in row]


@settings(deadline=None, max_examples=8)
@given(seeds)
def test_order_of_rows_and_names_of_coders_do_not_matter(seed: int) -> None:
    labels, passages = nested(seed)
    mixed = labels.sample(frac=1, random_state=seed)
    renamed = mixed.assign(coder=mixed["coder"].map({"coder0": "z", "coder1": "y", "coder2": "x"}))
    before, after = agreement(labels, passages), agreement(renamed, passages)
    assert figures(after) == pytest.approx(figures(before), nan_ok=True)
    by_label = [x.estimate for x in before.by_label]
    assert [x.estimate for x in after.by_label] == pytest.approx(by_label)


@settings(deadline=None, max_examples=8)
@given(seeds)
def test_names_of_labels_do_not_matter(seed: int) -> None:
    labels, passages = nested(seed)
    renamed = labels.assign(label=labels["label"].map({"a": "tax", "b": "art", "c": "sea"}))
    before, after = agreement(labels, passages), agreement(renamed, passages)
    assert figures(after) == pytest.approx(figures(before), nan_ok=True)
    assert [after.shares[x] for x in ("tax", "art", "sea")] == pytest.approx(list(before.shares.values()))


@settings(deadline=None, max_examples=8)
@given(seeds)
def test_perfect_agreement_is_one(seed: int) -> None:
    labels, passages = nested(seed, coders=1, missing=0.0)
    twice = pd.concat([labels, labels.assign(coder="echo")])
    found = agreement(twice, passages)
    assert [x.estimate for x in (*found.overall, *found.by_label)] == pytest.approx([1.0] * 7)
    assert all(x.high == 1 for x in found.overall)


@settings(deadline=None, max_examples=8)
@given(seeds)
def test_doubling_every_document_narrows_nothing(seed: int) -> None:
    labels, passages = nested(seed)
    again = labels.assign(passage_id=labels["passage_id"] + "x")
    copies = passages.assign(passage_id=passages["passage_id"] + "x")
    before = agreement(labels, passages)
    after = agreement(pd.concat([labels, again]), pd.concat([passages, copies]))
    for measure in (AC1, RAW, MACRO):
        old, new = before[measure], after[measure]
        assert (new.estimate, new.low, new.high) == pytest.approx((old.estimate, old.low, old.high))
    # Alpha corrects for the number of values, so that it moves, by less than one part in it.
    old, new = before[ALPHA], after[ALPHA]
    assert new.estimate == pytest.approx(old.estimate, abs=1 / len(labels))
    for end in ("low", "high"):
        assert getattr(new, end) == pytest.approx(getattr(old, end), abs=2 / len(labels))


@settings(deadline=None, max_examples=8)
@given(seeds)
def test_a_higher_level_is_wider_and_holds_the_estimate(seed: int) -> None:
    labels, passages = nested(seed)
    levels = [agreement(labels, passages, level=level) for level in (0.5, 0.8, 0.95, 0.99)]
    for narrow, wide in pairwise(levels):
        for a, b in zip(narrow.overall, wide.overall, strict=True):
            assert bound(b.low) < bound(a.low) < bound(a.estimate) < bound(a.high) < bound(b.high)

"""What must hold for any words and any sides."""

from __future__ import annotations

from functools import reduce

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.framing.words import compare_counts
from stance.framing.words_core import log_odds
from stance.framing.words_counts import WordCounts, count_words

counts = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=12)
texts = st.lists(st.text(alphabet="ab cé", max_size=12), min_size=3, max_size=6)


@given(counts, st.floats(0.01, 1000))
def test_swapping_the_sides_turns_the_sign(pairs: list[tuple[int, int]], pseudo: float) -> None:
    a, b = np.array(pairs).T
    prior = np.full(len(a), pseudo)
    one, two = log_odds(a, b, prior), log_odds(b, a, prior)
    assert one.delta.tolist() == (-two.delta).tolist()
    assert one.z.tolist() == (-two.z).tolist()
    assert np.isfinite(one.z).all()


@given(counts)
def test_equal_sides_favour_no_word(pairs: list[tuple[int, int]]) -> None:
    a = np.array(pairs)[:, 0]
    assert log_odds(a, a, np.ones(len(a))).z.tolist() == [0.0] * len(a)


@given(counts)
def test_a_stronger_prior_draws_every_word_towards_none(pairs: list[tuple[int, int]]) -> None:
    a, b = np.array(pairs).T
    background = a + b + 1.0
    strong = log_odds(a, b, 1e9 * background / background.sum()).z
    assert np.abs(strong).max() < 0.02


@settings(max_examples=40, deadline=None)
@given(texts)
def test_counting_in_pieces_and_in_any_tree_is_counting_at_once(passages: list[str]) -> None:
    documents = [place // 2 for place in range(len(passages))]
    leaves = [count_words([text], [document]) for text, document in zip(passages, documents, strict=True)]
    whole = count_words(passages, documents)
    trees = [
        reduce(WordCounts.merge, leaves),
        reduce(lambda x, y: y.merge(x), leaves),
        leaves[0].merge(reduce(WordCounts.merge, leaves[1:])),
    ]
    for tree in trees:
        assert (tree.words, tree.documents) == (whole.words, whole.documents)
        assert tree.counts.toarray().tolist() == whole.counts.toarray().tolist()
        assert tree.passages.tolist() == whole.passages.tolist()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_p_values_are_those_of_a_finite_test(seed: int) -> None:
    rng = np.random.default_rng(seed)
    said = [" ".join(rng.choice(["up", "down", "left", "right"], size=8)) for _ in range(12)]
    a, b = count_words(said[:6], range(6)), count_words(said[6:], range(6, 12))
    result = compare_counts(a, b, background=a.merge(b), permutations=39, seed=seed)
    assert ((result.p >= 1 / 40) & (result.p <= 1)).all()
    assert (result.p_adjusted >= result.p).all()
    assert list(result.z) == sorted(result.z, reverse=True)
    by_size = np.argsort(np.abs(result.z), kind="stable")
    assert (np.diff(result.p_adjusted[by_size]) <= 0).all()

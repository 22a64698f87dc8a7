"""What the p-values of words promise, by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from stance.framing.words import compare_counts
from stance.framing.words_counts import WordCounts

WORDS, REPETITIONS = 200, 120
SHARES = 1 / np.arange(5, WORDS + 5)


def documents(n: int, name: str, rng: np.random.Generator) -> WordCounts:
    """Documents that draw their words from one distribution, but each says its own words again and again."""
    own = rng.dirichlet(200 * SHARES / SHARES.sum(), size=n)
    counts = np.stack([rng.multinomial(rng.integers(100, 900), row) for row in own])
    words = tuple(f"w{k:03d}" for k in range(WORDS))
    names = tuple(f"{name}{k:03d}" for k in range(n))
    return WordCounts(words, names, csr_matrix(counts), np.ones(n, dtype=np.int64))


@pytest.mark.slow
def test_bursts_fool_z_and_not_the_shuffles() -> None:
    """With no true difference 5 % of words reject, and 5 % of comparisons reject any word.

    Where documents are short and alike in length, counts tie and the shuffles reject less often than that.
    """
    plain, shuffled, any_word = [], [], []
    for child in np.random.SeedSequence(2008).spawn(REPETITIONS):
        rng = np.random.default_rng(child)
        a, b = documents(20, "a", rng), documents(20, "b", rng)
        result = compare_counts(a, b, background=a.merge(b), permutations=199, seed=int(rng.integers(2**31)))
        plain.append(np.mean(np.abs(result.z) > 1.96))
        shuffled.append(np.mean(result.p <= 0.05))
        any_word.append((result.p_adjusted <= 0.05).any())
    assert np.mean(plain) > 0.20
    assert np.mean(shuffled) == pytest.approx(0.05, abs=0.01)
    # The standard error of 120 comparisons is 2 %.
    assert np.mean(any_word) == pytest.approx(0.05, abs=0.05)


@pytest.mark.slow
def test_power_against_a_word_that_every_document_of_a_side_prefers() -> None:
    found = []
    for child in np.random.SeedSequence(16).spawn(30):
        rng = np.random.default_rng(child)
        a, b = documents(20, "a", rng), documents(20, "b", rng)
        extra = csr_matrix((np.full(20, 6), (np.arange(20), np.full(20, 150))), shape=a.counts.shape)
        more = WordCounts(a.words, a.documents, a.counts + extra, a.passages)
        result = compare_counts(more, b, background=more.merge(b), permutations=399, seed=1)
        found.append(result.p_adjusted[result.words.index("w150")] <= 0.05)
    assert np.mean(found) > 0.9

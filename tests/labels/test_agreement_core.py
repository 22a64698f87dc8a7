"""Coefficients against published tables, nltk, and counting by hand."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask
from numpy.typing import NDArray

from stance.labels.agreement_core import (
    Sums,
    ac1,
    alpha,
    leave_one_out,
    macro,
    raw,
    specific,
    sums_by_document,
    total,
)

KRIPPENDORFF_C = ("123321412---", "1233224125-3", "-3332342251-", "12332441251-")


def counts_of(*coders: str) -> NDArray[np.float64]:
    """How many coders gave each label; '-' is missing."""
    names = sorted(set("".join(coders)) - {"-"})
    return np.array([[unit.count(x) for x in names] for unit in zip(*coders, strict=True)], dtype=np.float64)


def sums_of(counts: NDArray[np.float64]) -> Sums:
    return total(sums_by_document(counts, np.arange(len(counts))))


@pytest.mark.parametrize(
    ("coders", "published"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (KRIPPENDORFF_C, 0.743),
    ],
)
def test_alpha_of_krippendorffs_three_examples(coders: tuple[str, ...], published: float) -> None:
    # Krippendorff (2011), Computing Krippendorff's alpha-reliability, sections A, B and C.
    assert float(alpha(sums_of(counts_of(*coders)))) == pytest.approx(published, abs=5e-4)


def table(cells: list[list[int]]) -> NDArray[np.float64]:
    """Counts of units that two coders cross-classified."""
    rows = []
    for i, row in enumerate(cells):
        for j, n in enumerate(row):
            unit = np.zeros(len(cells))
            unit[i] += 1
            unit[j] += 1
            rows += [unit] * n
    return np.array(rows)


def test_abstractors_table_of_gwet() -> None:
    # Data set cont3x3abstractors of Gwet's R package irrCAC, with the values that its vignette prints.
    sums = sums_of(table([[13, 0, 0], [0, 20, 7], [0, 4, 56]]))
    assert float(ac1(sums)) == pytest.approx(0.8493305, abs=5e-8)
    assert float(alpha(sums)) == pytest.approx(0.7972585, abs=5e-8)
    assert float(raw(sums)) == pytest.approx(0.89, abs=1e-12)


def test_ac1_of_four_raters_with_missing_labels() -> None:
    # Data set cac.raw4raters of irrCAC (Gwet 2014, p. 120): AC1 = .77544, percent agreement .81818.
    sums = sums_of(counts_of(*KRIPPENDORFF_C))
    assert float(ac1(sums)) == pytest.approx(0.77544, abs=5e-6)
    assert float(raw(sums)) == pytest.approx(0.81818, abs=5e-6)


@pytest.mark.parametrize("seed", range(8))
def test_alpha_equals_nltk(seed: int) -> None:
    rng = np.random.default_rng(seed)
    codes = rng.integers(0, 4, (60, 4))
    codes[rng.random(codes.shape) < 0.3] = -1
    counts = (codes[:, :, None] == np.arange(4)).sum(axis=1).astype(np.float64)
    task = AnnotationTask(
        [(f"c{c}", f"u{u}", f"l{codes[u, c]}") for u in range(60) for c in range(4) if codes[u, c] >= 0]
    )
    assert float(alpha(sums_of(counts))) == pytest.approx(task.alpha(), abs=1e-12)


def test_every_measure_by_counting_pairs_of_coders() -> None:
    units = ["aab", "bb", "a", "abc", "cc", "ccb", "aa"]
    expected_raw, chosen, met = [], dict.fromkeys("abc", 0.0), dict.fromkeys("abc", 0.0)
    for unit in units:
        pairs = list(permutations(unit, 2))
        if pairs:
            expected_raw.append(sum(x == y for x, y in pairs) / len(pairs))
            for x, y in pairs:
                chosen[x] += 1 / len(pairs)
                met[x] += (x == y) / len(pairs)
    sums = sums_of(np.array([[u.count(x) for x in "abc"] for u in units], dtype=np.float64))
    expected = [met[x] / chosen[x] for x in "abc"]
    assert float(raw(sums)) == pytest.approx(np.mean(expected_raw))
    assert specific(sums) == pytest.approx(expected)
    assert float(macro(sums)) == pytest.approx(np.mean(expected))


def test_agreement_on_a_label_is_the_f1_of_one_coder_against_the_other() -> None:
    # a: 3 together, 1 + 3 apart, F1 = 6/10; b: 1 together, 1 + 3 apart, F1 = 2/6.
    sums = sums_of(counts_of("aaaabbbb", "aaababaa"))
    assert specific(sums) == pytest.approx([6 / 10, 2 / 6])


def test_undefined_is_nan_and_no_warning() -> None:
    one_label = sums_of(counts_of("aaa", "aaa"))
    assert np.isnan(alpha(one_label))
    assert np.isnan(ac1(one_label))
    assert float(raw(one_label)) == 1
    nobody_twice = sums_of(counts_of("a-b", "-a-"))
    assert all(np.isnan(f(nobody_twice)) for f in (alpha, ac1, raw, macro))


def test_leaving_out_a_document_is_computing_without_it() -> None:
    counts = counts_of(*KRIPPENDORFF_C)
    documents = np.arange(12) // 3
    left_out = alpha(leave_one_out(sums_by_document(counts, documents)))
    for document in range(4):
        kept = counts[documents != document]
        assert left_out[document] == pytest.approx(float(alpha(sums_of(kept))), abs=1e-12)

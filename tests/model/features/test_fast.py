"""When compiled loops are used, and that nobody can tell from the result."""

from __future__ import annotations

import numpy as np
import pytest

from stance.model.features import FeatureSettings, NgramFeatures, Scorer, fast


def test_small_work_loads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "_kernels", None)
    monkeypatch.setattr(fast, "_seen", 0)
    fast.prepare(1_000_000)
    assert fast.kernels() is None


def test_without_numba_numpy_does_all_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "_kernels", None)
    monkeypatch.setattr(fast, "_seen", 0)
    monkeypatch.setattr(fast, "_installed", lambda: False)
    fast.prepare(10**12)
    assert fast.kernels() is None


@pytest.mark.parametrize(
    ("kept", "size", "loaded"), [(True, 10**8, True), (False, 10**8, False), (False, 10**9, True)]
)
def test_compiling_must_pay(monkeypatch: pytest.MonkeyPatch, kept: bool, size: int, loaded: bool) -> None:
    calls: list[None] = []
    monkeypatch.setattr(fast, "_kernels", None)
    monkeypatch.setattr(fast, "_seen", 0)
    monkeypatch.setattr(fast, "_installed", lambda: True)
    monkeypatch.setattr(fast, "_kept", lambda: kept)
    monkeypatch.setattr(fast, "load", lambda: calls.append(None))
    fast.prepare(size)
    assert bool(calls) is loaded


def test_work_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[None] = []
    monkeypatch.setattr(fast, "_kernels", None)
    monkeypatch.setattr(fast, "_seen", 0)
    monkeypatch.setattr(fast, "_installed", lambda: True)
    monkeypatch.setattr(fast, "_kept", lambda: True)
    monkeypatch.setattr(fast, "load", lambda: calls.append(None))
    for _ in range(40):
        fast.prepare(1_000_000)
        if calls:
            break
    assert fast._seen == 30_000_000


@pytest.mark.slow
def test_same_bits_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    random = np.random.default_rng(3)
    words = [
        "law",
        "Police",
        "prévention",
        "köln",
        "COURTS",
        "a",
        "ΣΟΦΟΣ",
        "institutionalisation",
        "x" * 40,
        "--",
    ]
    texts = [" ".join(random.choice(words, size=random.integers(0, 60))) for _ in range(300)]
    results = []
    for use in (False, True):
        monkeypatch.setattr(fast, "_kernels", None)
        if use:
            fast.load()
        features = NgramFeatures(FeatureSettings())
        matrix = features.fit_transform(texts)
        coefficients = np.random.default_rng(4).normal(size=(features.n_features, 7))
        values = [
            Scorer(features, coefficients[:, :n_labels], np.zeros(n_labels)).decision(texts)
            for n_labels in (1, 2, 3, 4, 5, 7)
        ]
        results.append((features.word_terms, features.character_terms, matrix, values))
    (words_a, characters_a, matrix_a, values_a), (words_b, characters_b, matrix_b, values_b) = results
    assert (words_a, characters_a) == (words_b, characters_b)
    assert (matrix_a != matrix_b).nnz == 0
    for numpy_only, compiled in zip(values_a, values_b, strict=True):
        np.testing.assert_array_equal(numpy_only, compiled)


@pytest.mark.parametrize(
    ("word", "character", "effort"), [((1, 2), None, 1), (None, (3, 5), 4), ((1, 1), (2, 3), 5)]
)
def test_character_ngrams_are_more_work(
    monkeypatch: pytest.MonkeyPatch,
    word: tuple[int, int] | None,
    character: tuple[int, int] | None,
    effort: int,
) -> None:
    features = NgramFeatures(FeatureSettings(word, character, min_df=1)).fit(["law and order"])
    monkeypatch.setattr(fast, "_kernels", None)
    monkeypatch.setattr(fast, "_seen", 0)
    features.transform(["a law", "an army"])
    assert fast._seen == 12 * effort

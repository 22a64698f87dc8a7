from __future__ import annotations

import random

import numpy as np
import pytest

from stance.documents.duplicates import find_duplicates
from stance.errors import StanceError

LAW = "No person shall be held to answer for a crime unless on an indictment of a grand jury of the district"


def _jaccard(first: str, second: str) -> float:
    def shingles(text: str) -> set[tuple[str, ...]]:
        words = text.lower().split()
        return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}

    a, b = shingles(first), shingles(second)
    return len(a & b) / len(a | b)


def test_exact_and_near() -> None:
    found = find_duplicates([LAW, "Something else.", f"{LAW} today", LAW.upper() + "!", "Something else"])
    assert found.codes.tolist() == [0, 1, 0, 0, 1]
    assert found.first.tolist() == [0, 1, 0, 0, 1]
    assert found.exact.tolist() == [False, False, False, True, True]
    assert found.repeated.tolist() == [False, False, True, True, True]
    assert str(found) == (
        "5 texts: 2 exact and 1 near duplicates of earlier ones (Jaccard of 3-word shingles at least 0.8)"
    )
    assert found.to_dict()["clusters"] == [[0, 2, 3], [1, 4]]
    assert found.to_frame()["cluster"].tolist() == [0, 1, 0, 0, 1]


def test_as_all_pairs_say() -> None:
    """Connected components over all pairs, by brute force."""
    rng = random.Random(7)
    words = [f"w{i}" for i in range(300)]
    base = [[rng.choice(words) for _ in range(60)] for _ in range(60)]
    texts = [" ".join(x) for x in base]
    for x in base:
        changed = list(x)
        for _ in range(rng.randrange(8)):
            changed[rng.randrange(60)] = rng.choice(words)
        texts.append(" ".join(changed))
    cluster = list(range(len(texts)))
    for i in range(len(texts)):
        for j in range(i):
            if _jaccard(texts[i], texts[j]) >= 0.8:
                old, new = cluster[i], cluster[j]
                cluster = [new if c == old else c for c in cluster]
    found = find_duplicates(texts).codes
    same = np.equal.outer(found, found)
    assert (same == np.equal.outer(np.array(cluster), np.array(cluster))).all()
    assert 20 < same.sum() - len(texts) < 120


def test_a_chain_is_one_cluster() -> None:
    words = [f"w{i}" for i in range(60)]
    texts = [" ".join(words[i : i + 50]) for i in (0, 5, 10)]
    assert _jaccard(texts[0], texts[1]) > 0.8 > _jaccard(texts[0], texts[2])
    assert find_duplicates(texts).codes.tolist() == [0, 0, 0]


@pytest.mark.parametrize("threshold", [0.3, 0.5, 1.0])
def test_thresholds(threshold: float) -> None:
    words = [f"w{i}" for i in range(40)]
    texts = [" ".join(words), " ".join([*words[:20], *(f"v{i}" for i in range(20))]), " ".join(words)]
    expected = [0, 0, 0] if _jaccard(texts[0], texts[1]) >= threshold else [0, 1, 0]
    assert find_duplicates(texts, threshold).codes.tolist() == expected


def test_short_and_empty_texts() -> None:
    found = find_duplicates(["", "...", "Thank you.", "thank you", "Thank them.", "?", ""])
    assert found.codes.tolist() == [0, 1, 2, 2, 3, 4, 0]
    assert find_duplicates([]).codes.tolist() == []


def test_the_same_texts_give_the_same_codes() -> None:
    rng = random.Random(3)
    texts = [" ".join(rng.choice("abcdefghij") for _ in range(12)) for _ in range(300)]
    first, second = find_duplicates(texts, 0.5), find_duplicates(list(texts), 0.5)
    assert (first.codes == second.codes).all()
    assert (first.first <= np.arange(300)).all()


@pytest.mark.parametrize("threshold", [0, -0.1, 1.01])
def test_threshold_is_checked(threshold: float) -> None:
    with pytest.raises(StanceError, match=f"'threshold' must be above 0 and at most 1; got {threshold}"):
        find_duplicates(["a"], threshold)

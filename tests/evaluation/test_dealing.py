"""Dealing groups to folds."""

from __future__ import annotations

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from stance.evaluation.dealing import deal


def _nested(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(150), rng.integers(1, 9, size=150))
    lean = rng.dirichlet([0.7, 0.4, 0.2], size=150)
    labels = np.array([rng.choice(3, p=lean[g]) for g in group])
    return labels, group


def _imbalance(labels: np.ndarray, fold: np.ndarray) -> float:
    shares = [np.bincount(labels[fold == k], minlength=3) / (fold == k).sum() for k in range(5)]
    return float(np.abs(np.array(shares) - np.bincount(labels) / len(labels)).max())


def test_groups_stay_whole() -> None:
    labels, group = _nested()
    fold = deal(labels, group, 5, seed=0)
    assert all(len(set(fold[group == g])) == 1 for g in range(150))


def test_folds_are_as_even_as_scikit_learns() -> None:
    labels, group = _nested()
    fold = deal(labels, group, 5, seed=0)
    theirs = np.empty(len(labels), dtype=int)
    splitter = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    for k, (_, test) in enumerate(splitter.split(labels, labels, group)):
        theirs[test] = k
    assert _imbalance(labels, fold) <= _imbalance(labels, theirs) + 0.01
    assert np.ptp(np.bincount(fold)) <= 8


def test_single_rows_are_dealt_label_by_label() -> None:
    labels = np.repeat([0, 1], [50, 25])
    fold = deal(labels, np.arange(75), 5, seed=3)
    assert [np.bincount(labels[fold == k]).tolist() for k in range(5)] == [[10, 5]] * 5


def test_neither_the_order_of_rows_nor_the_numbering_of_labels_matters() -> None:
    labels, group = _nested(1)
    fold = deal(labels, group, 5, seed=0)
    order = np.random.default_rng(0).permutation(len(labels))
    assert (deal(labels[order], group[order], 5, seed=0) == fold[order]).all()
    assert (deal(2 - labels, group, 5, seed=0) == fold).all()


def test_another_seed_deals_otherwise() -> None:
    labels, group = _nested()
    assert (deal(labels, group, 5, seed=0) != deal(labels, group, 5, seed=1)).any()

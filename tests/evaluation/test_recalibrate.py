"""Calibration that is judged on folds that it was not fitted on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from stance.errors import StanceError
from stance.evaluation.baselines import Majority
from stance.evaluation.evaluate import evaluate, evaluate_on
from stance.evaluation.recalibrate import cross_calibrated, recalibrate
from stance.model.calibration import fit_calibration


def _overconfident(n: int = 1200) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    logits = rng.normal(scale=4, size=(n, 3))
    p = np.exp(logits / 3) / np.exp(logits / 3).sum(axis=1, keepdims=True)
    truth = (p.cumsum(axis=1) < rng.random((n, 1))).sum(axis=1)
    return np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True), truth


def test_each_fold_is_calibrated_by_the_others() -> None:
    p, truth = _overconfident()
    fold = np.arange(1200) % 4
    found = cross_calibrated(p, truth, fold)
    for k in range(4):
        own = fold == k
        np.testing.assert_array_equal(found[own], fit_calibration(p[~own], truth[~own]).apply(p[own]))


def test_a_model_that_misstates_its_sureness_is_mended(corpus: Any, bag: Any) -> None:
    found = recalibrate(evaluate(corpus(90), bag), "temperature")
    before, after = found.scores_before.overall, found.scores_after.overall
    assert after["log_loss"].estimate < before["log_loss"].estimate
    assert after["macro_f1"].estimate == before["macro_f1"].estimate  # a temperature moves no argmax
    assert list(found.after.overconfidence) == ["all", "East Wire", "North Post", "South Herald"]
    assert str(found).startswith("temperature: slope ")
    assert set(found.to_dict()) == {"kind", "calibrator", "before", "after"}


def test_any_column_can_group_the_curves(corpus: Any, bag: Any) -> None:
    found = recalibrate(evaluate(corpus(), bag), by="source_type")
    assert list(found.after.overconfidence) == ["all", "paper", "wire"]


def test_a_model_without_probabilities_is_refused(corpus: Any) -> None:
    with pytest.raises(StanceError, match="Calibration must have probabilities; 'model' gives none"):
        recalibrate(evaluate(corpus(), Majority))


def test_one_fold_is_not_enough(corpus: Any, bag: Any) -> None:
    found = evaluate_on(corpus(20), corpus(20, seed=1), bag)
    with pytest.raises(StanceError, match="at least two folds"):
        recalibrate(found)

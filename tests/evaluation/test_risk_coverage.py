"""The risk-coverage curve."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from stance.errors import StanceError
from stance.evaluation.baselines import Majority
from stance.evaluation.evaluate import evaluate
from stance.evaluation.intervals import ratio
from stance.evaluation.result import Evaluation
from stance.evaluation.risk_coverage import curve, risk_coverage


def test_each_point_is_the_error_of_what_is_kept() -> None:
    rng = np.random.default_rng(0)
    p = rng.uniform(0.5, 1, 400)
    truth = (rng.random(400) > p).astype(np.int64)
    documents = np.arange(400) // 4
    points = curve(np.stack([p, 1 - p], axis=1), truth, documents)
    assert [kept for kept, _, _ in points] == pytest.approx(np.arange(1, 21) / 20)
    for kept, threshold, risk in points:
        rows = p >= threshold
        assert kept == rows.mean()
        errors = np.bincount(documents[rows], weights=truth[rows], minlength=100)
        sizes = np.bincount(documents[rows], minlength=100)
        assert risk == ratio(errors, sizes, n_passages=int(rows.sum()))


def test_equal_probabilities_are_kept_together() -> None:
    p = np.tile([0.8, 0.2], (50, 1))
    points = curve(p, np.zeros(50, dtype=np.int64), np.arange(50))
    assert [(kept, threshold) for kept, threshold, _ in points] == [(1.0, 0.8)]


def test_an_evaluated_model_gets_its_curve_and_threshold(evaluation: Evaluation) -> None:
    found = risk_coverage(evaluation, error=0.4)
    last = found.points[-1][2].estimate
    assert last == pytest.approx(1 - evaluation.scores["model"].overall["accuracy"].estimate)
    assert found.abstention.error == 0.4
    assert len(found.to_frame()) == len(found.points)
    assert json.dumps(found.to_dict(), allow_nan=False)
    assert str(found).splitlines()[-1] == str(found.abstention)


def test_a_model_without_probabilities_is_refused(corpus: Any) -> None:
    with pytest.raises(StanceError, match="Abstention must have probabilities; 'model' gives none"):
        risk_coverage(evaluate(corpus(), Majority))

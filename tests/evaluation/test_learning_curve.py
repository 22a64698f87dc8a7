"""The learning curve and the label budget."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from stance.errors import StanceError
from stance.evaluation.evaluate import evaluate
from stance.evaluation.learning_curve import learning_curve, power_law


def test_all_labels_give_the_cross_validated_score(corpus: Any, bag: Any) -> None:
    found = learning_curve(corpus(), bag, shares=[0.3, 1.0])
    expected = evaluate(corpus(), bag).scores["model"].overall["macro_f1"]
    assert found.points[-1][1] == expected
    assert found.points[-1][0] == round(0.8 * len(corpus()))


def test_more_labels_help_and_points_rise(corpus: Any, bag: Any) -> None:
    found = learning_curve(corpus(120), bag)
    sizes = [n for n, _ in found.points]
    assert sizes == sorted(sizes)
    assert found.points[-1][1].estimate > found.points[0][1].estimate + 0.05
    assert json.dumps(found.to_dict(), allow_nan=False)
    assert len(found.to_frame()) == 6


@pytest.mark.parametrize("exponent", [0.3, 0.5, 1.2])
def test_a_power_law_is_found(exponent: float) -> None:
    sizes = [50, 100, 200, 400, 800]
    law = power_law(sizes, [0.85 - 1.5 * n**-exponent for n in sizes])
    assert law == pytest.approx((0.85, 1.5, exponent), rel=0.01)


def test_a_ceiling_is_never_above_one() -> None:
    law = power_law([100, 200, 400, 800], [0.1, 0.3, 0.5, 0.7])
    assert law is not None
    assert law[0] == 1


def test_no_law_where_scores_fall_or_points_are_few() -> None:
    assert power_law([100, 200, 400, 800], [0.8, 0.7, 0.6, 0.5]) is None
    assert power_law([100, 200], [0.5, 0.6]) is None


def test_the_budget_solves_the_law_and_is_not_stretched_too_far(corpus: Any, bag: Any) -> None:
    first, *_, last = [x.estimate for _, x in learning_curve(corpus(120), bag).points]
    middle = learning_curve(corpus(120), bag, target=(first + last) / 2)
    assert middle.law is not None
    assert middle.budget is not None
    ceiling, scale, exponent = middle.law
    assert ceiling - scale * middle.budget**-exponent == pytest.approx(middle.target, abs=0.01)
    assert middle.points[0][0] < middle.budget < middle.points[-1][0]
    high = learning_curve(corpus(120), bag, target=0.99)
    assert high.budget is None
    assert str(high).endswith("target 0.990: not within 4 times the labels at hand")


def test_targets_and_shares_must_be_shares(corpus: Any, bag: Any) -> None:
    with pytest.raises(StanceError, match="'target' must be between 0 and 1; got 80"):
        learning_curve(corpus(), bag, target=80)
    with pytest.raises(StanceError, match=r"'shares' must be above 0 and at most 1; got \[0, 1\]"):
        learning_curve(corpus(), bag, shares=[0, 1])


def test_a_share_that_leaves_one_label_is_refused(corpus: Any, bag: Any) -> None:
    frame = corpus(20)
    frame["label"] = np.where(frame["document_id"] == "d3", "rare", "common")
    frame.loc[frame["document_id"] == "d7", "label"] = "rare"
    with pytest.raises(StanceError, match="'shares' must leave at least two labels to train on"):
        learning_curve(frame, bag, shares=[0.05], folds=2)


def test_rewordings_train_where_their_passage_does(corpus: Any, bag: Any) -> None:
    table = corpus().assign(passage_id=[f"p{k}" for k in range(len(corpus()))])
    further = table[["passage_id"]].assign(text=[f"{text} said again" for text in table["text"]])
    found = learning_curve(table, bag, shares=[1.0], rewordings=further).points[0]
    expected = evaluate(table, bag, rewordings=further).scores["model"].overall["macro_f1"]
    assert found == (round(0.8 * len(table)), expected)

from __future__ import annotations

import pytest

from stance.errors import StanceError
from stance.framing.coverage import coverage
from stance.framing.simulate import Design


def test_error_is_that_of_a_share_of_replicates() -> None:
    made = coverage(Design(), "pcc", replicates=8, resamples=100, seed=1)
    assert made.replicates == 8
    assert made.error == pytest.approx((made.coverage * (1 - made.coverage) / 8) ** 0.5)
    assert made.grey == 1.0
    assert made.bias < -0.05
    assert made.to_dict()["method"] == "pcc"


def test_gold_labels_go_to_the_methods_that_need_them() -> None:
    assert coverage(Design(), "dsl", replicates=4, resamples=100).grey == 0.0


def test_batches_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = coverage(Design(), "dsl", replicates=5, resamples=100)
    monkeypatch.setattr("stance.framing.coverage._BATCH", 2)
    parts = coverage(Design(), "dsl", replicates=5, resamples=100)
    assert parts.bias == pytest.approx(whole.bias, abs=1e-12)
    assert parts.width == pytest.approx(whole.width, abs=1e-12)


def test_refuses_no_replicates() -> None:
    with pytest.raises(StanceError, match="'replicates' must be at least 1; got 0"):
        coverage(Design(), "pcc", replicates=0)

from __future__ import annotations

import pytest

from stance.errors import StanceError
from stance.framing.coverage import coverage
from stance.framing.simulate import Design


def test_the_error_bar_is_wilsons() -> None:
    made = coverage(Design(), "pcc", replicates=8, resamples=100, seed=1)
    assert made.replicates == 8
    assert made.coverage == 0.0
    # z**2 / (8 + z**2) with z = 1.96.
    assert (made.low, made.high) == pytest.approx((0.0, 1.96**2 / (8 + 1.96**2)), abs=1e-4)
    assert made.grey == 1.0
    assert made.bias < -0.05
    assert made.to_dict()["method"] == "pcc"


def test_passages_taken_for_documents_make_intervals_too_short() -> None:
    honest = coverage(Design(), "pcc", replicates=6, resamples=200)
    wrong = coverage(Design(), "pcc", clustered=False, replicates=6, resamples=200)
    assert wrong.bias == pytest.approx(honest.bias, abs=1e-12)
    assert wrong.width < 0.8 * honest.width


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

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from stance.errors import StanceError
from stance.evaluation.intervals import Estimate
from stance.report import experiment
from stance.report.experiment import Experiment, plain


@dataclass(frozen=True)
class _Share:
    estimate: float = 1 / 3


def test_of_an_estimate_stays_what_a_reader_needs() -> None:
    value = Estimate(1 / 3, 0.25, float("nan"), 0.95, "bootstrap", "none", 40, 97)
    kept = {"estimate": 0.333333, "low": 0.25, "high": None, "n_documents": 40, "n_passages": 97}
    assert plain({"a": value}) == {"a": kept}
    assert plain(value.to_dict()) == kept
    assert plain(_Share()) == {"estimate": 0.333333}


def test_values_of_numpy_become_plain() -> None:
    found = plain({"a": np.float64(1234567.8), "b": np.int64(3), "c": np.inf, "d": True})
    assert found == {"a": 1234570.0, "b": 3, "c": None, "d": True}
    assert type(found["b"]) is int


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(StanceError, match="must be a number or a text; got set"):
        plain({"a": {1, 2}})


def test_what_needs_an_extra_can_not_run_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(experiment, "find_spec", lambda module: None if module == "torch" else module)
    assert Experiment(Path("experiments/09-a"), {}).absent() == ""
    needing = Experiment(Path("experiments/09-a"), {"extra": "embeddings"})
    assert needing.absent() == "needs the extra 'embeddings', which is not installed"
    with pytest.raises(StanceError, match=r"'extra' must be one of .*; got 'all'"):
        Experiment(Path("experiments/09-a"), {"extra": "all"}).absent()

"""Agreement over the order of coding."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from scipy.stats import binomtest

from stance.errors import StanceError
from stance.labels.coefficient import RAW, Coefficient
from stance.labels.drift import _difference, drift


def labels_of(first: str, second: str) -> pd.DataFrame:
    rows = [
        (u, coder, x)
        for u, pair in enumerate(zip(first, second, strict=True))
        for coder, x in zip("AB", pair, strict=True)
    ]
    return pd.DataFrame(rows, columns=["passage_id", "coder", "label"])


LABELS = labels_of("ab" * 30, "ab" * 10 + "aa" * 10 + "aa" * 10)


def test_windows_follow_the_rows() -> None:
    found = drift(LABELS, windows=3)
    raw = [x for x in found.windows if x.measure == RAW]
    assert [x.of for x in raw] == ["1 to 20", "21 to 40", "41 to 60"]
    assert [x.estimate for x in raw] == [1.0, 0.5, 0.5]
    assert found.change == -0.5
    assert found.low is not None
    assert found.high is not None
    assert found.low < -0.5 < found.high < 0


def test_unlabelled_passages_do_not_fill_windows() -> None:
    only_one = pd.DataFrame([(100 + u, "A", "a") for u in range(9)], columns=LABELS.columns)
    assert drift(pd.concat([only_one, LABELS]), windows=2).windows[0].of == "1 to 30"


def test_difference_of_newcombe() -> None:
    # Newcombe (1998), table II, method 10: 56/70 against 48/80, from .0524 to .3339.
    def share(k: int, n: int) -> Coefficient:
        wilson = binomtest(k, n).proportion_ci(method="wilson")
        return Coefficient(RAW, "", k / n, wilson.low, wilson.high, n, n)

    change, low, high = _difference(share(48, 80), share(56, 70))
    assert change == pytest.approx(0.2)
    assert low == pytest.approx(0.0524, abs=5e-5)
    assert high == pytest.approx(0.3339, abs=5e-5)


def test_few_documents_give_no_interval() -> None:
    passages = pd.DataFrame({"passage_id": range(60), "document_id": [u // 20 for u in range(60)]})
    found = drift(LABELS, passages, windows=3)
    assert (found.low, found.high) == (None, None)
    assert "(no interval)" in str(found)


@pytest.mark.parametrize("windows", [1, 31])
def test_windows_are_checked(windows: int) -> None:
    with pytest.raises(StanceError, match="'windows' must be at least 2 and at most half of the 60 passages"):
        drift(LABELS, windows=windows)


def test_outputs() -> None:
    found = drift(LABELS, windows=3)
    assert len(found.to_frame()) == 6
    assert json.loads(json.dumps(found.to_dict()))["change"] == -0.5
    assert str(found).splitlines()[1] == RAW

"""What every figure says of itself."""

from __future__ import annotations

import pytest

from stance.report.notes import UNCORRECTED, correction, intervals, uncorrected


def test_the_warning_says_it_plainly() -> None:
    assert UNCORRECTED == "Uncorrected: shares of predicted labels, not corrected for classifier error."
    assert correction(["CC", "PCC, uncorrected"]) == UNCORRECTED


def test_mixed_methods_are_named() -> None:
    assert correction(["PPI++", "PCC, uncorrected"]).startswith(
        "Partly uncorrected (PCC): shares of predicted"
    )


@pytest.mark.parametrize("method", ["PACC", "SLD", "ACC", "DSL", "PPI++", ""])
def test_corrected_shares_carry_no_warning(method: str) -> None:
    assert not uncorrected(method)
    assert correction([method]) == ""


def test_levels_are_printed_as_given() -> None:
    assert intervals(0.995) == "99.5 % intervals over documents"

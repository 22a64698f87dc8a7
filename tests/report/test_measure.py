"""What a cell's number is."""

from __future__ import annotations

import pandas as pd
from matplotlib.colors import to_hex

from stance.codebook import Codebook
from stance.report.measure import measure
from stance.report.style import NEGATIVE, POSITIVE


def table(*values: float) -> pd.DataFrame:
    return pd.DataFrame({"estimate": values, "reason": ""})


def test_positions_have_their_sign_and_the_poles_colours(codebook: Codebook) -> None:
    said = measure(table(0.7, -0.2), None, codebook)
    assert [said.text(x) for x in (0.7, -0.204, -0.001)] == ["+0.70", "−0.20", "0.00"]
    assert [to_hex(said.colour(x)) for x in (-1, 1, -7)] == [NEGATIVE, POSITIVE, NEGATIVE]
    assert (said.low_end, said.high_end) == ("−1 storm", "+1 calm")


def test_small_positions_use_the_whole_of_the_colours(codebook: Codebook) -> None:
    said = measure(table(0.3, -0.2), None, codebook)
    assert (said.low, said.high, said.high_end) == (-0.5, 0.5, "+0.5 calm")


def test_shares_are_percentages_up_to_the_next_ten(codebook: Codebook) -> None:
    said = measure(table(0.31, 0.02), "calm", codebook)
    assert said.text(0.314) == "31 %"
    assert (said.low, said.high) == (0.0, 0.4)
    assert to_hex(said.colour(0.4)) == POSITIVE
    assert said.title == "Share of “calm”"
    assert measure(table(0.9), "calm", codebook).high == 1.0


def test_a_label_outside_the_codebook_still_has_a_colour(codebook: Codebook) -> None:
    assert measure(table(0.9), "hail", codebook).title == "Share of “hail”"

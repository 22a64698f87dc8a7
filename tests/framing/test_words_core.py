from __future__ import annotations

import numpy as np
import pytest

from stance.errors import StanceError
from stance.framing.words_core import informative_prior, log_odds


def test_log_odds_by_hand() -> None:
    # ya + a = 8, na + a0 - 8 = 16 + 4 - 8 = 12; yb + a = 2, nb + a0 - 2 = 8 + 4 - 2 = 10.
    result = log_odds([6, 10], [0, 8], prior=[2, 2])
    assert result.delta[0] == pytest.approx(np.log((8 / 12) / (2 / 10)), abs=1e-15)
    assert result.variance[0] == pytest.approx(1 / 8 + 1 / 2, abs=1e-15)
    assert result.z[0] == pytest.approx(np.log(10 / 3) / np.sqrt(5 / 8), abs=1e-14)


def test_published_example_of_another_implementation() -> None:
    """The README of jmhessel/FightingWords, prior .05 for each of eleven words."""
    words = ["brown", "donkey", "fox", "jumps", "lazier", "lazy", "over", "pig", "purple", "quick", "the"]
    fox, donkey = (
        "the quick brown fox jumps over the lazy pig",
        "the lazy purple pig jumps over the lazier donkey",
    )
    counts = [[text.split().count(word) for word in words] for text in (fox, donkey)]
    z = dict(zip(words, log_odds(counts[0], counts[1], prior=[0.05] * 11).z, strict=True))
    for word in ("brown", "fox", "quick"):
        assert z[word] == pytest.approx(0.6894227886807968, abs=1e-12)
    for word in ("donkey", "lazier", "purple"):
        assert z[word] == pytest.approx(-0.6894227886807968, abs=1e-12)
    for word in ("jumps", "lazy", "over", "pig", "the"):
        assert z[word] == 0.0


def test_totals_let_some_words_stand_for_all() -> None:
    a, b, prior = [30, 10, 60], [10, 30, 60], [1.0, 1.0, 2.0]
    whole = log_odds(a, b, prior)
    some = log_odds(a[:1], b[:1], prior[:1], totals=(100, 100, 4.0))
    assert some.z[0] == whole.z[0]


def test_rows_are_compared_one_by_one() -> None:
    a, b = np.array([[3, 1], [0, 2]]), np.array([[1, 1], [2, 0]])
    both = log_odds(a, b, [1, 1])
    for row in range(2):
        assert both.z[row].tolist() == log_odds(a[row], b[row], [1, 1]).z.tolist()


def test_informative_prior_is_the_background_in_small() -> None:
    assert informative_prior([90, 9, 1], strength=500).tolist() == [450.0, 45.0, 5.0]


@pytest.mark.parametrize("strength", [0.0, -1.0, float("nan"), float("inf")])
def test_refuses_a_prior_that_is_worth_nothing(strength: float) -> None:
    with pytest.raises(StanceError, match="'strength' must be above 0"):
        informative_prior([1, 2], strength)


@pytest.mark.parametrize("background", [[0, 0], [1, -1], [[1, 2]], [1, float("nan")]])
def test_refuses_a_background_that_is_none(background: list[float]) -> None:
    with pytest.raises(StanceError, match="'background' must hold counts"):
        informative_prior(background, 10)


def test_refuses_words_that_do_not_match() -> None:
    with pytest.raises(StanceError, match=r"shapes \(2,\), \(3,\) and \(2,\)"):
        log_odds([1, 2], [1, 2, 3], [1, 1])
    with pytest.raises(StanceError, match="'prior' must be above 0 for every word"):
        log_odds([1, 2], [1, 2], [1, 0])

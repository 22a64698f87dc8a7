from __future__ import annotations

import pytest

from stance.framing.speakers import Report
from stance.framing.speakers_names import Speakers

TEXT = (
    "Northland President Rosa M. Vega met Harbour Secretary Juan de la Cruz Paz. "
    "Vega spoke first. Northland's New Pier opened. Minister Ito wept."
)


@pytest.mark.parametrize(
    ("written", "kind", "speaker"),
    [
        ("Vega", "name", "Rosa M. Vega"),
        ("President Vega", "name", "Rosa M. Vega"),
        ("Cruz Paz", "name", "Juan de la Cruz Paz"),
        ("Secretary Cruz Paz", "name", "Juan de la Cruz Paz"),
        ("Minister Ito", "name", "Ito"),
        ("The United Piers", "name", "United Piers"),
        ("the president", "role", "Rosa M. Vega"),
        ("The Secretary’s", "role", "Juan de la Cruz Paz"),
        ("a president", "role", "president"),
        ("the announcement", "role", "announcement"),
        ("A DNA report", "role", "DNA report"),
        ("Experts", "role", "experts"),
        ("Experts in the capital", "role", "experts in the capital"),
        ("US officials", "role", "US officials"),
    ],
)
def test_one_name_for_one_speaker(written: str, kind: str, speaker: str) -> None:
    assert Speakers(TEXT).resolve(Report(written, kind, False), len(TEXT)) == speaker


def test_a_name_that_came_alone_first_stays_alone() -> None:
    text = "Northland opened a pier. Later, New Northland opened one too."
    assert Speakers(text).resolve(Report("Northland", "name", False), 40) == "Northland"


def test_a_portfolio_is_no_part_of_the_name() -> None:
    text = "Northland Secretary of State Rosa Vega met Minister of Foreign Affairs Juan Paz. Vega left."
    assert Speakers(text).resolve(Report("Vega", "name", False), 99) == "Rosa Vega"
    assert Speakers(text).resolve(Report("The secretary", "role", False), 99) == "Rosa Vega"
    assert Speakers(text).resolve(Report("Minister Paz", "name", False), 99) == "Juan Paz"


def test_short_and_long_titles_are_one() -> None:
    text = "Gov. Rosa Vega left. The governor spoke."
    assert Speakers(text).resolve(Report("The governor", "role", False), 20) == "Rosa Vega"


def test_a_pronoun_is_the_last_speaker() -> None:
    speakers = Speakers(TEXT)
    assert speakers.resolve(Report("she", "pronoun", False), 0) is None
    assert (
        Speakers(TEXT).resolve(Report("he", "pronoun", False), 80) == "Juan de la Cruz Paz"
    )  # the last title
    assert Speakers(TEXT).resolve(Report("it", "pronoun", False), 80) is None
    speakers.resolve(Report("Vega", "name", False), 80)
    assert speakers.resolve(Report("she", "pronoun", False), 90) == "Rosa M. Vega"


def test_a_title_is_the_one_who_held_it_last_before() -> None:
    text = "President Rosa Vega left. President Juan Paz came. The president spoke."
    assert Speakers(text).resolve(Report("the president", "role", False), 25) == "Rosa Vega"
    assert Speakers(text).resolve(Report("the president", "role", False), 60) == "Juan Paz"

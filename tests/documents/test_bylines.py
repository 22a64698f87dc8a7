from __future__ import annotations

import pytest

from stance.documents.bylines import parse_byline


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("CAPITAL / 16 AUG 2018 BY A. B. WRITER EN", "A. B. WRITER", "2018-08-16"),
        ("By Jane Doe, May 3, 2017", "Jane Doe", "2017-05-03"),
        ("By Jane Doe | May 3, 2017 | 10:32 AM EST", "Jane Doe", "2017-05-03"),
        ("By: Jane Doe", "Jane Doe", None),
        ("By Jane Doe, John Roe and Juan de la Cruz", "Jane Doe, John Roe and Juan de la Cruz", None),
        ("By Jane Doe, Staff Writer", "Jane Doe", None),
        ("Por Juan Pérez, 3 de mayo de 2017", "Juan Pérez", "2017-05-03"),
        ("Posted on 2017-05-03 by Jane Doe", "Jane Doe", "2017-05-03"),
        ("CAPITAL, May 3, 2017 (Reuters)", None, "2017-05-03"),
        ("Published 3 May 2017", None, "2017-05-03"),
        ("Updated 4 May 2017", None, None),
        ("3 May 2017", None, "2017-05-03"),
        # Who it is, a person or a place, is not stated.
        ("Jane Doe, 3 May 2017", None, "2017-05-03"),
    ],
)
def test_bylines(line: str, author: str | None, date: str | None) -> None:
    byline = parse_byline(line)
    assert byline is not None
    assert (byline.author, byline.date) == (author, date)


@pytest.mark.parametrize(
    "line",
    [
        "By 2017, the plan had failed.",
        "By Land and Sea",
        "By the President of the Republic",
        "The treaty was signed on May 3, 2017",
        "May 3, 2017: The army arrives",
        "A speech to employees, May 3, 2017.",
        "In the Capital, 3 May 2017",
        "By " + "Jane Doe " * 40,
        "",
    ],
)
def test_no_bylines(line: str) -> None:
    assert parse_byline(line) is None

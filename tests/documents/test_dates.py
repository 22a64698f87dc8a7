from __future__ import annotations

import pytest

from stance.documents.dates import find_date, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("16 AUG 2018", "2018-08-16"),
        ("May 3, 2017", "2017-05-03"),
        ("Sept. 3, 2017", "2017-09-03"),
        ("3rd of May", None),
        ("Thursday, 3 May 2017", "2017-05-03"),
        ("3 de mayo de 2017", "2017-05-03"),
        ("2017-05-03T10:00:00Z", "2017-05-03"),
        ("2017-05", "2017-05"),
        ("May 2017", "2017-05"),
        ("2017", "2017"),
        ("13/05/2017", "2017-05-13"),
        ("05/13/2017", "2017-05-13"),
        ("04/04/2017", "2017-04-04"),
        ("03/04/2017", None),
        ("13.05.2017", "2017-05-13"),
        ("2017-13-01", None),
        ("2017-13", None),
        ("31 June 2017", None),
        ("May 3, 2017 and later", None),
        ("", None),
        ("20170503", None),
    ],
)
def test_parse_date(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso


def test_find_date_says_where() -> None:
    assert find_date("Signed on May 3, 2017, in the capital.") == (10, 21, "2017-05-03")
    assert find_date("In 2017 nothing happened.") is None
    assert find_date("Maybe 3, 2017") is None

from __future__ import annotations

import re

from stance.documents import page_language
from stance.documents.page_language import LANGUAGE, any_of, whole_line


def test_every_reason_of_the_table_has_its_name() -> None:
    names = {
        value for name, value in vars(page_language).items() if name.isupper() and isinstance(value, str)
    }
    assert set(LANGUAGE) == names


def test_every_pattern_is_one() -> None:
    for said in LANGUAGE.values():
        for patterns in said.values():
            for pattern in patterns:
                if isinstance(pattern, str):
                    re.compile(pattern)


def test_whole_line() -> None:
    assert whole_line(["a", "b"]).fullmatch("** B! **")
    assert not whole_line(["a", "b"]).fullmatch("a b")
    assert any_of(["a"]) == "(?:a)"

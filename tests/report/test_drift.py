from __future__ import annotations

import pytest

from stance.errors import StanceError
from stance.report.drift import flat, moved


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (1, 1.05, False),
        (1, 1.2, True),
        ("a", "a", False),
        ("a", "b", True),
        (None, None, False),
        (None, 0.0, True),
        (True, 1, True),
        (0, "0", True),
    ],
)
def test_numbers_may_differ_within_tolerance_and_nothing_else_may(
    one: object, other: object, differ: bool
) -> None:
    assert bool(moved({"x": one}, {"x": other}, {"*": 0.1})) == differ


def test_without_a_pattern_numbers_must_be_equal() -> None:
    (found,) = moved({"x": 1.0, "y": 2}, {"x": 1.0 + 1e-9, "y": 2}, {"y": 5})
    assert (found.name, found.tolerance) == ("x", 0.0)


def test_the_last_pattern_counts() -> None:
    numbers = {"a": {"seconds": 1.0, "f1": 0.5}}, {"a": {"seconds": 9.0, "f1": 0.7}}
    assert [x.name for x in moved(*numbers, {"*": 0.1, "*.seconds": float("inf")})] == ["a.f1"]
    assert [x.name for x in moved(*numbers, {"*.seconds": float("inf"), "*": 0.1})] == ["a.seconds", "a.f1"]


def test_what_only_one_side_has_has_moved() -> None:
    found = moved({"a": 1, "b": [1, 2]}, {"a": 1, "b": [1], "c": 3}, {"*": 9})
    assert [(x.name, x.expected, x.found) for x in found] == [("b.1", 2, "nothing"), ("c", "nothing", 3)]


def test_within_an_infinite_tolerance_anything_may_differ() -> None:
    endless = {"*": float("inf")}
    assert moved({"a": 1, "b": None}, {"a": "not installed", "b": 2.0, "c": "new"}, endless) == ()


@pytest.mark.parametrize("value", [-1, "much", True, float("nan")])
def test_a_tolerance_is_a_number_of_at_least_0(value: object) -> None:
    with pytest.raises(StanceError, match="A tolerance must be a number of at least 0"):
        moved({}, {}, {"*": value})


def test_flat_names_every_value() -> None:
    assert flat({"a": {"b": [{"c": 1}]}}) == {"a.b.0.c": 1}

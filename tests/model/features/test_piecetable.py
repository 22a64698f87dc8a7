"""Numbers of pieces against a dictionary."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.model.features.pieces import Pieces
from stance.model.features.piecetable import PieceTable
from stance.model.features.text import Texts

COLLIDING = ["aamagaabaaadiaa", "aaakaiaaaaeaaaf", "aaakadecaaeanaa", "aamafaaaaaadacj"]
PIECES = st.one_of(
    st.builds(lambda c, n: c * n, st.sampled_from("ab\x00é漢\ud800"), st.integers(1, 40)),
    st.text(st.sampled_from("ab\x00é漢"), max_size=18),
    st.sampled_from(COLLIDING),
)


def assert_like_dictionary(batches: list[list[str]]) -> None:
    table = PieceTable()
    numbers: dict[bytes, int] = {}
    for texts in batches:
        buffer = Texts.of(texts).pieces()
        pieces, _ = Pieces.of(buffer)
        strings = pieces.text(np.arange(len(pieces.keys)))
        assert table.find(buffer).ids.tolist() == [numbers.get(s, -1) for s in strings]
        ids = table.intern(buffer).ids.tolist()
        for string, number in zip(strings, ids, strict=True):
            assert numbers.setdefault(string, number) == number
        assert sorted(numbers.values()) == list(range(len(table)))
        assert all(table.texts[number] == string for string, number in numbers.items())
        assert table.find(buffer).ids.tolist() == ids


@pytest.mark.usefixtures("loops")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(PIECES, max_size=12).map(" ".join).map(lambda text: [text, "end"]), max_size=5))
def test_any_pieces(batches: list[list[str]]) -> None:
    assert_like_dictionary(batches)


@pytest.mark.usefixtures("loops")
def test_equal_digests_are_told_apart() -> None:
    pieces, _ = Pieces.of(Texts.of(COLLIDING).pieces())
    assert len(np.unique(pieces.keys)) == 2
    assert_like_dictionary([[COLLIDING[0]], COLLIDING, COLLIDING[::-1]])
    assert_like_dictionary([COLLIDING, COLLIDING])


@pytest.mark.parametrize("size", range(1, 50))
def test_every_length(size: int) -> None:
    texts = ["a" * size, "a" * (size - 1) + "b", "b" + "a" * (size - 1), "\x00" * size]
    assert_like_dictionary([texts, texts])

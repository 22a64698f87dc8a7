"""Numbers of 64-bit keys, also of keys made to collide."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.model.features import keytable
from stance.model.features.keytable import KeyTable

KEYS = st.lists(st.integers(0, 2**63), max_size=50)


@pytest.mark.usefixtures("loops")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(KEYS, max_size=6), KEYS)
def test_like_a_dictionary(batches: list[list[int]], asked: list[int]) -> None:
    table = KeyTable()
    numbers: dict[int, int] = {}
    for batch in batches:
        ids = table.intern(np.array(batch, dtype=np.uint64))
        assert ids.tolist() == [numbers.setdefault(key, len(numbers)) for key in batch]
    assert table.known().tolist() == list(numbers)
    assert table.find(np.array(asked, dtype=np.uint64)).tolist() == [numbers.get(key, -1) for key in asked]


def keys_for_one_slot(multiplier: int, n: int) -> np.ndarray:
    """Keys whose hash under a multiplier starts with the same 40 bits."""
    hashes = [(0x123456789A << 24) | i for i in range(n)]
    products = [h * pow(multiplier, -1, 2**64) % 2**64 for h in hashes]
    return np.array([p ^ (p >> 32) for p in products], dtype=np.uint64)


@pytest.mark.usefixtures("loops")
def test_keys_made_to_collide_change_the_multiplier() -> None:
    table = KeyTable()
    first = table.slots()[1]
    assert first == keytable._MULTIPLIERS[0]
    keys = keys_for_one_slot(int(first), 20_000)
    assert table.intern(keys).tolist() == list(range(20_000))
    assert table.slots()[1] != first
    assert table.find(keys[::-1]).tolist() == list(range(20_000))[::-1]


@pytest.mark.usefixtures("loops")
def test_keys_beside_their_equals_are_numbered_at_once() -> None:
    table = KeyTable()
    assert table.number(np.array([5, 5, 3, 9, 9], dtype=np.uint64)).tolist() == [0, 0, 1, 2, 2]
    assert table.number(np.array([1], dtype=np.uint64)).tolist() == [3]
    assert table.find(np.array([3, 5, 9, 1, 7], dtype=np.uint64)).tolist() == [1, 0, 2, 3, -1]

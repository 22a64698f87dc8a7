"""A table that is only read, and its sieve."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.model.features.frozentable import FrozenTable
from stance.model.features.keytable import KeyTable

KEYS = st.lists(st.integers(0, 2**63), unique=True, max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.usefixtures("loops")
@given(KEYS, KEYS)
def test_like_a_dictionary(known: list[int], asked: list[int]) -> None:
    table = KeyTable()
    table.number(np.array(known, dtype=np.uint64))
    frozen = FrozenTable(table, np.arange(7, 7 + len(known), dtype=np.int32))
    numbers = {key: 7 + i for i, key in enumerate(known)}
    every = known + asked
    assert len(frozen) == len(known)
    assert frozen.find(np.array(every, dtype=np.uint64)).tolist() == [numbers.get(key, -1) for key in every]


def test_an_empty_table_knows_nothing() -> None:
    frozen = FrozenTable(KeyTable(), np.zeros(0, dtype=np.int32))
    assert frozen.find(np.array([0, 1], dtype=np.uint64)).tolist() == [-1, -1]

"""Both ways of looping: over whole arrays, and compiled."""

from __future__ import annotations

import pytest

from stance.model.features import fast


@pytest.fixture(params=["numpy", pytest.param("compiled", marks=pytest.mark.slow)])
def loops(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with numpy's loops, and with those that numba compiles."""
    monkeypatch.setattr(fast, "_kernels", None)
    if request.param == "compiled":
        pytest.importorskip("numba")
        fast.load()
    return str(request.param)

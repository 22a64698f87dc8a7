"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real input that is kept outside the project."""
    path = ROOT.parent / "shared"
    if not (path / "seeds").is_dir():
        pytest.skip("needs ../shared, the real input that is kept outside the project")
    return path

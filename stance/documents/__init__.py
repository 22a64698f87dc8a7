"""Files in, passages out: read, clean, split into passages, find near-duplicates."""

from __future__ import annotations

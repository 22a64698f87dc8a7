"""What the page's script reads: one piece of JSON, packed so that ten thousand passages stay small."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any


def pack(value: Any) -> str:
    """JSON, compressed as zlib does and written in letters; a browser unpacks it without a library.

    The letters are those of base64: nothing in a text can end the element that holds them.

    Examples
    --------
    >>> unpack(pack({"text": "</script>"}))
    {'text': '</script>'}
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    # A lone surrogate is no character; a text that holds one must not stop the report.
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode("ascii")


def unpack(letters: str) -> Any:
    """What `pack` was given."""
    return json.loads(zlib.decompress(base64.b64decode(letters)))

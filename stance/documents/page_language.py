"""The common language of web pages, as the table `page_language.toml` has it, and the reasons it gives."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SHARE = "share buttons"
FEEDBACK = "invitation to comment"
APPEAL = "appeal for money or readers"
LICENCE = "licence notice"
RELATED = "related stories"
SEE_ALSO = "see also"
CAPTION = "caption or credit"
PLACEHOLDER = "placeholder of an image"
ADVERT = "advert"
NAVIGATION = "navigation"

LANGUAGE: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


def any_of(patterns: Iterable[str]) -> str:
    """One pattern for any of several.

    Examples
    --------
    >>> any_of(["a", "b c"])
    '(?:a|b c)'
    """
    return f"(?:{'|'.join(patterns)})"


def whole_line(patterns: Iterable[str]) -> re.Pattern[str]:
    """A pattern for a line that is one of several, with marks around it or not.

    Examples
    --------
    >>> bool(whole_line(["menu"]).fullmatch("* MENU *"))
    True
    """
    return re.compile(rf"[\W_]*{any_of(patterns)}[\W_]*", re.IGNORECASE)

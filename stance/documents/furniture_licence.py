"""Paragraphs that tell the reader how a page may be used."""

from __future__ import annotations

import re

from stance.documents.page_language import LANGUAGE, LICENCE

_LONGEST = 900
_ADDRESS = re.compile(
    r"\b(?:we|our|us|you|your|please|readers?|website"
    r"|this (?:article|work|story|report|publication|site|page))\b",
    re.IGNORECASE,
)


def is_licence(text: str) -> bool:
    """Whether a paragraph holds three terms of licences and speaks to the reader or of the page.

    Examples
    --------
    >>> is_licence("Readers may copy and distribute our work with attribution; no permission is needed.")
    True
    >>> is_licence("No record may be reproduced or distributed without permission of the court.")
    False
    """
    if len(text) > _LONGEST:
        return False
    low = text.lower()
    return (
        sum(any(term in low for term in terms) for terms in LANGUAGE[LICENCE]["terms"]) >= 3
        and _ADDRESS.search(low) is not None
    )

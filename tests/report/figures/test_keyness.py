"""The words that tell two sides apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from stance.codebook import Codebook
from stance.errors import StanceError
from stance.report.figures.keyness import keyness
from stance.report.style import NEGATIVE, POSITIVE

Drawn = Callable[[Axes], set[str]]


def words(**values: Any) -> dict[str, Any]:
    rows = [
        {"word": word, "z": z, "count_a": 9, "count_b": 2, "documents_a": 5, "documents_b": 1}
        for word, z in (("sun", 5.0), ("$blue$", 2.0), ("and", 0.0), ("hail", -4.0))
    ]
    counts = {"n_documents": [20, 30], "n_passages": [40, 50]}
    return {"a": "calm", "b": "storm", "null_z": 3.5, "words": rows} | counts | values


def test_each_side_has_its_words_and_colour(drawn: Drawn, codebook: Codebook) -> None:
    ax = keyness(words(), codebook=codebook)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["sun", r"\$blue\$", "hail"]
    bars = [bar for bar in ax.patches if isinstance(bar, Rectangle)][:3]
    assert [to_hex(bar.get_facecolor()) for bar in bars] == [POSITIVE, POSITIVE, NEGATIVE]
    assert [bar.get_width() for bar in bars] == [5.0, 2.0, -4.0]
    said = drawn(ax)
    assert {"9 : 2 in 5 : 1", "calm →", "← storm", "Words typical of calm and of storm"} <= said
    assert "(|z| < 3.5)" in "\n".join(said)


def test_without_a_null_it_says_so(drawn: Drawn) -> None:
    said = "\n".join(drawn(keyness(words(null_z=None))))
    assert "Too few documents to say what chance would give." in said


def test_no_word_is_refused() -> None:
    with pytest.raises(StanceError, match="at least one word to draw; got none"):
        keyness(words(words=[]))

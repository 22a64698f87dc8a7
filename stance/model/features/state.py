"""Terms and idf as plain arrays, and the way back with every claim checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from operator import lt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.model.features.block import Block
from stance.model.features.settings import FeatureSettings

Array = NDArray[Any]


def pack(block: Block) -> dict[str, Array]:
    """The terms as one run of UTF-8 bytes with offsets, and the idf.

    A lone surrogate, which strict UTF-8 has no bytes for, takes the three bytes of ``surrogatepass``.
    """
    encoded = [term.encode("utf-8", "surrogatepass") for term in block.terms]
    offsets = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(e) for e in encoded], out=offsets[1:])
    return {
        f"{block.kind}_terms": np.frombuffer(b"".join(encoded), dtype=np.uint8).copy(),
        f"{block.kind}_offsets": offsets,
        f"{block.kind}_idf": block.idf.copy(),
    }


def unpack(kind: str, settings: FeatureSettings, state: Mapping[str, Array]) -> Block:
    """Read a block back; what `pack` cannot have written is refused."""
    blob = _array(state, f"{kind}_terms", np.uint8)
    offsets = _array(state, f"{kind}_offsets", np.int64)
    idf = _array(state, f"{kind}_idf", np.float64)
    size = len(offsets) - 1
    if size < 1 or len(idf) != size:
        raise StanceError(
            f"'{kind}_offsets' must be one longer than '{kind}_idf', which holds at least 1; "
            f"got {len(offsets)} and {len(idf)}."
        )
    if settings.max_features is not None and size > settings.max_features:
        raise StanceError(f"'{kind}_idf' must hold at most {settings.max_features} terms; got {size}.")
    if offsets[0] != 0 or offsets[-1] != len(blob) or (offsets[1:] <= offsets[:-1]).any():
        raise StanceError(f"'{kind}_offsets' must rise from 0 to {len(blob)}, the length of '{kind}_terms'.")
    if not (np.isfinite(idf).all() and (idf > 0).all()):
        raise StanceError(f"'{kind}_idf' must be finite and positive; it is not.")
    terms = _decode(kind, blob, offsets)
    if not all(map(lt, terms, terms[1:])):
        a, b = next((a, b) for a, b in pairwise(terms) if a >= b)
        raise StanceError(f"'{kind}_terms' must be sorted and unique; got {a!r} before {b!r}.")
    if kind == "word":
        assert settings.word is not None
        _check_words(terms, settings.word[1])
    else:
        assert settings.character is not None
        _check_characters(terms, settings.character[1])
    return Block(kind, settings, terms, idf)


def _decode(kind: str, blob: NDArray[np.uint8], offsets: NDArray[np.int64]) -> list[str]:
    """Split the run of bytes, by way of a line break between terms; one inside a character is invalid."""
    if (blob == ord("\n")).any():
        raise StanceError(f"'{kind}_terms' must hold no line break; it does.")
    try:
        lines = np.insert(blob, offsets[1:-1], ord("\n")).tobytes().decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise StanceError(f"'{kind}_terms' must be valid UTF-8; {error.reason}.") from None
    return lines.split("\n")


def _check_words(terms: list[str], high: int) -> None:
    term, what = (r"\w\w++", "words") if high == 1 else (r"\w\w++(?: \w\w++)?+", "words and pairs of words")
    joined = "\n".join(terms)
    if joined != joined.lower() or not re.fullmatch(rf"(?:{term}\n)*+{term}", joined):
        wrong = next(t for t in terms if t != t.lower() or not re.fullmatch(term, t))
        raise StanceError(f"'word_terms' must hold {what}; got {wrong!r}.")


def _check_characters(terms: list[str], high: int) -> None:
    longest = max(terms, key=len)
    if len(longest) > high:
        raise StanceError(f"'character_terms' must have 1 to {high} characters; got {longest!r}.")


def _array(state: Mapping[str, Array], name: str, dtype: type[np.generic]) -> Array:
    if name not in state:
        raise StanceError(f"The features must hold the array {name!r}; it is missing.")
    array = state[name]
    if not isinstance(array, np.ndarray) or array.dtype != dtype or array.ndim != 1:
        found = f"{array.ndim}-d {array.dtype}" if isinstance(array, np.ndarray) else type(array).__name__
        raise StanceError(f"{name!r} must be a 1-d array of {np.dtype(dtype)}; got {found}.")
    return array

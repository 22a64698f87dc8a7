"""The lexicon baseline: count the seed phrases of each label."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.resources import resource


@dataclass(frozen=True)
class Lexicon:
    """Words and phrases that speak for each label; `*` ends a phrase where the word may go on.

    Examples
    --------
    >>> lexicon = Lexicon({"force": ("arrest*", "border wall"), "law": ("court*",)})
    >>> lexicon.count(["Arrested at the border  wall, tried in court."], ["force", "law"]).tolist()
    [[2.0, 1.0]]
    """

    phrases: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, path: str | Path | None = None) -> Lexicon:
        """Read a TOML file with one table a label: `[labels.ID]`, then `phrases = ["...", "..."]`.

        Parameters
        ----------
        path : str or Path, optional
            The lexicon that ships with the package, if not given.

        Raises
        ------
        StanceError
            When the file is absent, is not TOML or holds something else than phrases.
        """
        return cls({name: _phrases(name, table, path) for name, table in _tables(path, "labels").items()})

    def count(self, texts: Sequence[str], labels: Sequence[str]) -> NDArray[np.float64]:
        """How many phrases of each label each text holds; shape (n, L)."""
        patterns = [phrase_pattern(self.phrases.get(label, ())) for label in labels]
        counts = [[sum(1 for _ in pattern.finditer(text)) for pattern in patterns] for text in texts]
        return np.asarray(counts, dtype=np.float64).reshape(len(texts), len(labels))


@dataclass(frozen=True)
class Cue:
    """Phrases that are a sign of a kind of passage, and what that kind is. A cue is no label."""

    name: str
    meaning: str
    phrases: tuple[str, ...]


def read_cues(path: str | Path | None = None) -> tuple[Cue, ...]:
    """The cues of a lexicon's TOML file: tables `[cues.ID]` with phrases and perhaps a meaning.

    Parameters
    ----------
    path : str or Path, optional
        The lexicon that ships with the package, if not given.

    Returns
    -------
    tuple of Cue
        Empty where the file has none.
    """
    return tuple(
        Cue(name, str(table.get("meaning", "")), _phrases(name, table, path))
        for name, table in _tables(path, "cues", needed=False).items()
    )


def phrase_pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """One pattern that finds any of the phrases, whatever the case; spaces or hyphens part its words.

    Longer phrases win over shorter ones that begin the same way.
    """
    if not phrases:
        return re.compile(r"(?!)")
    alternatives = []
    for phrase in sorted(phrases, key=lambda x: (-len(x), x)):
        words = [re.escape(word).replace(r"\*", r"\w*") for word in phrase.split()]
        alternatives.append(r"[\s\-‐‑]+".join(words))
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


def _tables(path: str | Path | None, section: str, needed: bool = True) -> dict[str, dict[str, Any]]:
    path = resource("seeds", "lexicon.toml") if path is None else Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise StanceError(f"The lexicon must be a readable file; got {path} ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StanceError(f"The lexicon must be valid TOML; got {path} ({error}).") from None
    tables = data.get(section, None if needed else {})
    if not isinstance(tables, dict) or not all(isinstance(x, dict) for x in tables.values()):
        found = "nothing" if tables is None else repr(tables)
        raise StanceError(f"{section!r} must hold tables of phrases; got {found} ({path}).")
    return tables


def _phrases(name: str, table: dict[str, Any], path: str | Path | None) -> tuple[str, ...]:
    phrases = table.get("phrases")
    if not isinstance(phrases, list) or not all(isinstance(x, str) and x.strip() for x in phrases):
        where = "the seed lexicon" if path is None else path
        raise StanceError(f"'{name}.phrases' must be a list of phrases; got {phrases!r} ({where}).")
    return tuple(phrases)

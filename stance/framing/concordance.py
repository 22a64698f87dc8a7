"""Words where they stand: example passages with their source and year, and what to highlight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from stance.corpus import Structure
from stance.errors import StanceError
from stance.framing.words_counts import token_spans
from stance.framing.words_sides import as_read, require_text

if TYPE_CHECKING:
    import pandas as pd

_AROUND = 40


@dataclass(frozen=True)
class Example:
    """A passage that uses a word.

    Parameters
    ----------
    word, text : str
    row : int
        The passage's place in the table, from 0.
    document, source, time : str or None
    spans : tuple of (int, int)
        Where in `text` the word begins and ends, for highlighting.
    """

    word: str
    row: int
    document: str | None
    source: str | None
    time: str | None
    text: str
    spans: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        start, end = self.spans[0]
        before, after = self.text[max(0, start - _AROUND) : start], self.text[end : end + _AROUND]
        line = f"{before:>{_AROUND}}[{self.text[start:end]}]{after:<{_AROUND}}"
        place = ", ".join(x for x in (self.source, self.time) if x is not None)
        return f"{' '.join(line.splitlines())}  {place}".rstrip()


@dataclass(frozen=True)
class Concordance:
    """Example passages, word by word."""

    examples: tuple[Example, ...]

    def __str__(self) -> str:
        return "\n".join(str(example) for example in self.examples)

    def to_frame(self) -> pd.DataFrame:
        """One row an example."""
        import pandas as pd

        return pd.DataFrame([asdict(x) for x in self.examples], columns=list(Example.__annotations__))

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {"examples": [asdict(x) | {"spans": [list(s) for s in x.spans]} for x in self.examples]}


def concordance(
    table: pd.DataFrame, words: Sequence[str], *, per_word: int = 3, structure: Structure | None = None
) -> Concordance:
    """Example passages for each word, from as many sources and documents as there are.

    The first passage of every source comes before a second of any, the first of every document before
    a second of any; within that the table's order holds.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a passage.
    words : sequence of str
        Words or pairs of neighbours ("drug war"), as `stance.framing.words` spells them.
    per_word : int
        At most so many examples of each.
    structure : Structure, optional
        Which columns hold the text, document, source and time; all but the text may be absent.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"text": ["The War on drugs.", "No war."], "source": ["A", "B"]})
    >>> print(concordance(table, ["war"]))
                                        The [War] on drugs.                               A
                                         No [war].                                        B
    """
    if isinstance(words, str):
        raise StanceError("'words' must be a sequence of words; got a single one, so put it into a list.")
    if per_word < 1:
        raise StanceError(f"'per_word' must be at least 1; got {per_word}.")
    structure = structure or Structure()
    require_text(table, structure.text)
    columns = {
        role: list(table[name])
        if (name := getattr(structure, role)) in table.columns
        else [None] * len(table)
        for role in ("document", "source", "time")
    }
    found: dict[str, list[Example]] = {word: [] for word in words}
    for row, text in enumerate(table[structure.text]):
        place = {role: as_read(values[row]) for role, values in columns.items()}
        for word, spans in _occurrences(text, found).items():
            found[word].append(Example(word=word, row=row, **place, text=text, spans=tuple(spans)))
    return Concordance(tuple(x for word in found for x in _spread(found[word])[:per_word]))


def _occurrences(text: str, wanted: dict[str, list[Example]]) -> dict[str, list[tuple[int, int]]]:
    tokens = token_spans(text)
    occurrences: dict[str, list[tuple[int, int]]] = {}
    for place, (token, start, end) in enumerate(tokens):
        if token in wanted:
            occurrences.setdefault(token, []).append((start, end))
        if place + 1 < len(tokens):
            pair = f"{token} {tokens[place + 1][0]}"
            if pair in wanted:
                occurrences.setdefault(pair, []).append((start, tokens[place + 1][2]))
    return occurrences


def _spread(examples: list[Example]) -> list[Example]:
    """Rounds: the nth use by a source, and the nth by a document, comes in round n."""
    seen_source: dict[str | None, int] = {}
    seen_document: dict[str | int, int] = {}
    rounds = []
    for example in examples:
        seen_source[example.source] = seen_source.get(example.source, 0) + 1
        document = example.row if example.document is None else example.document
        seen_document[document] = seen_document.get(document, 0) + 1
        rounds.append((seen_document[document], seen_source[example.source], example.row))
    order = sorted(range(len(examples)), key=rounds.__getitem__)
    return [examples[place] for place in order]

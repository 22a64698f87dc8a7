"""Framing split by voice: what a document says itself, what it reports, and whom it reports (English)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stance.corpus import Structure
from stance.errors import StanceError
from stance.evaluation.intervals import LEVEL, Estimate, bootstrap
from stance.framing.passage_voices import passage_voices
from stance.framing.voices import OWN, REPORTED

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

_SHOWN = 12


@dataclass(frozen=True)
class VoiceShare:
    """One voice, or one speaker: how much it says, and the mean probability of every label.

    `speaker` is None for a voice as a whole.
    """

    voice: str
    speaker: str | None
    n_words: int
    share_of_words: float
    n_documents: int
    n_passages: int
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True)
class VoiceShares:
    """Framing by voice: first the voices, then the speakers that they report, most words first."""

    labels: tuple[str, ...]
    rows: tuple[VoiceShare, ...]
    level: float

    @property
    def method(self) -> str:
        """How the numbers were made, in a sentence."""
        return (
            f"mean probabilities weighted by words, {self.level:.0%} intervals by bootstrap over documents; "
            "voices by English verbs of saying and quotation marks"
        )

    @property
    def assumption(self) -> str:
        """What the numbers rest on."""
        return "the model reads parts of passages as well as passages; its errors are not corrected"

    def __str__(self) -> str:
        width = max(len(label) for label in self.labels) + 2
        head = f"{'voice':<34}{'words':>8}{'share':>7}{'documents':>11}  {'label':<{width}}probability"
        lines = [fill(f"{self.method}; {self.assumption}.", width=100), head]
        for row in self.rows[:_SHOWN]:
            name = row.voice if row.speaker is None else f"  {row.speaker}"[:33]
            start = f"{name:<34}{row.n_words:>8,}{row.share_of_words:>7.0%}{row.n_documents:>11,}  "
            for label, estimate in zip(self.labels, row.estimates, strict=True):
                lines.append(f"{start}{label:<{width}}{estimate}")
                start = " " * len(start)
        if len(self.rows) > _SHOWN:
            lines.append(f"... and {len(self.rows) - _SHOWN} more speakers")
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """One row a voice or speaker and label."""
        import pandas as pd

        return pd.DataFrame(
            [
                {
                    "voice": row.voice,
                    "speaker": row.speaker,
                    "label": label,
                    "estimate": estimate.estimate,
                    "low": estimate.low,
                    "high": estimate.high,
                    "level": self.level,
                    "words": row.n_words,
                    "share_of_words": row.share_of_words,
                    "documents": row.n_documents,
                    "passages": row.n_passages,
                }
                for row in self.rows
                for label, estimate in zip(self.labels, row.estimates, strict=True)
            ]
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        rows = self.to_frame().astype(object)
        return {
            "labels": list(self.labels),
            "method": self.method,
            "assumption": self.assumption,
            "rows": rows.where(rows.notna(), None).to_dict(orient="records"),
        }


class _Part(NamedTuple):
    row: int
    document: str
    voice: str
    speaker: str | None
    text: str


def voice_shares(
    passages: pd.DataFrame,
    score: Callable[[list[str]], ArrayLike],
    labels: Sequence[str],
    *,
    structure: Structure | None = None,
    level: float = LEVEL,
    seed: int = 0,
) -> VoiceShares:
    """Mean probabilities of labels in the documents' own voice, in the voices they report, and by speaker.

    The sentences of one voice in one passage are scored together.

    Parameters
    ----------
    passages : pandas.DataFrame
        One row a passage in English. The passages of a document are read together, in the order of their
        column `position` if there is one, so that speakers and quotations carry over.
    score : callable
        From texts to probabilities, shape (n, n_labels): a model's ``predict_proba``.
    labels : sequence of str
        What the columns of probabilities mean.
    structure : Structure, optional
        Which columns hold the text and the document.
    level, seed : float, int
        Of the intervals, which need 10 documents.

    Examples
    --------
    >>> import pandas as pd
    >>> text = 'The pier is old. "It must go, and soon," Rosa Vega said.'
    >>> passages = pd.DataFrame({"document_id": ["d"], "text": [text]})
    >>> shares = voice_shares(passages, lambda texts: [[0.2, 0.8]] * len(texts), ["keep", "go"])
    >>> [(row.voice, row.speaker, row.n_words) for row in shares.rows]
    [('own', None, 4), ('reported', None, 8), ('reported', 'Rosa Vega', 8)]
    """
    structure = structure or Structure()
    parts = _parts(passage_voices(passages, structure))
    if not parts:
        raise StanceError(f"{structure.text!r} must hold a sentence in some row; got only space.")
    probabilities = np.asarray(score([part.text for part in parts]), dtype=np.float64)
    if probabilities.shape != (len(parts), len(labels)):
        raise StanceError(
            f"'score' must give one probability for each of {len(labels)} labels; "
            f"got the shape {probabilities.shape} for {len(parts)} texts."
        )
    if not ((probabilities >= 0) & (probabilities <= 1)).all():
        raise StanceError("'score' must give probabilities between 0 and 1; got others.")
    words = np.array([len(part.text.split()) for part in parts], dtype=np.float64)
    rows = []
    for (voice, speaker), chosen in _groups(parts, words):
        said = [parts[k] for k in chosen]
        estimates = _estimates(said, probabilities[chosen], words[chosen], level, seed)
        share, n_documents = float(words[chosen].sum() / words.sum()), len({x.document for x in said})
        n_words, n_passages = int(words[chosen].sum()), len({x.row for x in said})
        rows.append(VoiceShare(voice, speaker, n_words, share, n_documents, n_passages, estimates))
    return VoiceShares(tuple(str(label) for label in labels), tuple(rows), level)


def _parts(sentences: pd.DataFrame) -> list[_Part]:
    """What each voice and speaker says in each passage, sentences put together."""
    gathered: dict[tuple[int, str, str, str | None], list[str]] = {}
    columns = (sentences[name] for name in ("row", "document", "voice", "speaker", "text"))
    for row, document, voice, speaker, text in zip(*columns, strict=True):
        gathered.setdefault((row, document, voice, speaker), []).append(text)
    return [_Part(*key, " ".join(said)) for key, said in gathered.items()]


def _groups(parts: Sequence[_Part], words: Floats) -> list[tuple[tuple[str, str | None], list[int]]]:
    """The parts of either voice, then of every speaker, those who say most first."""
    groups: dict[tuple[str, str | None], list[int]] = {(OWN, None): [], (REPORTED, None): []}
    for place, part in enumerate(parts):
        groups[part.voice, None].append(place)
        if part.speaker is not None:
            groups.setdefault((part.voice, part.speaker), []).append(place)
    voices = [(key, chosen) for key, chosen in groups.items() if key[1] is None and chosen]
    speakers = [(key, chosen) for key, chosen in groups.items() if key[1] is not None]
    return voices + sorted(speakers, key=lambda item: (-words[item[1]].sum(), str(item[0][1])))


def _estimates(
    parts: Sequence[_Part], probabilities: Floats, words: Floats, level: float, seed: int
) -> tuple[Estimate, ...]:
    documents = np.unique([part.document for part in parts], return_inverse=True)[1]
    columns = np.column_stack([probabilities * words[:, None], words])
    sums = np.zeros((int(documents.max()) + 1, columns.shape[1]))
    np.add.at(sums, documents, columns)

    def mean(totals: Floats) -> Floats:
        return totals[..., :-1] / totals[..., -1:]

    return tuple(bootstrap(sums, mean, n_passages=len({x.row for x in parts}), level=level, seed=seed))

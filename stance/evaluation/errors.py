"""What a model gets wrong: the passages, the words that misled it, and the kinds of passage they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.evaluation.data import documents_of, passages_of
from stance.evaluation.groups import Codes
from stance.evaluation.intervals import Estimate, ratio
from stance.evaluation.lexicon import Cue, phrase_pattern
from stance.evaluation.result import Evaluation

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Mistake:
    """A passage that the model labelled wrongly when it had not trained on its document.

    `words` are those that spoke most for the predicted label against the true one, with how much each did.
    """

    row: int
    text: str
    true: str
    predicted: str
    probability: float | None
    words: tuple[tuple[str, float], ...]
    cues: tuple[str, ...]


@dataclass(frozen=True)
class ErrorKind:
    """How often passages with a cue are mislabelled, beside those without it."""

    cue: str
    meaning: str
    errors: int
    with_cue: Estimate
    without_cue: Estimate
    confusion: str


@dataclass(frozen=True)
class Errors:
    """The mistakes, the surest first, and their kinds."""

    mistakes: tuple[Mistake, ...]
    kinds: tuple[ErrorKind, ...]
    n_errors: int
    n_passages: int

    def __str__(self) -> str:
        lines = [f"{self.n_errors:,} of {self.n_passages:,} passages are mislabelled"]
        if self.kinds:
            lines.append(f"{'kind':<20}{'errors':>7}  {'error rate with it':<22}{'without it':<22}most often")
        for kind in self.kinds:
            rates = f"{kind.with_cue!s:<22}{kind.without_cue!s:<22}"
            lines.append(f"{kind.cue:<20}{kind.errors:>7,}  {rates}{kind.confusion}")
        return "\n".join([*lines, *(f"{kind.cue}: {kind.meaning}" for kind in self.kinds if kind.meaning)])

    def to_dict(self) -> dict[str, Any]:
        """Plain values, without the texts."""
        return {
            "n_errors": self.n_errors,
            "n_passages": self.n_passages,
            "kinds": [
                asdict(x) | {"with_cue": x.with_cue.to_dict(), "without_cue": x.without_cue.to_dict()}
                for x in self.kinds
            ],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a mistake."""
        import pandas as pd

        columns = ["row", "text", "true", "predicted", "probability", "words", "cues"]
        rows = [
            asdict(x) | {"words": ", ".join(f"{w} {v:+.2f}" for w, v in x.words), "cues": ", ".join(x.cues)}
            for x in self.mistakes
        ]
        return pd.DataFrame(rows, columns=columns)


def find_errors(evaluation: Evaluation, cues: Sequence[Cue] = (), *, most: int = 100) -> Errors:
    """The mistakes of an evaluated model.

    Parameters
    ----------
    evaluation : Evaluation
    cues : sequence of Cue
        Signs to count: ``stance.evaluation.lexicon.read_cues()``. A cue is no label; it says what to look at.
    most : int
        How many mistakes to list, the surest first; all are counted.

    Returns
    -------
    Errors
        The words of a mistake are those of the model of its own fold, if it has ``explain``.
    """
    table, made = evaluation.table, evaluation.predictions[evaluation.model]
    texts = table.frame[table.structure.text].iloc[made.tested].tolist()
    truth = passages_of(table).truth[made.tested]
    wrong = truth != made.predicted
    found = {cue.name: np.array([bool(phrase_pattern(cue.phrases).search(x)) for x in texts]) for cue in cues}
    sureness = np.zeros(len(texts)) if made.probabilities is None else made.probabilities.max(axis=1)
    rows = np.flatnonzero(wrong)
    rows = rows[np.argsort(-sureness[rows], kind="stable")][:most]
    mistakes = tuple(
        Mistake(
            row=int(made.tested[k]) + 1,
            text=texts[k],
            true=table.labels[truth[k]],
            predicted=table.labels[made.predicted[k]],
            probability=None if made.probabilities is None else float(sureness[k]),
            words=_misleading(made.estimators, int(made.fold[k]), texts[k], truth[k], made.predicted[k]),
            cues=tuple(name for name, has in found.items() if has[k]),
        )
        for k in rows
    )
    documents = documents_of(table)[made.tested]
    confusions = [
        f"{table.labels[t]} as {table.labels[p]}" for t, p in zip(truth, made.predicted, strict=True)
    ]
    kinds = tuple(_kind(cue, found[cue.name], wrong, documents, confusions) for cue in cues)
    return Errors(mistakes, kinds, int(wrong.sum()), len(texts))


def _kind(cue: Cue, has: Any, wrong: Any, documents: Codes, confusions: list[str]) -> ErrorKind:
    rates = []
    for rows in (has, ~has):
        code = np.unique(documents[rows], return_inverse=True)[1]
        mislabelled = np.bincount(code, weights=wrong[rows])
        rates.append(ratio(mislabelled, np.bincount(code), n_passages=int(rows.sum())))
    own = [confusions[k] for k in np.flatnonzero(has & wrong)]
    often = max(sorted(set(own)), key=own.count) if own else ""
    return ErrorKind(cue.name, cue.meaning, len(own), rates[0], rates[1], often)


def _misleading(
    estimators: tuple[Any, ...], fold: int, text: str, true: int, predicted: int, top: int = 5
) -> tuple[tuple[str, float], ...]:
    if not estimators or not hasattr(estimators[fold], "explain"):
        return ()
    explanation = estimators[fold].explain(text)
    pulls = [(text[a:b], float(x[predicted] - x[true])) for a, b, x in explanation.words()]
    return tuple(sorted(pulls, key=lambda pull: -pull[1])[:top])

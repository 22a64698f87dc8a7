"""What a model learned: its strongest n-grams for each label, and those that it had better not rest on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError
from stance.evaluation.result import Evaluation

if TYPE_CHECKING:
    import pandas as pd

    from stance.labelled import LabelledTable

# A year, or the part of one that a character n-gram holds.
_YEAR = re.compile(r"(?<!\d)(?:19|20)(?:\d\d(?!\d)|\d?\W*$)")
# What pages are made of, whatever their topic.
_FURNITURE = re.compile(
    r"\b(?:advertisements?|click|comments|copyright|cookies?|donate|facebook|https?|instagram|linkedin|login|"
    r"newsletters?|podcast|reprint|rss|signup|sponsored|subscri\w*|twitter|url|web(?:page|site)|whatsapp|www|"
    r"youtube)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Feature:
    """An n-gram, its weight for a label, and why it may be a leak ("" where it is none).

    `weight` is the coefficient minus its mean over the labels: what the n-gram says for this label
    rather than for the others.
    """

    label: str
    rank: int
    kind: str
    feature: str
    weight: float
    leak: str


@dataclass(frozen=True)
class Learned:
    """The strongest features of each label."""

    features: tuple[Feature, ...]

    @property
    def leaks(self) -> tuple[Feature, ...]:
        """The features that tell who, when or which page, and not what."""
        return tuple(x for x in self.features if x.leak)

    def __str__(self) -> str:
        lines = []
        for label in dict.fromkeys(x.label for x in self.features):
            own = [x for x in self.features if x.label == label]
            said = ", ".join(f"{x.feature!r}" + (f" [{x.leak}]" if x.leak else "") for x in own)
            lines.append(f"{label}: {said}")
        return "\n".join([*lines, f"{len(self.leaks)} of {len(self.features)} may be leaks"])

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {"features": [asdict(x) for x in self.features]}

    def to_frame(self) -> pd.DataFrame:
        """One row a feature."""
        import pandas as pd

        return pd.DataFrame([asdict(x) for x in self.features])


def learned(model: Any, table: LabelledTable | None = None, *, top: int = 20) -> Learned:
    """The strongest features of a linear model of texts, possible leaks flagged.

    Parameters
    ----------
    model : StanceClassifier, StanceModel, fitted scikit-learn Pipeline or Evaluation
        A vectorizer followed by a linear classifier; of an evaluation the model of the first fold, with the
        evaluation's own table.
    table : LabelledTable, optional
        Whose source names are then looked for; years and page furniture always are.
    top : int
        How many features of each label.

    Raises
    ------
    StanceError
        When the model has no named features with coefficients.
    """
    if isinstance(model, Evaluation):
        estimators = model.predictions[model.model].estimators
        return learned(estimators[0] if estimators else None, model.table, top=top)
    names, coefficients, labels = _linear(model)
    leak = leak_finder([], [])
    if table is not None and table.structure.source is not None:
        columns = (table.frame[table.structure.text], table.frame[table.structure.source])
        leak = leak_finder(*(column.tolist() for column in columns))
    weights = coefficients - coefficients.mean(axis=1, keepdims=True)
    features = []
    for k, label in enumerate(labels):
        strongest = np.argsort(-weights[:, k], kind="stable")[:top]
        for rank, j in enumerate(strongest, start=1):
            kind, name = names[j]
            features.append(Feature(label, rank, kind, name, float(weights[j, k]), leak(name)))
    return Learned(tuple(features))


def leak_finder(texts: Sequence[str], sources: Sequence[object]) -> Callable[[str], str]:
    """A function that says why an n-gram may be a leak: "year", "page furniture", "source name" or "".

    An n-gram tells the source when a word of it, of four letters or more, is part of a source's name and
    most of the passages with the n-gram are of sources so named: "reuters" may, "mexico" does not.

    Parameters
    ----------
    texts, sources : sequence, length n
        Passages and who published them; missing where unknown.

    Examples
    --------
    >>> leak = leak_finder(["The Monitor has learned", "A border wall"], ["Gulf Monitor", "Border News"])
    >>> [leak("since 1999"), leak("monitor"), leak("subscribe to"), leak("troops")]
    ['year', 'source name', 'page furniture', '']
    """
    folded = [text.casefold() for text in texts]
    names = [source.casefold() if isinstance(source, str) else "" for source in sources]

    def leak(feature: str) -> str:
        if _YEAR.search(feature):
            return "year"
        if _FURNITURE.search(feature):
            return "page furniture"
        part = feature.strip().casefold()
        telling = re.findall(r"\w{4,}", part)
        named = [any(word in name for word in telling) for name in names]
        if not any(named):
            return ""
        own = [name for name, text in zip(named, folded, strict=True) if part in text]
        return "source name" if 2 * sum(own) > len(own) else ""

    return leak


def _linear(model: Any) -> tuple[list[tuple[str, str]], NDArray[np.float64], list[str]]:
    """(kind, name) of each feature, coefficients of shape (features, labels), and labels."""
    if hasattr(model, "to_sklearn"):
        model = model.to_sklearn()
    try:
        vectorizer, classifier = model[-2], model[-1]
        names = [str(x) for x in vectorizer.get_feature_names_out()]
        coefficients = np.asarray(classifier.coef_, dtype=np.float64)
    except (TypeError, AttributeError, IndexError):
        raise StanceError(
            f"The model must be linear on named features, to say what it learned; got {type(model).__name__}."
        ) from None
    if len(coefficients) == 1:
        coefficients = np.stack([-coefficients[0] / 2, coefficients[0] / 2])
    united = hasattr(vectorizer, "transformer_list")
    parts = [name.split("__", 1) if united else ("word", name) for name in names]
    return [(kind, name) for kind, name in parts], coefficients.T, [str(x) for x in classifier.classes_]

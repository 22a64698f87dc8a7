"""The words that moved the model, as spans to be marked in a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from stance.codebook import Codebook

if TYPE_CHECKING:
    from stance.model.linear import StanceModel

# From so much of a logit on, a word is marked, marked more, and marked most.
STEPS = (0.15, 0.3, 0.6)
_STRONGEST = 4


def marks(model: StanceModel, text: str, predicted: str) -> dict[str, Any]:
    """Which words to mark, and the strongest of them with their contributions.

    With a scale, a word counts by what it adds to the positive label's logit less what it adds to the
    negative one's; without, by what it adds to the predicted label's less the mean of the others'.

    Returns
    -------
    dict
        ``m``: a flat list of (letters since the last mark, length, step from -3 to 3) for every marked word;
        ``w``: the strongest, each as its number among the marked words and its contribution in hundredths.
    """
    explanation = model.explain(text)
    spans = explanation.words()
    values = np.array([row for _, _, row in spans]) @ _direction(model.codebook, model.labels, predicted)
    steps = np.sign(values) * np.searchsorted(STEPS, np.abs(values), side="right")
    marked = np.flatnonzero(steps)
    flat: list[int] = []
    end = 0
    for k in marked:
        start, stop, _ = spans[k]
        flat += [start - end, stop - start, int(steps[k])]
        end = stop
    strongest = np.argsort(-np.abs(values[marked]), kind="stable")[:_STRONGEST]
    return {"m": flat, "w": [[int(k), round(100 * float(values[marked[k]]))] for k in strongest]}


def _direction(codebook: Codebook, labels: tuple[str, ...], predicted: str) -> np.ndarray[Any, Any]:
    if codebook.scale is not None:
        return np.array(codebook.scale.values(labels))
    own = np.array([float(label == predicted) for label in labels])
    return own - (1 - own) / (len(labels) - 1)

"""A world with a known answer: passages nested in documents, scored by a classifier that errs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stance.errors import StanceError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Design:
    """One cell of one source, its calibration documents, and how the two differ.

    Parameters
    ----------
    share, calibration_share : tuple of float
        The true share of each label in the cell and in the calibration documents. Prior shift is their
        difference.
    documents, calibration_documents : int
    gold_documents : int
        Documents of the cell that are coded in full, drawn with equal probability.
    passages : float
        Mean passages a document, at least 1.
    uneven : float
        Standard deviation of the logarithm of document size; 0 makes sizes vary as Poisson.
    clustering : float
        Correlation of labels within a document, in [0, 1).
    separation : float
        Distance between the scores of two labels, in standard deviations of the score; large is perfect.
    document_effect : float
        Share of the score's variance that lies between documents of the same label, in [0, 1].
    shift : float
        Added in the cell, and there alone, to the score of the last label, in standard deviations: a
        source that words things differently.
    overconfidence : float
        Factor on the log odds; 1 is calibrated at the calibration share.
    """

    share: tuple[float, ...] = (0.29, 0.71)
    calibration_share: tuple[float, ...] = (0.55, 0.45)
    documents: int = 60
    calibration_documents: int = 100
    gold_documents: int = 15
    passages: float = 10.0
    uneven: float = 0.0
    clustering: float = 0.25
    separation: float = 1.6
    document_effect: float = 0.2
    shift: float = 0.0
    overconfidence: float = 1.0

    def __post_init__(self) -> None:
        for name in ("share", "calibration_share"):
            values = np.asarray(getattr(self, name), dtype=float)
            if len(values) < 2 or (values < 0).any() or abs(values.sum() - 1) > 1e-9:
                raise StanceError(f"{name!r} must hold two or more shares that sum to 1; got {values}.")
        if len(self.share) != len(self.calibration_share):
            raise StanceError("'share' and 'calibration_share' must be of the same length; they differ.")
        if not 0 <= self.gold_documents <= self.documents:
            raise StanceError(
                f"'gold_documents' must be between 0 and {self.documents}; got {self.gold_documents}."
            )


@dataclass(frozen=True, eq=False)
class Simulation:
    """Predictions of the cell, labelled predictions for calibration, and gold labels of the cell."""

    predictions: pd.DataFrame
    calibration: pd.DataFrame
    gold: pd.DataFrame


def simulate(design: Design, seed: int = 0, *, source: str = "source") -> Simulation:
    """Draw one world.

    1. A document's shares are Dirichlet around the cell's, so that labels within it correlate by
       `clustering` and every passage has the cell's shares on average.
    2. A passage's score is a point at its label's corner, plus its document's effect, plus noise; both
       normal, of variance 1 together. `shift` moves the scores of the cell.
    3. Its probabilities are Bayes' rule at the calibration share, ignorant of any shift.

    Parameters
    ----------
    design : Design
    seed : int
    source : str
        Its name, with which all ids begin.

    Returns
    -------
    Simulation

    Examples
    --------
    >>> world = simulate(Design(documents=40, gold_documents=12))
    >>> world.predictions["document_id"].nunique(), world.gold["sampling_probability"].unique().tolist()
    (40, [0.3])
    """
    import pandas as pd

    streams = [np.random.default_rng(x) for x in np.random.SeedSequence(seed).spawn(3)]
    cell = _passages(design, np.array(design.share), design.documents, design.shift, streams[0])
    calibration = _passages(
        design, np.array(design.calibration_share), design.calibration_documents, 0.0, streams[1]
    )
    labels = np.array([f"label {k}" for k in range(len(design.share))], dtype=object)
    frames = []
    for name, year, (documents, truth, probabilities) in (("c", 2020, cell), ("k", 2019, calibration)):
        columns: dict[str, Any] = {
            "passage_id": [f"{source} {name}{i}" for i in range(len(truth))],
            "document_id": [f"{source} {name}{d:05d}" for d in documents],
            "source": source,
            "year": year,
            "predicted": labels[probabilities.argmax(axis=1)],
        }
        columns |= {f"p_{x}": probabilities[:, k] for k, x in enumerate(labels)}
        frames.append(pd.DataFrame({**columns, "label": labels[truth]}))
    coded = streams[2].choice(design.documents, size=design.gold_documents, replace=False)
    gold = frames[0].loc[np.isin(cell[0], coded), ["passage_id", "label"]]
    gold = gold.assign(sampling_probability=design.gold_documents / design.documents)
    return Simulation(frames[0].drop(columns="label"), frames[1], gold.reset_index(drop=True))


def _passages(
    design: Design, share: NDArray[np.float64], documents: int, shift: float, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    labels = len(share)
    scatter = np.exp(design.uneven * rng.standard_normal(documents) - design.uneven**2 / 2)
    sizes = 1 + rng.poisson((design.passages - 1) * scatter)
    document = np.repeat(np.arange(documents), sizes)
    truth = _labels(design, share, document, rng)
    corners = design.separation / np.sqrt(2) * np.eye(labels)
    between = np.sqrt(design.document_effect) * rng.standard_normal((documents, labels))
    within = np.sqrt(1 - design.document_effect) * rng.standard_normal((len(document), labels))
    direction = np.eye(labels)[-1] - 1 / labels
    score = corners[truth] + between[document] + within + shift * direction / np.linalg.norm(direction)
    log_odds = score @ corners + np.log(np.maximum(design.calibration_share, 1e-12))
    log_odds = design.overconfidence * (log_odds - log_odds.max(axis=1, keepdims=True))
    odds = np.exp(log_odds)
    return document, truth, odds / odds.sum(axis=1, keepdims=True)


def _labels(
    design: Design, share: NDArray[np.float64], document: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    if design.clustering == 0:
        return np.asarray(rng.choice(len(share), size=len(document), p=share), dtype=np.int64)
    concentration = (1 - design.clustering) / design.clustering
    gamma = rng.gamma(np.maximum(share * concentration, 1e-12), size=(document.max() + 1, len(share)))
    gamma += 1e-300
    cumulated = (gamma / gamma.sum(axis=1, keepdims=True)).cumsum(axis=1)
    drawn = rng.random(len(document))[:, None] > cumulated[document]
    return np.asarray(np.minimum(drawn.sum(axis=1), len(share) - 1), dtype=np.int64)

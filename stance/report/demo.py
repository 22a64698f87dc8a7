"""The whole way of the data on the seed corpus: train, evaluate, score, compare, report."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.codebook import Codebook
from stance.corpus import load_corpus
from stance.evaluation.lexicon import Lexicon
from stance.evaluation.result import Evaluation
from stance.evaluation.training import Trained, evaluate, train
from stance.model.linear import positions
from stance.model.scoring import Predictions
from stance.report.comparison import Comparison, compare
from stance.report.evaluation import write_evaluation

if TYPE_CHECKING:
    import pandas as pd

BY = ("source_type", "period")
_YEARS = 5


@dataclass(frozen=True)
class Demo:
    """What the demo found, and where it wrote it."""

    folder: Path
    trained: Trained
    comparison: Comparison

    def __str__(self) -> str:
        return f"{self.trained}\n\n{self.comparison.groups}\n\nWritten to {self.folder}/"

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {"folder": str(self.folder), **self.trained.to_dict(), "comparison": self.comparison.to_dict()}


def demo(folder: str | Path, progress: Callable[[str], None] = lambda _: None) -> Demo:
    """Run the main job on the seed corpus.

    Every passage is scored by a model that did not train on its document, so that the figures show
    what the model does with text that it has not seen.

    Parameters
    ----------
    folder : str or Path
        Gets model/, evaluation/, comparison/ and predictions.parquet.
    progress : callable
        Is told what is being done.
    """
    folder = Path(folder)
    corpus = load_corpus()
    progress("training on the seed corpus")
    fitted = train(corpus, evaluation=False)
    progress("evaluating beside the baselines")
    evaluation = evaluate(corpus, lexicon=Lexicon.read(), jobs=os.cpu_count() or 1)
    trained = replace(fitted, evaluation=evaluation)
    trained.save(folder / "model")
    progress("drawing the evaluation")
    write_evaluation(evaluation, folder / "evaluation", corpus.codebook)
    predictions = out_of_fold_predictions(evaluation, corpus.codebook)
    predictions.write(folder / "predictions.parquet")
    progress("comparing framing by source type and period")
    comparison = compare(predictions, BY)
    comparison.write(folder / "comparison")
    return Demo(folder, trained, comparison)


def out_of_fold_predictions(evaluation: Evaluation, codebook: Codebook) -> Predictions:
    """The evaluation's predictions as the table that scoring writes, with a column of five-year periods."""
    frame = evaluation.predicted()
    probabilities = frame[[f"p_{label}" for label in codebook.labels]].to_numpy()
    scored = frame.assign(position_score=positions(probabilities, codebook), period=periods(frame["year"]))
    return Predictions(scored.drop(columns="label"), codebook)


def periods(years: pd.Series) -> np.ndarray[Any, np.dtype[np.object_]]:
    """The five-year period of every year, as text; None where the year is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> periods(pd.Series([1994, 1995, None], dtype="Int64")).tolist()
    ['1990-1994', '1995-1999', None]
    """
    starts = [
        None if missing else int(year) // _YEARS * _YEARS
        for year, missing in zip(years, years.isna(), strict=True)
    ]
    return np.array([None if x is None else f"{x}-{x + _YEARS - 1}" for x in starts], dtype=object)

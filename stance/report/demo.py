"""The whole way of the data on the seed corpus: train, evaluate, score, compare, report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.codebook import Codebook
from stance.corpus import Structure, load_corpus
from stance.evaluation.lexicon import Lexicon
from stance.evaluation.result import Evaluation
from stance.evaluation.trained import Trained
from stance.evaluation.training import evaluate, train
from stance.framing.words import fighting_words
from stance.labels.agreement import agreement
from stance.model.linear import positions
from stance.model.scoring import Predictions
from stance.report.comparison import Comparison, compare
from stance.report.evaluation import write_evaluation
from stance.report.page.evidence import Evidence
from stance.report.page.write import write_report

if TYPE_CHECKING:
    import pandas as pd

BY = ("source_type", "period")
# Most sources have a document or two: the type is what shares a way of writing.
STRUCTURE = Structure(source="source_type")
_YEARS = 5
# Fewer folds, and the defaults as they are: what the shipped model's card reports takes minutes.
_FOLDS = 3
_GRID = {"C": (1.0,)}
_FORMATS = ("png",)  # the report has the same figures as drawings


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

    Every passage is scored by a model that did not train on its document. A third of the
    documents then stands for a corpus that nobody has read; the others, whose labels are known, correct it.

    Parameters
    ----------
    folder : str or Path
        Gets model/, evaluation/, comparison/, predictions.parquet and report.html.
    progress : callable
        Is told what is being done.
    """
    folder = Path(folder)
    corpus = load_corpus()
    progress("training on the seed corpus")
    fitted = train(corpus, evaluation=False, grid=_GRID)
    progress("evaluating beside the baselines")
    evaluation = evaluate(corpus, lexicon=Lexicon.read(), folds=_FOLDS, grid=_GRID)
    trained = replace(fitted, evaluation=evaluation)
    trained.save(folder / "model")
    progress("drawing the evaluation")
    write_evaluation(evaluation, folder / "evaluation", corpus.codebook, _FORMATS)
    scored = out_of_fold_predictions(evaluation, corpus.codebook)
    unread = _every_third_document(scored)
    predictions = Predictions(scored[unread].drop(columns="label"), corpus.codebook)
    predictions.write(folder / "predictions.parquet")
    progress("comparing framing by source type and period")
    comparison = compare(predictions, BY, calibration=scored[~unread], structure=STRUCTURE)
    comparison.write(folder / "comparison", _FORMATS)
    progress("writing the report")
    write_report(
        folder / "report.html",
        predictions,
        comparison=comparison,
        model=trained.model,
        evidence=Evidence(evaluation=evaluation, agreement=agreement(corpus.labels, corpus.passages)),
        words=[fighting_words(predictions.frame, "predicted", *_poles(corpus.codebook))],
        title="Framing in the seed corpus",
    )
    return Demo(folder, trained, comparison)


def out_of_fold_predictions(evaluation: Evaluation, codebook: Codebook) -> pd.DataFrame:
    """The evaluation's predictions as scoring writes them, with the label and a five-year period."""
    frame = evaluation.predicted()
    probabilities = frame[[f"p_{label}" for label in codebook.labels]].to_numpy()
    return frame.assign(position_score=positions(probabilities, codebook), period=periods(frame["year"]))


def _every_third_document(frame: pd.DataFrame) -> pd.Series[bool]:
    documents = sorted(frame["document_id"].unique())
    return frame["document_id"].isin(documents[::3])


def _poles(codebook: Codebook) -> tuple[str, str]:
    scale = codebook.scale
    return (scale.positive, scale.negative) if scale else (codebook.labels[0], codebook.labels[1])


def periods(years: pd.Series) -> pd.Series:
    """The first year of every year's five-year period, missing where the year is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> periods(pd.Series([1994, 1995, None], dtype="Int64")).tolist()
    [1990, 1995, <NA>]
    """
    return years.astype("Int64") // _YEARS * _YEARS

"""Training: settings chosen by cross-validation that keeps documents whole, then a fit on everything."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.codebook import Codebook
from stance.corpus import Corpus, Structure
from stance.errors import StanceError
from stance.evaluation.baselines import baselines
from stance.evaluation.compare_splits import SplitComparison
from stance.evaluation.compare_splits import compare_splits as under_every_split
from stance.evaluation.data import duplicates_of, passages_of, read, rewordings_of
from stance.evaluation.details import details
from stance.evaluation.evaluate import evaluate as cross_validate
from stance.evaluation.evaluate import evaluate_on
from stance.evaluation.lexicon import Lexicon
from stance.evaluation.out_of_fold import Factory, choose
from stance.evaluation.result import Evaluation
from stance.evaluation.trained import Trained
from stance.labelled import LabelledTable, labelled_table
from stance.model.classifier import StanceClassifier

if TYPE_CHECKING:
    import pandas as pd

GRID: Mapping[str, Sequence[Any]] = {"C": (0.3, 1.0, 3.0)}
CHOSEN = "macro-F1 in cross-validation that keeps documents whole"
NOT_CHOSEN = "no data: they were set beforehand"


def train(
    data: Corpus | str | Path | pd.DataFrame,
    structure: Structure | None = None,
    *,
    codebook: Codebook | None = None,
    rewordings: pd.DataFrame | None = None,
    lexicon: Lexicon | None = None,
    evaluation: bool = True,
    splits: bool = False,
    test: str | Path | pd.DataFrame | None = None,
    rivals: bool = False,
    grid: Mapping[str, Sequence[Any]] = GRID,
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> Trained:
    """Train a model, its settings chosen by cross-validation that keeps documents whole.

    Parameters
    ----------
    data : Corpus, path or pandas.DataFrame
        A corpus folder's content, or any labelled table.
    structure : Structure, optional
        Which columns hold what; not needed with a corpus.
    codebook : Codebook, optional
        The order and meaning of the labels; the corpus's own, or the table's labels in sorted order.
    rewordings : pandas.DataFrame, optional
        Other wordings of passages, for training alone; a corpus brings its own.
    lexicon : Lexicon, optional
        Adds the lexicon baseline to the evaluation.
    evaluation : bool
        Also cross-validate the model beside its baselines.
    splits : bool
        Also evaluate the chosen settings under every other split.
    test : path or pandas.DataFrame, optional
        Also test the model on this table of the same structure, which trains nothing.
    rivals : bool
        Also show a sentence encoder, as it comes and fine-tuned; needs the extra `embeddings`.
    grid : mapping of str to sequence
        The settings to choose among.
    seed : int
        Orders documents into folds and draws the intervals' resamples.
    jobs : int
        How many folds of the evaluation to work on at once.
    progress : callable
        Is told what is at work.

    Returns
    -------
    Trained

    Raises
    ------
    StanceError
        When the table is not what `labelled_table` asks for, or holds labels outside the codebook; when
        `splits`, `test` or `rivals` are asked for without the evaluation.
    """
    if not evaluation and (splits or rivals or test is not None):
        raise StanceError("'splits', 'test' and 'rivals' must go with an evaluation; got 'evaluation' False.")
    rewordings = data.rewordings if rewordings is None and isinstance(data, Corpus) else rewordings
    table, codebook = _task(data, structure, codebook)
    passages = passages_of(table, duplicates_of(table))
    rows = np.arange(len(table.frame))
    further = rewordings_of(rewordings, table)
    progress("choosing settings")
    settings = choose(StanceClassifier, passages, rows, grid, further, seed)
    texts = [*passages.texts, *further.texts]
    truth = np.concatenate([passages.truth, passages.truth[further.owners]])
    labels = np.asarray(table.labels)[truth]
    fitted = StanceClassifier(codebook=codebook, **settings).fit(texts, labels).model_
    chosen_by = CHOSEN if any(len(values) > 1 for values in grid.values()) else NOT_CHOSEN
    described = _description(table, codebook, len(further.texts), settings, chosen_by, seed)
    model = replace(fitted, training=described)
    if not evaluation:
        return Trained(model, None)
    given: dict[str, Any] = {"codebook": codebook, "rewordings": rewordings, "seed": seed}
    given["progress"] = progress
    made = evaluate(table, grid=grid, rivals=rivals, lexicon=lexicon, jobs=jobs, **given)
    made = replace(made, details=details(made))
    given["grid"] = {name: (value,) for name, value in settings.items()}
    others = compare_splits(table, jobs=jobs, **given) if splits else None
    elsewhere = None
    if test is not None:
        elsewhere = evaluate(table, test=test, rivals=rivals, lexicon=lexicon, **given)
        if isinstance(test, str | Path):
            elsewhere = replace(elsewhere, notes=(f"The table is {Path(test).name}.", *elsewhere.notes))
    return Trained(model, made, others, elsewhere)


def evaluate(
    data: Corpus | LabelledTable | str | Path | pd.DataFrame,
    structure: Structure | None = None,
    *,
    test: str | Path | pd.DataFrame | None = None,
    codebook: Codebook | None = None,
    rewordings: pd.DataFrame | None = None,
    lexicon: Lexicon | None = None,
    rivals: bool = False,
    split: str = "document",
    folds: int = 5,
    grid: Mapping[str, Sequence[Any]] = GRID,
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """Evaluate `StanceClassifier` beside its baselines, its settings chosen anew inside every fold.

    Parameters
    ----------
    test : path or pandas.DataFrame, optional
        Train on all of `data` and test on this table of the same structure, in the place of folds.
    rivals : bool
        Also show a sentence encoder, as it comes and fine-tuned; needs the extra `embeddings`.
    split, folds
        As in `evaluate`; the other parameters are those of `train`.
    """
    rewordings = data.rewordings if rewordings is None and isinstance(data, Corpus) else rewordings
    table, codebook = _task(data, structure, codebook)
    beside = {**baselines(lexicon), **(_rivals() if rivals else {})}
    if test is None:
        return cross_validate(
            table, StanceClassifier, name="stance", labels=codebook.labels, baselines=beside,
            rewordings=rewordings, split=split, folds=folds, grid=grid, seed=seed, jobs=jobs,
            progress=progress,
        )  # fmt: skip
    return evaluate_on(
        table, test, StanceClassifier, table.structure, name="stance", labels=codebook.labels,
        baselines=beside, rewordings=rewordings, grid=grid, seed=seed, progress=progress,
    )  # fmt: skip


def compare_splits(
    data: Corpus | LabelledTable | str | Path | pd.DataFrame,
    structure: Structure | None = None,
    *,
    codebook: Codebook | None = None,
    rewordings: pd.DataFrame | None = None,
    folds: int = 5,
    grid: Mapping[str, Sequence[Any]] = GRID,
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> SplitComparison:
    """Evaluate `StanceClassifier` under every split that the declared columns allow, side by side.

    The parameters are those of `evaluate`. The random split is the foil: it says by how much one would
    flatter oneself.
    """
    rewordings = data.rewordings if rewordings is None and isinstance(data, Corpus) else rewordings
    table, codebook = _task(data, structure, codebook)
    return under_every_split(
        table, StanceClassifier, name="stance", labels=codebook.labels,
        rewordings=rewordings, folds=folds, grid=grid, seed=seed, jobs=jobs, progress=progress,
    )  # fmt: skip


def _rivals() -> Mapping[str, Factory]:
    from stance.evaluation.rivals import rivals

    return rivals()


def _task(
    data: Corpus | LabelledTable | str | Path | pd.DataFrame,
    structure: Structure | None,
    codebook: Codebook | None,
) -> tuple[LabelledTable, Codebook]:
    if isinstance(data, Corpus):
        table = labelled_table(data.labelled(), structure or Structure(), where="corpus")
        codebook = codebook or data.codebook
    else:
        table = read(data, structure)
    codebook = codebook or Codebook.from_labels("labels", table.labels)
    return read(table, labels=codebook.labels), codebook


def _description(
    table: LabelledTable,
    codebook: Codebook,
    n_rewordings: int,
    settings: Mapping[str, Any],
    chosen_by: str,
    seed: int,
) -> dict[str, Any]:
    frame, structure = table.frame, table.structure
    counts = frame[structure.label].value_counts()
    digest = hashlib.sha256()
    for text, label in zip(frame[structure.text], frame[structure.label], strict=True):
        digest.update(f"{label}\x00{text}\x00".encode("utf-8", "surrogatepass"))
    documents = len(frame) if structure.document is None else frame[structure.document].nunique()
    return {
        "codebook": f"{codebook.name} {codebook.version}",
        "documents": int(documents),
        "passages": len(frame),
        "rewordings": n_rewordings,
        "labels": {label: int(counts.get(label, 0)) for label in codebook.labels},
        "label_weights": "balanced",
        "settings": dict(settings),
        "settings_chosen_by": chosen_by,
        "seed": seed,
        "data_sha256": digest.hexdigest(),
    }
